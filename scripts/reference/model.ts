import * as ts from "typescript";
import { Comment, commentOf } from "./comments";
import { isOwn, Library, resolved } from "./library";
import { shownType, ShownType } from "./types";

/** A key of an interface, or a property of a component. */
export interface Property {
    name: string;
    type: ShownType;
    isOptional: boolean;
    comment: Comment;
}

/** An interface: its own keys, and the interfaces that it extends. */
export interface InterfaceModel {
    kind: "interface";
    name: string;
    comment: Comment;
    own: Property[];
    bases: ts.Symbol[];
}

/** A const object with a type of the same name: a list of allowed strings. */
export interface EnumModel {
    kind: "enum";
    name: string;
    comment: Comment;
    values: { value: string; comment: Comment }[];
}

export function modelOf(symbol: ts.Symbol, library: Library): InterfaceModel | EnumModel {
    const { checker } = library;
    const common = { name: symbol.name, comment: commentOf(symbol, checker) };
    const values = enumValues(symbol, checker);
    if (values !== undefined) {
        return { ...common, kind: "enum", values };
    }
    const bases = basesOf(symbol, checker);
    const inherited = new Set(bases.flatMap((base) => keysOf(base, checker)));
    const declared = declaredKeys(symbol);
    const own = propertiesOf(checker.getDeclaredTypeOfSymbol(symbol), checker).filter(
        ({ name }) => declared.has(name) || !inherited.has(name),
    );
    return { ...common, kind: "interface", own, bases };
}

/** The keys of an interface, inherited ones among them. */
export function keysOf(symbol: ts.Symbol, checker: ts.TypeChecker): string[] {
    const type = checker.getDeclaredTypeOfSymbol(symbol);
    return checker.getPropertiesOfType(type).map(({ name }) => name);
}

/** The properties of a type, inherited ones among them. */
export function propertiesOf(type: ts.Type, checker: ts.TypeChecker): Property[] {
    return checker.getPropertiesOfType(type).flatMap((symbol) => {
        const declaration = symbol.declarations?.find(isPropertyNode);
        return declaration?.type === undefined || !isOwn(declaration) || isHidden(declaration)
            ? []
            : [
                  {
                      name: symbol.name,
                      type: shownType(declaration.type, checker),
                      isOptional: (symbol.flags & ts.SymbolFlags.Optional) !== 0,
                      comment: commentOf(symbol, checker),
                  },
              ];
    });
}

function isPropertyNode(
    node: ts.Declaration,
): node is ts.PropertySignature | ts.PropertyDeclaration {
    return ts.isPropertySignature(node) || ts.isPropertyDeclaration(node);
}

export function isHidden(node: ts.Declaration): boolean {
    const hidden = ts.ModifierFlags.Private | ts.ModifierFlags.Protected;
    return (ts.getCombinedModifierFlags(node) & hidden) !== 0;
}

/** The library's interfaces that an interface extends, or an alias takes keys from. */
function basesOf(symbol: ts.Symbol, checker: ts.TypeChecker): ts.Symbol[] {
    return (symbol.declarations ?? [])
        .flatMap(extendedNames)
        .flatMap((name) => checker.getSymbolAtLocation(name) ?? [])
        .map((base) => resolved(base, checker))
        .filter(({ flags }) => (flags & ts.SymbolFlags.Interface) !== 0)
        .filter(({ declarations }) => isOwn(declarations?.[0]));
}

/** `X` in `interface … extends X`, and in `type … = Omit<X, …> & { … }`. */
function extendedNames(node: ts.Declaration): ts.Node[] {
    if (ts.isInterfaceDeclaration(node)) {
        return (node.heritageClauses ?? [])
            .flatMap(({ types }) => types)
            .map((one) => one.expression);
    }
    const parts = ts.isTypeAliasDeclaration(node) ? intersected(node.type) : [];
    return parts
        .filter(ts.isTypeReferenceNode)
        .flatMap(({ typeArguments }) => typeArguments?.[0] ?? [])
        .flatMap((base) => (ts.isTypeReferenceNode(base) ? [base.typeName] : []));
}

/** The keys that an interface, or the braces of an alias, declare. */
function declaredKeys(symbol: ts.Symbol): Set<string> {
    const members = (symbol.declarations ?? []).flatMap((node) => {
        const parts = ts.isTypeAliasDeclaration(node) ? intersected(node.type) : [node];
        return parts.flatMap((one) =>
            ts.isTypeLiteralNode(one) || ts.isInterfaceDeclaration(one) ? [...one.members] : [],
        );
    });
    return new Set(members.flatMap(({ name }) => name?.getText() ?? []));
}

function intersected(node: ts.TypeNode): readonly ts.TypeNode[] {
    return ts.isIntersectionTypeNode(node) ? node.types : [node];
}

/** The values of an enum in the order of the source; nothing for other types. */
function enumValues(symbol: ts.Symbol, checker: ts.TypeChecker): EnumModel["values"] | undefined {
    const declaration = symbol.declarations?.find(ts.isVariableDeclaration);
    if (declaration === undefined || (symbol.flags & ts.SymbolFlags.TypeAlias) === 0) {
        return undefined;
    }
    const type = checker.getTypeOfSymbolAtLocation(symbol, declaration);
    return checker.getPropertiesOfType(type).flatMap((member) => {
        const value = checker.getTypeOfSymbol(member);
        return value.isStringLiteral()
            ? [{ value: value.value, comment: commentOf(member, checker) }]
            : [];
    });
}
