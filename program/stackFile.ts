import { readFileSync } from "node:fs";
import { dirname, isAbsolute, join } from "node:path";
import * as pulumi from "@pulumi/pulumi";
import type * as Yaml from "yaml";

/**
 * The section `config` of the running program's stack file. Empty where there is none, or none that
 * people can read, e.g. because `--config-file` names another one.
 */
export function stackFileConfig(): Record<string, unknown> {
    return configOf({});
}

/** The same with each value as it was written: YAML reads `0123` as 83 and `1.10` as 1.1. */
export function writtenConfig(): Record<string, unknown> {
    return configOf({ schema: "failsafe" });
}

function configOf(options: Yaml.SchemaOptions): Record<string, unknown> {
    // eslint-disable-next-line @typescript-eslint/no-require-imports -- only where it is needed
    const yaml = require("yaml") as typeof Yaml;
    try {
        return asMap(asMap(yaml.parse(stackFileText(yaml) ?? "", options) as unknown)["config"]);
    } catch {
        return {};
    }
}

function stackFileText(yaml: typeof Yaml): string | undefined {
    for (const folder of projectFolders()) {
        const read = (name: string) => readFileSync(join(folder, name), "utf8");
        for (const ending of ["yaml", "yml", "json"]) {
            try {
                const { stackConfigDir } = asMap(yaml.parse(read(`Pulumi.${ending}`)) as unknown);
                const below = typeof stackConfigDir === "string" ? stackConfigDir : "";
                return read(join(below, `Pulumi.${pulumi.getStack()}.${ending}`));
            } catch {
                // It does not exist here, or is not a file for people.
            }
        }
    }
    return undefined;
}

/** The project's folder as the engine says, and where older language hosts do not, those above. */
function projectFolders(): string[] {
    const told = pulumi.runtime.getRootDirectory();
    // Untold, the SDK says "rootDirectory".
    if (isAbsolute(told)) {
        return [told];
    }
    const folders = [process.cwd()];
    for (let parent = dirname(process.cwd()); !folders.includes(parent); parent = dirname(parent)) {
        folders.push(parent);
    }
    return folders;
}

/** A map's keys and values; none for anything else. */
function asMap(value: unknown): Record<string, unknown> {
    return typeof value === "object" && value !== null ? (value as Record<string, unknown>) : {};
}
