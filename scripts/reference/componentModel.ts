import * as ts from "typescript";
import { Comment, commentOf } from "./comments";
import { Library } from "./library";
import { isHidden, propertiesOf, Property } from "./model";
import { namedIn, shownType, ShownType } from "./types";

/** A component: a class that derives from Pulumi's `ComponentResource`. */
export interface ComponentModel {
    name: string;
    comment: Comment;
    /** Parameters of the constructor, e.g. `name, args, opts?`. */
    parameters: string;
    /** The interfaces among its parameters: arguments, then resource options of its own. */
    takes: ts.Symbol[];
    outputs: Property[];
    methods: { signature: string; comment: Comment; type: ShownType }[];
}

/** The components that the library exports. */
export function componentsOf({ exports: exported, checker }: Library): ComponentModel[] {
    return [...exported.values()].flatMap((symbol) => {
        const declaration = symbol.declarations?.find(ts.isClassDeclaration);
        const base = declaration?.heritageClauses?.[0]?.types[0]?.getText() ?? "";
        return declaration !== undefined && base.endsWith("ComponentResource")
            ? [componentOf(symbol, declaration, checker)]
            : [];
    });
}

function componentOf(
    symbol: ts.Symbol,
    declaration: ts.ClassDeclaration,
    checker: ts.TypeChecker,
): ComponentModel {
    const parameters = declaration.members.find(ts.isConstructorDeclaration)?.parameters ?? [];
    const names = parameters.map(
        ({ name, questionToken, initializer }) =>
            `${name.getText()}${questionToken || initializer ? "?" : ""}`,
    );
    const types = parameters.flatMap(({ type }) => (type ? [shownType(type, checker)] : []));
    const type = checker.getDeclaredTypeOfSymbol(symbol);
    return {
        name: symbol.name,
        comment: commentOf(symbol, checker),
        parameters: names.join(", "),
        takes: types.flatMap(namedIn),
        outputs: propertiesOf(type, checker),
        methods: methodsOf(type, checker),
    };
}

function methodsOf(type: ts.Type, checker: ts.TypeChecker): ComponentModel["methods"] {
    return checker.getPropertiesOfType(type).flatMap((symbol) => {
        const method = symbol.declarations?.find(ts.isMethodDeclaration);
        if (method?.type === undefined || isHidden(method)) {
            return [];
        }
        const parameters = method.parameters.map(({ name }) => name.getText()).join(", ");
        return [
            {
                signature: `${symbol.name}(${parameters})`,
                comment: commentOf(symbol, checker),
                type: shownType(method.type, checker),
            },
        ];
    });
}
