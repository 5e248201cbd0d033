import * as ts from "typescript";

/** What a TSDoc comment says. */
export interface Comment {
    text: string;
    /** Content of `@default`. */
    default?: string;
    /** Contents of `@example`: code. */
    examples: string[];
    /** Contents of `@throws`: which values are refused. */
    errors: string[];
    /** Content of `@see`: pages of docs/, by their path in the checkout, with an anchor. */
    see: string[];
}

/** The comment of a symbol; empty if the symbol has none. */
export function commentOf(symbol: ts.Symbol, checker: ts.TypeChecker): Comment {
    const tags = symbol.getJsDocTags(checker);
    const contents = (name: string) =>
        tags
            .filter((tag) => tag.name === name)
            .map(({ text }) => ts.displayPartsToString(text).trim());
    return {
        text: oneLine(ts.displayPartsToString(symbol.getDocumentationComment(checker))),
        default: contents("default").map(oneLine)[0],
        examples: contents("example"),
        errors: contents("throws").map(oneLine),
        see: contents("see").map(oneLine),
    };
}

/** Paragraphs and lines as one line; links to symbols as code. */
function oneLine(text: string): string {
    return text
        .replace(/\{@link ([^}]+)\}/g, "`$1`")
        .split(/\s+/)
        .join(" ")
        .trim();
}
