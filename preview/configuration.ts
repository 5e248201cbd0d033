import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import * as yaml from "yaml";
import { SECRET } from "./resources";

interface ProjectFile {
    name?: string;
    config?: Record<string, unknown>;
}

/** Names of the stacks with a file in the project folder. */
export function stacksOf(folder: string): string[] {
    return readdirSync(folder)
        .map((file) => /^Pulumi\.(.+)\.yaml$/.exec(file)?.[1])
        .filter((stack) => stack !== undefined)
        .sort();
}

/** The configuration that the engine would build from the project file and a stack file. */
export function configurationOf(folder: string, stack: string): Record<string, string> {
    return configStrings(valuesOf(folder, stack));
}

/** Keys of that configuration that contain a secret. */
export function secretKeysOf(folder: string, stack: string): string[] {
    return keysWithSecrets(valuesOf(folder, stack));
}

/** A configuration as a program receives it: everything but strings becomes JSON. */
export function configStrings(values: Readonly<Record<string, unknown>>): Record<string, string> {
    return Object.fromEntries(
        Object.entries(values).map(([key, value]) => {
            const plain = withoutSecrets(value);
            return [key, typeof plain === "string" ? plain : JSON.stringify(plain)];
        }),
    );
}

export function keysWithSecrets(values: Readonly<Record<string, unknown>>): string[] {
    return Object.keys(values).filter((key) => hasSecrets(values[key]));
}

function valuesOf(folder: string, stack: string): Record<string, unknown> {
    const read = (file: string) => yaml.parse(readFileSync(join(folder, file), "utf8")) as unknown;
    const project = read("Pulumi.yaml") as ProjectFile;
    const stackFile = (read(`Pulumi.${stack}.yaml`) ?? {}) as ProjectFile;
    const values = { ...defaultsOf(project), ...stackFile.config };
    return Object.fromEntries(
        Object.entries(values).map(([name, value]) => [
            // A key without a namespace belongs to the project.
            name.includes(":") ? name : `${project.name}:${name}`,
            value,
        ]),
    );
}

/**
 * A key of the project has a `default`, a key of a provider a `value`; otherwise the entry is the
 * value.
 */
function defaultsOf({ config = {} }: ProjectFile): Record<string, unknown> {
    const defaults = Object.entries(config).map(
        ([key, declared]) =>
            [key, isMap(declared) ? (declared.default ?? declared.value) : declared] as const,
    );
    return Object.fromEntries(defaults.filter(([, value]) => value !== undefined));
}

/** Secrets in a stack file are encrypted: without the key they cannot be read. */
function withoutSecrets(value: unknown): unknown {
    if (Array.isArray(value)) {
        return value.map(withoutSecrets);
    }
    if (!isMap(value)) {
        return value;
    }
    if (isSecure(value)) {
        return SECRET;
    }
    const entries = Object.entries(value);
    return Object.fromEntries(entries.map(([key, entry]) => [key, withoutSecrets(entry)]));
}

function hasSecrets(value: unknown): boolean {
    const isList = Array.isArray(value);
    return (
        (isMap(value) && isSecure(value)) ||
        ((isList || isMap(value)) && Object.values(value).some(hasSecrets))
    );
}

function isSecure(value: Record<string, unknown>): boolean {
    return Object.keys(value).length === 1 && typeof value["secure"] === "string";
}

/** Whether a value is a map. */
export function isMap(value: unknown): value is Record<string, unknown> {
    return typeof value === "object" && value !== null && !Array.isArray(value);
}
