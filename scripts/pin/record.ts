import { readFileSync } from "node:fs";
import { UserError } from "../../sandbox/shell";
import { writeJson } from "../writeJson";
import { Pinnable } from "./references";

export type Digests = Readonly<Record<string, string>>;

interface Outcome {
    /** By reference, sorted: the desired content of digests.json. */
    digests: Digests;
    /** One per reference, for the user. */
    lines: string[];
    /** References whose digest differs from the recorded one. */
    moved: string[];
    /** References whose source did not respond; their recorded digests stay. */
    failed: string[];
}

/**
 * Updates a file of digests, or only compares it. The result is fine if every source responded and,
 * when comparing, nothing changed.
 */
export async function pin(
    references: readonly Pinnable[],
    file: string,
    isCheck: boolean,
): Promise<{ lines: string[]; isFine: boolean }> {
    const recorded = JSON.parse(readFileSync(file, "utf8")) as Digests;
    const { digests, lines, moved, failed } = await askForDigests(references, recorded);
    if (!isCheck) {
        await writeJson(file, digests);
    }
    return { lines, isFine: failed.length === 0 && !(isCheck && moved.length > 0) };
}

/** Requests the digest of each reference from its source, and compares it with the recorded one. */
async function askForDigests(references: readonly Pinnable[], recorded: Digests): Promise<Outcome> {
    const outcome = { lines: [] as string[], moved: [] as string[], failed: [] as string[] };
    const digests: Record<string, string> = {};
    const sorted = [...references].sort((a, b) => (a.reference < b.reference ? -1 : 1));
    for (const { reference, digest } of sorted) {
        const before = recorded[reference];
        const now = await orReason(digest);
        if (now instanceof UserError) {
            outcome.failed.push(reference);
            outcome.lines.push(`failed     ${now.message}`);
        } else if (before === undefined) {
            outcome.lines.push(`new        ${reference} ${now}`);
        } else if (before !== now) {
            outcome.moved.push(reference);
            outcome.lines.push(`moved      ${reference} ${before} -> ${now}`);
        } else {
            outcome.lines.push(`unchanged  ${reference}`);
        }
        const kept = now instanceof UserError ? before : now;
        if (kept !== undefined) {
            digests[reference] = kept;
        }
    }
    return { ...outcome, digests };
}

async function orReason(digest: () => Promise<string>): Promise<string | UserError> {
    try {
        return await digest();
    } catch (error) {
        if (error instanceof UserError) {
            return error;
        }
        throw error;
    }
}
