import * as ts from "typescript";
import { stringify } from "yaml";

/** An example of a comment, which is a literal in TypeScript, as a key of a stack file. */
export function yamlExample(key: string, literal: string): string {
    const source = ts.createSourceFile("example.ts", `(${literal})`, ts.ScriptTarget.Latest);
    const [statement] = source.statements;
    if (statement === undefined || !ts.isExpressionStatement(statement)) {
        throw new Error(`The example of ${key} is not a literal: ${literal}`);
    }
    const value = valueOf(statement.expression, source);
    return `\`\`\`yaml\n${stringify({ [key]: value }, { indent: 4 }).trim()}\n\`\`\``;
}

function valueOf(node: ts.Expression, source: ts.SourceFile): unknown {
    if (ts.isParenthesizedExpression(node)) {
        return valueOf(node.expression, source);
    }
    if (ts.isArrayLiteralExpression(node)) {
        return node.elements.map((element) => valueOf(element, source));
    }
    if (ts.isObjectLiteralExpression(node)) {
        const entries = node.properties.filter(ts.isPropertyAssignment).map((property) => {
            const { name, initializer } = property;
            const isQuoted = ts.isStringLiteral(name) || ts.isIdentifier(name);
            return [isQuoted ? name.text : name.getText(source), valueOf(initializer, source)];
        });
        return Object.fromEntries(entries) as unknown;
    }
    return ts.isStringLiteral(node) ? node.text : (JSON.parse(node.getText(source)) as unknown);
}
