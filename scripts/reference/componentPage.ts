import { code, defaultText, fullText, linked, LinkOf, table, typeText } from "./cells";
import { ComponentModel } from "./componentModel";
import { Library } from "./library";
import { EnumModel, InterfaceModel, keysOf, Property } from "./model";
import { Page } from "./pages";

/** The page of a component, or of the shared types. */
export function componentPage(page: Page, link: LinkOf, library: Library): string[] {
    const { component } = page;
    const tables = page.types.flatMap((type) => typeSection(type, link, library));
    return component === undefined
        ? [
              "# Shared types",
              "Arguments that three components or more take, and what components hand to each other.",
              ...tables,
          ]
        : [...head(component, link), ...tables, ...outputs(component, link)];
}

function head({ name, comment, parameters, takes }: ComponentModel, link: LinkOf): string[] {
    const own = takes.map((symbol) => linked(symbol.name, link)).join(" and ");
    return [
        `# ${name}`,
        comment.text,
        ...comment.examples.map((example) => `\`\`\`typescript\n${example}\n\`\`\``),
        `\`new ${name}(${parameters})\` takes ${own}.`,
    ];
}

/** The heading and table of an interface or enum. */
function typeSection(type: InterfaceModel | EnumModel, link: LinkOf, library: Library): string[] {
    return [`## ${type.name}`, fullText(type.comment), ...content(type, link, library)].filter(
        (part) => part !== "",
    );
}

function content(type: InterfaceModel | EnumModel, link: LinkOf, library: Library): string[] {
    if (type.kind === "enum") {
        if (type.values.every(({ comment }) => comment.text === "")) {
            return [`One of ${type.values.map(({ value }) => code(value)).join(", ")}.`];
        }
        const rows = type.values.map(({ value, comment }) => [code(value), fullText(comment)]);
        return [table(["value", "meaning"], rows)];
    }
    const inherited = type.bases.map((base) => {
        const keys = keysOf(base, library.checker).map(code).join(", ");
        return `It also takes every key of ${linked(base.name, link)}: ${keys}.`;
    });
    const rows = type.own.map((property) => row(property, link));
    return [...(rows.length > 0 ? [table(COLUMNS, rows)] : []), ...inherited];
}

const COLUMNS = ["key", "type", "default", "meaning"];

function row({ name, type, isOptional, comment }: Property, link: LinkOf): string[] {
    return [code(name), typeText(type, link), defaultText(comment, isOptional), fullText(comment)];
}

function outputs({ outputs: properties, methods }: ComponentModel, link: LinkOf): string[] {
    const rows = [
        ...properties.map(({ name, type, isOptional, comment }) => [
            code(name),
            `${typeText(type, link)}${isOptional ? ", or nothing" : ""}`,
            fullText(comment),
        ]),
        ...methods.map(({ signature, type, comment }) => [
            code(signature),
            typeText(type, link),
            fullText(comment),
        ]),
    ];
    return ["## Outputs", table(["output", "type", "meaning"], rows)];
}
