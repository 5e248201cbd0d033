import * as pulumi from "@pulumi/pulumi";
import { Stack, StackPath, stackOf } from "../components";
import type { ConfigSecrets } from "./configSecrets";

/** Namespace of the project's configuration: its name. */
const PREFIX = "spark-platform:";

/** Deeper values are refused unread. */
const DEEPEST = 100;

/**
 * Turns a stack's configuration into settings. Secrets become secret Outputs where they stay
 * encrypted, and are refused elsewhere.
 * Throws one `pulumi.RunError` with everything that is wrong.
 *
 * @param config `pulumi.runtime.allConfig()`: structured values are JSON
 * @param stack name of the stack, for the message
 * @param written the stack file's section `config` with each value as it was written
 */
export function parseSettings(
    config: Record<string, string>,
    stack: string,
    { keys, stackFile }: ConfigSecrets = { keys: [], stackFile: {} },
    written: () => Readonly<Record<string, unknown>> = () => ({}),
): Stack {
    const secrets: StackPath[] = [];
    const entries = Object.entries(config)
        .filter(([key]) => key.startsWith(PREFIX))
        .map(([key, text]) => {
            const name = key.slice(PREFIX.length);
            const value = parseValue(text);
            if (!keys.includes(key)) {
                return [name, value] as const;
            }
            // A key without a namespace is the project's own.
            const clear = stackFile[key] ?? stackFile[name];
            const below: StackPath[] = [];
            const hidden = withSecrets(value, clear, [name], below);
            secrets.push(...(isMap(value) && !isStructured(clear) ? [[name]] : below));
            return [name, hidden] as const;
        });
    const subject = `Configuration of stack "${stack}"`;
    return stackOf(Object.fromEntries(entries), subject, {
        secrets,
        written: () =>
            Object.fromEntries(
                // A key without a namespace is the project's own.
                Object.entries(written()).map(([key, value]) => [
                    key.startsWith(PREFIX) ? key.slice(PREFIX.length) : key,
                    value,
                ]),
            ),
    });
}

/**
 * Maps and lists are JSON; anything else is a string, even where it looks like a number. The engine
 * makes an empty string of a key without a value.
 */
function parseValue(value: string): unknown {
    if (value === "") {
        return null;
    }
    try {
        const parsed: unknown = JSON.parse(value);
        return typeof parsed === "object" ? parsed : value;
    } catch {
        return value;
    }
}

/** Makes secrets of all values that the stack file does not have in plain text at the same path. */
function withSecrets(
    value: unknown,
    clear: unknown,
    path: StackPath,
    secrets: StackPath[],
): unknown {
    if (path.length > DEEPEST) {
        return value;
    }
    if (isMap(value)) {
        const entries = Object.entries(value).map(([key, entry]) => {
            const step = Array.isArray(value) ? Number(key) : key;
            const below = isMap(clear) && Object.hasOwn(clear, key) ? clear[key] : undefined;
            return [key, withSecrets(entry, below, [...path, step], secrets)] as const;
        });
        return Array.isArray(value)
            ? entries.map(([, entry]) => entry)
            : Object.fromEntries(entries);
    }
    const isHarmless = value === null || typeof value === "boolean" || value === "";
    if (isHarmless || textOf(clear) === textOf(value)) {
        return value;
    }
    secrets.push(path);
    return pulumi.secret(value);
}

/** The engine turns a decrypted number into a string. */
function textOf(value: unknown): string | undefined {
    return typeof value === "string" ? value : JSON.stringify(value);
}

/** Whether a value of the stack file has parts, instead of being encrypted as a whole. */
function isStructured(value: unknown): boolean {
    return (
        isMap(value) && !(Object.keys(value).length === 1 && typeof value["secure"] === "string")
    );
}

/** A map or list. */
function isMap(value: unknown): value is Record<string, unknown> {
    return typeof value === "object" && value !== null;
}
