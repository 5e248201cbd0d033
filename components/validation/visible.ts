/**
 * Characters that are invisible or change how others are displayed: controls (C0, C1, DEL), format
 * controls (bidirectional overrides and isolates, joiners, tags), line and paragraph separators,
 * halves of surrogate pairs, and whatever Unicode lets a font leave out but the selectors of emoji.
 */
const UNSEEN = /(?!\n|[\uFE00-\uFE0F])[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}\p{DI}]/gu;

const TAB = "    ";

/**
 * A foreign string in a form that does nothing in a terminal or in CI: invisible characters are
 * shown by its number, and no line is a command of GitHub's or Azure's runners.
 */
export function visible(text: string): string {
    return (
        text
            .replace(/\r\n/g, "\n")
            .replace(/\t/g, TAB)
            .replace(UNSEEN, numberOf)
            // `::error::…` at a line's start; `##[…]` and `##vso[…]` anywhere (actions/runner, ActionCommand).
            .replace(/^([^\S\n]*):(?=:)/gm, "$1\\x3a")
            .replace(/#(?=#\w*\[)/g, "\\x23")
    );
}

/** `\x1b`, `\u202e`, `\u{e0041}` */
export function numberOf(character: string): string {
    const hex = (character.codePointAt(0) ?? 0).toString(16);
    if (hex.length > 4) {
        return `\\u{${hex}}`;
    }
    return hex.length > 2 ? `\\u${hex.padStart(4, "0")}` : `\\x${hex.padStart(2, "0")}`;
}
