import * as ts from "typescript";
import { Comment } from "./comments";
import { EnumModel, InterfaceModel, modelOf } from "./model";
import { Library } from "./library";
import { ShownType } from "./types";

/** Where the table of an interface or enum is, as a link from the page; nothing if it has none. */
export type LinkOf = (name: string) => string | undefined;

const PRIMITIVES = ["string", "number", "boolean", "any value"];

/** A type in words, such as "map of [QuotaArgs](…)". */
export function typeText(type: ShownType, link: LinkOf): string {
    switch (type.kind) {
        case "plain":
            return PRIMITIVES.includes(type.text) ? type.text : code(type.text);
        case "named":
            return linked(type.symbol.name, link);
        case "union":
            return type.of.map((one) => typeText(one, link)).join(" or ");
        case "input":
            return `${typeText(type.of, link)} or Output`;
        case "output":
            return `Output of ${typeText(type.of, link)}`;
        case "list":
        case "map":
            return `${type.kind} of ${inner(type.of, link)}`;
    }
}

function inner(type: ShownType, link: LinkOf): string {
    const text = typeText(type, link);
    return type.kind === "input" || type.kind === "union" ? `(${text})` : text;
}

export function linked(name: string, link: LinkOf): string {
    const target = link(name);
    return target === undefined ? code(name) : `[${name}](${target})`;
}

/** The same for a stack file: plain values only, and allowed strings by value. */
export function stackFileType(type: ShownType, link: LinkOf, library: Library): string {
    switch (type.kind) {
        case "plain":
            return PRIMITIVES.includes(type.text) ? type.text : code(type.text.replaceAll('"', ""));
        case "named":
            return namedInStackFile(type.symbol, link, library);
        case "union":
            return type.of.map((one) => stackFileType(one, link, library)).join(" or ");
        case "input":
        case "output":
            return stackFileType(type.of, link, library);
        case "list":
        case "map":
            return `${type.kind} of ${stackFileType(type.of, link, library)}`;
    }
}

function namedInStackFile(symbol: ts.Symbol, link: LinkOf, library: Library): string {
    const model: EnumModel | InterfaceModel = modelOf(symbol, library);
    return model.kind === "enum"
        ? model.values.map(({ value }) => code(value)).join(", ")
        : (link(symbol.name) ?? "map");
}

/** The column "default": a literal as code; "required" for a key without `?`. */
export function defaultText({ default: text }: Comment, isOptional: boolean): string {
    if (!isOptional) {
        return "required";
    }
    if (text === undefined) {
        return "";
    }
    const literal = /^(?:true|false|0o\d+|\d+|\[[^\]]*\]|\{.*\})(?=$|[:;,] )/;
    return text.replace(literal, code("$&")).replace(/(?<![`[\w])"([^"`]*)"(?![`\],])/g, "`$1`");
}

/** Everything that a comment says, on one line. */
export function fullText({ text, errors, examples, see }: Comment): string {
    return [
        text,
        ...errors.map((error) => `Error ${withStop(error)}`),
        ...examples.map((example) => `Example: ${code(example.replace(/\s+/g, " "))}.`),
        ...see.map((page) => `[More](${page.replace(/^docs\//, "../")}).`),
    ]
        .filter((part) => part !== "")
        .join(" ");
}

function withStop(text: string): string {
    return /[.!?]$/.test(text) ? text : `${text}.`;
}

/** The first sentence of a comment. */
export function summary({ text }: Comment): string {
    const end = /(?<!\b(?:e\.g|i\.e|vs))[.!?](?=\s+["`A-Z])/.exec(text);
    return end === null ? text : text.slice(0, end.index + 1);
}

export function table(columns: readonly string[], rows: readonly (readonly string[])[]): string {
    const line = (cells: readonly string[]) =>
        `| ${cells.map((cell) => cell.replaceAll("|", "\\|")).join(" | ")} |`;
    return [line(columns), line(columns.map(() => "---")), ...rows.map(line)].join("\n");
}

export function code(text: string): string {
    return `\`${text}\``;
}
