/** RFC 7468, and RFC 4880 for PGP. */
const BEGIN = /-----BEGIN [A-Z ]{0,40}PRIVATE KEY(?: BLOCK)?/;
const END = /-----END [A-Z ]{0,40}PRIVATE KEY(?: BLOCK)?(?:-----)?/;

/** What stands between them: base64, and the headers of RFC 1421 and of PGP. */
const INSIDE = /^\s*(?:[A-Za-z0-9+/=]*|(?:Proc-Type|DEK-Info|Version|Comment): .*)\s*$/;
const BASE64 = /^\s*[A-Za-z0-9+/=]{16,}\s*$/;

/** Lines with a mask for each private key, also for one whose beginning or end is missing. */
export function withoutPrivateKeys(lines: readonly string[], mask: string): string[] {
    const kept: string[] = [];
    let isInside = false;
    for (const line of lines) {
        const left = isInside ? afterKey(line) : line;
        if (left === undefined) {
            continue;
        }
        const { shown, isOpen } = withoutKeys(left, kept, mask);
        isInside = isOpen;
        kept.push(shown);
    }
    return kept;
}

/** What follows the key that a line belongs to; nothing where all of the line does. */
function afterKey(line: string): string | undefined {
    const end = END.exec(line);
    const left = end === null ? line : line.slice(end.index + end[0].length);
    return left.trim() === "" || (end === null && INSIDE.test(line)) ? undefined : left;
}

function withoutKeys(
    line: string,
    before: string[],
    mask: string,
): { shown: string; isOpen: boolean } {
    const begin = BEGIN.exec(line);
    const end = END.exec(line);
    if (end !== null && (begin === null || end.index < begin.index)) {
        // The log's end begins in the middle of a key.
        while (BASE64.test(before.at(-1) ?? "")) {
            before.pop();
        }
        return withKeyBefore(mask, line.slice(end.index + end[0].length), mask);
    }
    if (begin === null) {
        return { shown: line, isOpen: false };
    }
    const start = line.slice(0, begin.index) + mask;
    return end === null
        ? { shown: start, isOpen: true }
        : withKeyBefore(start, line.slice(end.index + end[0].length), mask);
}

function withKeyBefore(start: string, rest: string, mask: string) {
    const { shown, isOpen } = withoutKeys(rest, [], mask);
    return { shown: start + shown, isOpen };
}
