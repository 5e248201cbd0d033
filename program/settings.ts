import { Stack, stackOf } from "../components";

/** Namespace of the project's configuration: its name. */
const PREFIX = "spark-platform:";

/**
 * Turns a stack's configuration into settings.
 * Throws one `pulumi.RunError` with everything that is wrong.
 *
 * @param config `pulumi.runtime.allConfig()`: structured values are JSON
 * @param stack name of the stack, for the message
 */
export function parseSettings(config: Record<string, string>, stack: string): Stack {
    const entries = Object.entries(config)
        .filter(([key]) => key.startsWith(PREFIX))
        .map(([key, value]) => [key.slice(PREFIX.length), parseValue(value)] as const);
    return stackOf(Object.fromEntries(entries), `Configuration of stack "${stack}"`);
}

/** Maps and lists are JSON; anything else is a string, even where it looks like a number. */
function parseValue(value: string): unknown {
    try {
        const parsed: unknown = JSON.parse(value);
        return typeof parsed === "object" ? parsed : value;
    } catch {
        return value;
    }
}
