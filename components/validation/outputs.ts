import * as pulumi from "@pulumi/pulumi";
import { isLiteral, isWithinLimits } from "./inputLimits";
import { Check, formatValue, LaterCheck, problem, Problems } from "./problems";
import { readValues } from "./readings";

/**
 * Refuses what is wrong with a component's arguments, in one list. Returns them as they are meant; an
 * Output among them then fails once it is known and wrong, in previews too.
 *
 * @param subject who was given them, e.g. `SparkPlatform "spark"`
 * @param path where messages begin
 */
export function checkedArgs<T>(subject: string, args: T, check: Check, path = ""): T {
    const limits = new Problems();
    if (args === undefined || args === null) {
        limits.add("", "the arguments are missing");
    } else {
        isWithinLimits(args, "", limits);
    }
    limits.throwIfAny(subject);
    const { values, problems } = readValues(args, path, check);
    problems.throwIfAny(subject);
    return checkedLater(subject, values, problems.later);
}

/** The arguments, in which each of some Outputs is followed by its check. */
function checkedLater<T>(subject: string, args: T, later: readonly LaterCheck[]): T {
    if (later.length === 0) {
        return args;
    }
    const checked = new Map<unknown, unknown>();
    for (const one of later) {
        const before = checked.get(one.output) ?? one.output;
        checked.set(one.output, afterCheck(subject, { ...one, output: before }));
    }
    const copy = (value: unknown): unknown => {
        if (checked.has(value)) {
            return checked.get(value);
        }
        const isMap = isLiteral(value);
        if (!isMap && !Array.isArray(value)) {
            return value;
        }
        const entries = Object.entries(value).map(([key, entry]) => [key, copy(entry)] as const);
        // Connections are known by their identity: what needs no change stays the same object.
        if (entries.every(([key, entry]) => entry === (value as Record<string, unknown>)[key])) {
            return value;
        }
        return isMap ? Object.fromEntries(entries) : entries.map(([, entry]) => entry);
    };
    return copy(args) as T;
}

function afterCheck(subject: string, { output, path, check }: LaterCheck): pulumi.Output<unknown> {
    const wrapped: pulumi.Output<unknown> = pulumi.output(output as pulumi.Input<object>);
    return wrapped.apply((value) => {
        const limits = new Problems();
        const { values, problems } = isWithinLimits(value, path, limits)
            ? readValues(value, path, check)
            : { values: value, problems: limits };
        return problems.list().length === 0
            ? values
            : refused(subject, { output: wrapped, value, path }, problems);
    });
}

/** Never shows a secret. */
async function refused(
    subject: string,
    { output, value, path }: { output: pulumi.Output<unknown>; value: unknown; path: string },
    problems: Problems,
): Promise<unknown> {
    if (isShown(value, problems.list()) && (await pulumi.isSecret(output))) {
        throw problem(subject, path, "is a secret with a value that is not allowed here");
    }
    problems.throwIfAny(subject);
    return value;
}

/** Whether any string of a value stands in a line, or what a message shows of it. */
function isShown(value: unknown, lines: readonly string[]): boolean {
    if (typeof value === "object" && value !== null) {
        return Object.values(value).some((entry) => isShown(entry, lines));
    }
    const text = String(value);
    const parts = [text, formatValue(text).replace(/^"|(\.\.\.|")$/g, "")];
    return lines.some((line) => parts.some((part) => line.includes(part)));
}
