import { masked } from "./credentials/masked";
import { numberOf, visible } from "./visible";

/** Limit of all lines, in UTF-8. */
export const MOST_BYTES = 8192;
/** Of a line, with the note on what is left out. */
const MOST_CHARACTERS = 1000;
/** Limit of a line that is examined: what follows is never shown. */
const LOOKED_INTO = 16_384;
const MOST_LINES = 200;
/** One or two are enough; input crafted to need more is cut off here. */
const MOST_ROUNDS = 10;

/** Frames of Python and of the JVM, which no browser takes for an element. */
const FRAME = "(?:module|lambda|genexpr|listcomp|dictcomp|setcomp|stdin|string|init|clinit)>";
/** Elements and comments of HTML, and the engine's own `<{%…%}>`. */
const ELEMENT = new RegExp(`<(?!${FRAME})(?=[A-Za-z/!?{])`, "g");

/** What a link refers to (CommonMark, 4.7), also in quotes and lists. */
const DEFINITION = /^((?:[>*+.)-]|\d|[^\S\n])*\[(?:[^\]\\\n]|\\.){1,999}\]):/gm;

/**
 * Output of a job, an operator or an API server, made safe to show anywhere: nothing in
 * it acts in a terminal, in CI or in a pull request's comment, credentials are masked, and it is no
 * longer than the limits. It stays readable, and is the same when it passes again.
 */
export function plainText(text: string, mostBytes = MOST_BYTES): string {
    return firstWithin(plainLines(text), mostBytes).join("\n");
}

/** The same, line by line and all of them: for who shows some of the lines. */
export function plainLines(text: string): string[] {
    let lines = text.split("\n").map((line) => shortened(line, LOOKED_INTO));
    for (let round = 0; round < MOST_ROUNDS; round++) {
        const plain = withoutMarkup(visible(lines.join("\n"))).split("\n");
        const next = masked(plain).map((line) => shortened(line, MOST_CHARACTERS));
        const isStable =
            next.length === lines.length && next.every((line, at) => line === lines[at]);
        lines = next;
        if (isStable) {
            break;
        }
    }
    return lines;
}

/** Lines from the end, as many as fit, with a note on the others. */
export function lastWithin(lines: string[], mostBytes: number): string[] {
    const kept = firstWithin([...lines].reverse(), mostBytes, "earlier");
    return kept.reverse();
}

function firstWithin(lines: string[], mostBytes: number, which = "more"): string[] {
    const sizes = lines.map((line) => Buffer.byteLength(line) + 1);
    const whole = sizes.reduce((sum, size) => sum + size, -1);
    if (whole <= mostBytes && lines.length <= MOST_LINES) {
        return lines;
    }
    const note = (count: number) => `… ${count} ${which} lines`;
    let left = mostBytes - Buffer.byteLength(note(lines.length));
    const fits = (size: number, at: number) => (left -= size) >= 0 && at < MOST_LINES - 1;
    const isTooMuch = sizes.findIndex((size, at) => !fits(size, at));
    return [...lines.slice(0, isTooMuch), note(lines.length - isTooMuch)];
}

/** Without what GitHub's Markdown and HTML would make of it, and not its blocks of code. */
function withoutMarkup(text: string): string {
    return (
        text
            .replace(ELEMENT, numberOf)
            // Ends a block of code.
            .replace(/`{3,}/g, (ticks) => numberOf("`").repeat(ticks.length))
            // Mentions of people and teams, but neither `user@host` nor `Object@1a2b`.
            .replace(/(?<![A-Za-z0-9_])@(?=[A-Za-z0-9])/g, numberOf)
            // Images, links, and what links refer to.
            .replace(/!\[/g, `!${numberOf("[")}`)
            .replace(/\]\(/g, `]${numberOf("(")}`)
            .replace(DEFINITION, `$1${numberOf(":")}`)
            // pulumi/actions makes a link of what follows.
            .replace(/View Live:/g, `View Live${numberOf(":")}`)
    );
}

const LEFT_OUT = / … (\d{1,15}) more characters$/;

function shortened(line: string, most: number): string {
    if (line.length <= most) {
        return line;
    }
    const [before = "", count = 0] = LEFT_OUT.exec(line) ?? [];
    const length = line.length - before.length + Number(count);
    const end = most - ` … ${length} more characters`.length;
    // Not in the middle of a surrogate pair.
    const cut = /[\uD800-\uDBFF]/.test(line.charAt(end - 1)) ? end - 1 : end;
    return `${line.slice(0, cut)} … ${length - cut} more characters`;
}
