import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import * as ts from "typescript";
import { checkout } from "../../testkit/stack";

/** Words that a person reads, and where they stand. */
export interface Prose {
    line: number;
    text: string;
}

/** The folders whose messages and comments are for readers. */
const ROOMS = /^(bench|components|local|preview|program|sandbox|scripts)\/.*\.ts$|^index\.ts$/;

/** The TypeScript files whose words readers meet, by their paths in the checkout. */
export function sources(): string[] {
    const files = execFileSync("git", ["ls-files", "-co", "--exclude-standard"], {
        cwd: checkout,
        encoding: "utf8",
    });
    return files.split("\n").filter((file) => ROOMS.test(file));
}

/** The comments of a TypeScript file, and its strings of more than one word. */
export function proseOf(file: string): Prose[] {
    const source = readFileSync(join(checkout, file), "utf8");
    const tree = ts.createSourceFile(file, source, ts.ScriptTarget.Latest, true);
    const lineAt = (at: number) => tree.getLineAndCharacterOfPosition(at).line + 1;
    return [...commentsOf(source, tree), ...stringsOf(tree)].map(({ at, text }) => ({
        line: lineAt(at),
        text,
    }));
}

interface Piece {
    at: number;
    text: string;
}

function commentsOf(source: string, tree: ts.SourceFile): Piece[] {
    const found = new Map<number, Piece>();
    const visit = (node: ts.Node): void => {
        for (const range of ts.getLeadingCommentRanges(source, node.getFullStart()) ?? []) {
            const text = source.slice(range.pos, range.end).replace(/\s*\n\s*(\*|\/\/) ?/g, " ");
            found.set(range.pos, { at: range.pos, text });
        }
        ts.forEachChild(node, visit);
    };
    visit(tree);
    return [...found.values()];
}

function stringsOf(tree: ts.SourceFile): Piece[] {
    const found: Piece[] = [];
    const visit = (node: ts.Node): void => {
        if (
            ts.isStringLiteralLike(node) ||
            ts.isTemplateHead(node) ||
            ts.isTemplateMiddleOrTemplateTail(node)
        ) {
            // A string that begins with a line break is a program.
            const isProgram = node.text.startsWith("\n");
            if (!isProgram && /\S\s+\S|^\s|\s$/.test(node.text)) {
                found.push({ at: node.getStart(), text: node.text });
            }
        }
        ts.forEachChild(node, visit);
    };
    visit(tree);
    return found;
}
