import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import * as pulumi from "@pulumi/pulumi";
import type * as Yaml from "yaml";

/** What is known of a configuration's secrets. */
export interface ConfigSecrets {
    /** Whole keys with a secret somewhere in them: the engine tells no more. */
    keys: readonly string[];
    /** The stack file's section `config`: what stands there in clear is no secret. */
    stackFile: Readonly<Record<string, unknown>>;
}

/** The secrets of the running program's configuration. */
export function configSecrets(): ConfigSecrets {
    const keys = Object.keys(pulumi.runtime.allConfig()).filter(isSecret);
    // Reading a file takes time, and most stacks have no secrets.
    return { keys, stackFile: keys.length === 0 ? {} : readStackFile() };
}

function isSecret(key: string): boolean {
    // It exists at run time only.
    const runtime = pulumi.runtime as unknown as { isConfigSecret(key: string): boolean };
    return runtime.isConfigSecret(key);
}

/** Nothing where there is none, e.g. because `--config-file` names another one. */
function readStackFile(): Record<string, unknown> {
    // eslint-disable-next-line @typescript-eslint/no-require-imports -- only where it is needed
    const yaml = require("yaml") as typeof Yaml;
    for (const folder of projectFolders()) {
        const read = (name: string) =>
            asMap(yaml.parse(readFileSync(join(folder, name), "utf8")) as unknown);
        for (const ending of ["yaml", "yml", "json"]) {
            try {
                const { stackConfigDir } = read(`Pulumi.${ending}`);
                const below = typeof stackConfigDir === "string" ? stackConfigDir : "";
                return asMap(read(join(below, `Pulumi.${pulumi.getStack()}.${ending}`))["config"]);
            } catch {
                // It is not there, or no file for people: then nothing is known to be in clear.
            }
        }
    }
    return {};
}

/** The project's folder as the engine says, and where older language hosts do not, those above. */
function projectFolders(): string[] {
    const told = pulumi.runtime.getRootDirectory();
    if (told !== "") {
        return [told];
    }
    const folders = [process.cwd()];
    for (let parent = dirname(process.cwd()); !folders.includes(parent); parent = dirname(parent)) {
        folders.push(parent);
    }
    return folders;
}

function asMap(value: unknown): Record<string, unknown> {
    return typeof value === "object" && value !== null ? (value as Record<string, unknown>) : {};
}
