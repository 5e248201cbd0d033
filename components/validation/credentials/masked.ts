import { credentialsIn } from "./inside";
import { withoutPrivateKeys } from "./privateKeys";

/** Stands for a credential. */
const MASK = "***";

/** Colors of a terminal, made visible: Python's `rich` sets them around keys and values. */
const COLOR = /\\x(?:1b\[|9b)[\d;:]*m/g;

/** Lines in which a mask stands for every credential that the rules find. */
export function masked(lines: readonly string[]): string[] {
    return withoutPrivateKeys(lines, MASK).map(maskedLine);
}

function maskedLine(line: string): string {
    const { shown, placeOf } = withoutColors(line);
    const found = [...credentialsIn(shown)]
        .filter(({ start, end }) => end > start)
        .sort((a, b) => a.start - b.start);
    let result = "";
    let done = 0;
    for (const { start, end } of found) {
        const from = placeOf(start);
        // What overlaps with the one before, or follows at once, is behind the same mask.
        const isBehind = result !== "" && from <= done;
        result += isBehind ? "" : line.slice(done, from) + MASK;
        done = Math.max(done, placeOf(end - 1) + 1);
    }
    return result + line.slice(done);
}

/** A line as a terminal shows it, and where its characters stand in the line. */
function withoutColors(line: string): { shown: string; placeOf: (index: number) => number } {
    const colors = [...line.matchAll(COLOR)].map(({ index, 0: { length } }) => ({ index, length }));
    const placeOf = (index: number) =>
        colors.reduce((place, color) => place + (color.index <= place ? color.length : 0), index);
    return { shown: colors.length === 0 ? line : line.replace(COLOR, ""), placeOf };
}
