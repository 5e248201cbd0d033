import * as ts from "typescript";
import { isOwn, resolved } from "./library";

/** A type as the reference shows it. */
export type ShownType =
    | { kind: "plain"; text: string }
    | { kind: "list" | "map" | "input" | "output"; of: ShownType }
    | { kind: "union"; of: ShownType[] }
    /** An interface or an enum of the library. */
    | { kind: "named"; symbol: ts.Symbol };

const WRAPPERS: Readonly<Record<string, "input" | "output" | "list">> = {
    Input: "input",
    Output: "output",
    Array: "list",
    ReadonlyArray: "list",
};

/** Reads a type as its author wrote it, which keeps the names of interfaces and enums. */
export function shownType(node: ts.TypeNode, checker: ts.TypeChecker): ShownType {
    if (ts.isArrayTypeNode(node)) {
        return { kind: "list", of: shownType(node.elementType, checker) };
    }
    if (ts.isTypeOperatorNode(node) || ts.isParenthesizedTypeNode(node)) {
        return shownType(node.type, checker);
    }
    if (ts.isUnionTypeNode(node)) {
        return { kind: "union", of: node.types.map((one) => shownType(one, checker)) };
    }
    return ts.isTypeReferenceNode(node) ? referencedType(node, checker) : plain(node);
}

function referencedType(node: ts.TypeReferenceNode, checker: ts.TypeChecker): ShownType {
    const name = ts.isQualifiedName(node.typeName) ? node.typeName.right : node.typeName;
    const [first, second] = node.typeArguments ?? [];
    const wrapper = WRAPPERS[name.text];
    if (wrapper !== undefined && first !== undefined) {
        return { kind: wrapper, of: shownType(first, checker) };
    }
    if (name.text === "Record" && second !== undefined) {
        return { kind: "map", of: shownType(second, checker) };
    }
    const found = checker.getSymbolAtLocation(node.typeName);
    const symbol = found && resolved(found, checker);
    return symbol !== undefined && isOwn(symbol.declarations?.[0]) && hasTable(symbol)
        ? { kind: "named", symbol }
        : plain(node);
}

/** Interfaces and enums have a table; classes have a page. */
function hasTable({ flags }: ts.Symbol): boolean {
    return (flags & (ts.SymbolFlags.Interface | ts.SymbolFlags.TypeAlias)) !== 0;
}

function plain(node: ts.TypeNode): ShownType {
    const text = node.getText().replace(/\s+/g, " ");
    return { kind: "plain", text: text === "any" ? "any value" : text };
}

/** The interfaces and enums that a type names. */
export function namedIn(type: ShownType): ts.Symbol[] {
    switch (type.kind) {
        case "plain":
            return [];
        case "named":
            return [type.symbol];
        case "union":
            return type.of.flatMap(namedIn);
        case "list":
        case "map":
        case "input":
        case "output":
            return namedIn(type.of);
    }
}
