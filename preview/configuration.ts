import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import * as yaml from "yaml";
import { SECRET } from "./resources";

interface ProjectFile {
    name?: string;
    config?: Record<string, unknown>;
}

/** Names of the stacks that have a file in the project's folder. */
export function stacksOf(folder: string): string[] {
    return readdirSync(folder)
        .map((file) => /^Pulumi\.(.+)\.yaml$/.exec(file)?.[1])
        .filter((stack) => stack !== undefined)
        .sort();
}

/** The configuration that the engine would make of the project file and a stack file. */
export function configurationOf(folder: string, stack: string): Record<string, string> {
    const read = (file: string) => yaml.parse(readFileSync(join(folder, file), "utf8")) as unknown;
    const project = read("Pulumi.yaml") as ProjectFile;
    const stackFile = (read(`Pulumi.${stack}.yaml`) ?? {}) as ProjectFile;
    const values = { ...defaultsOf(project), ...stackFile.config };
    return Object.fromEntries(
        Object.entries(values).map(([name, value]) => {
            // A key without a namespace is the project's own.
            const key = name.includes(":") ? name : `${project.name}:${name}`;
            const plain = withoutSecrets(value);
            return [key, typeof plain === "string" ? plain : JSON.stringify(plain)];
        }),
    );
}

/** A key of the project itself has a `default`, one of a provider a `value`, or stands for itself. */
function defaultsOf({ config = {} }: ProjectFile): Record<string, unknown> {
    const defaults = Object.entries(config).map(
        ([key, declared]) =>
            [key, isMap(declared) ? (declared.default ?? declared.value) : declared] as const,
    );
    return Object.fromEntries(defaults.filter(([, value]) => value !== undefined));
}

/** A secret of a stack file is encrypted: nobody without the key can read it. */
function withoutSecrets(value: unknown): unknown {
    if (Array.isArray(value)) {
        return value.map(withoutSecrets);
    }
    if (!isMap(value)) {
        return value;
    }
    const entries = Object.entries(value);
    if (entries.length === 1 && typeof value.secure === "string") {
        return SECRET;
    }
    return Object.fromEntries(entries.map(([key, entry]) => [key, withoutSecrets(entry)]));
}

/** Whether a value has named parts. */
export function isMap(value: unknown): value is Record<string, unknown> {
    return typeof value === "object" && value !== null && !Array.isArray(value);
}
