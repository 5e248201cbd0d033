import * as ts from "typescript";
import { anchorOf } from "./anchor";
import { code, defaultText, linked, LinkOf, stackFileType, summary, table } from "./cells";
import { Library } from "./library";
import { InterfaceModel, keysOf, modelOf, propertiesOf, Property } from "./model";
import { namedIn } from "./types";
import { yamlExample } from "./yamlExample";

/** The page of all keys of a stack file, below its introduction. */
export function stackFilePage(library: Library, intro: string, link: LinkOf): string[] {
    const page = new StackFilePage(library, link);
    const keys = propertiesOf(library.stackFile, library.checker).sort(
        (a, b) => rank(a.name) - rank(b.name),
    );
    return ["# The stack file", intro, ...keys.flatMap((key) => page.topKey(key))];
}

/** The order of the page: the stack first, then what runs on it. */
const ORDER = [
    "cluster",
    "preset",
    "environment",
    "teams",
    "jobs",
    "scheduledJobs",
    "sparkConf",
    "autoscaler",
    "nodePools",
    "karpenter",
    "clusterAutoscaler",
    "lakehouse",
    "operator",
    "artifacts",
];

function rank(key: string): number {
    return ORDER.includes(key) ? ORDER.indexOf(key) : ORDER.length;
}

/** A section of the page, with the keys in its table. */
interface Section {
    title: string;
    keys: Set<string>;
}

/** Every interface has one section: where its key is met first. */
class StackFilePage {
    private readonly sections = new Map<ts.Symbol, Section>();
    private readonly titles = new Set<string>();

    constructor(
        private readonly library: Library,
        private readonly link: LinkOf,
    ) {}

    topKey(key: Property): string[] {
        const { comment, isOptional, name } = key;
        this.titles.add(name);
        const kinds = this.interfacesIn(key).length > 1;
        const value = kinds ? "map, by its `kind`" : this.keyType(key);
        const fallback = isOptional ? `default: ${defaultText(comment, true)}` : "required";
        const example = comment.examples.map((text) => yamlExample(name, text));
        const below = this.interfacesIn(key);
        const head = [`## ${name}`, comment.text, `Type: ${value}; ${fallback}.`, ...example];
        return below.length === 1
            ? [...head, ...this.contents(below[0] as ts.Symbol, name)]
            : [...head, ...below.flatMap((symbol) => this.kindSection(symbol))];
    }

    private keyType({ type }: Property): string {
        const text = stackFileType(type, () => "settings", this.library);
        return text
            .replace("map of settings", "map of names to settings")
            .replace(/^settings$/, "map");
    }

    /** One of several interfaces that a key `kind` tells apart. */
    private kindSection(symbol: ts.Symbol): string[] {
        const kind = this.model(symbol).own.find(({ name }) => name === "kind")?.type;
        const value = kind?.kind === "plain" ? kind.text.replaceAll('"', "") : "";
        const title = `kind: ${value}`;
        return [`### ${title}`, this.model(symbol).comment.text, ...this.contents(symbol, title)];
    }

    /** The table of an interface, then the sections of the interfaces in it. */
    private contents(symbol: ts.Symbol, title: string): string[] {
        const { rows, earlier } = this.rowsOf(symbol, title);
        const nested = rows.flatMap((row) => {
            const fresh = this.interfacesIn(row).filter((one) => !this.sections.has(one));
            return fresh.flatMap((one) => this.nestedSection(row.name, title, one));
        });
        const cells = rows.map((row) => [
            code(row.name),
            stackFileType(row.type, this.sectionLink, this.library),
            defaultText(row.comment, row.isOptional),
            summary(row.comment),
        ]);
        return [
            ...(cells.length > 0 ? [table(["key", "type", "default", "meaning"], cells)] : []),
            ...earlier,
            `Details: ${this.namesOf(symbol)}.`,
            ...nested,
        ];
    }

    private nestedSection(name: string, parent: string, symbol: ts.Symbol): string[] {
        if (this.sections.has(symbol)) {
            return [];
        }
        const title = this.titles.has(name) ? `${parent}.${name}` : name;
        this.titles.add(title);
        const { text } = this.model(symbol).comment;
        return [`### ${title}`, text, ...this.contents(symbol, title)].filter(
            (part) => part !== "",
        );
    }

    /** The keys of an interface that no section has yet, and where the others are. */
    private rowsOf(symbol: ts.Symbol, title: string): { rows: Property[]; earlier: string[] } {
        const { own, bases } = this.model(symbol);
        const section = { title, keys: new Set(own.map(({ name }) => name)) };
        this.sections.set(symbol, section);
        const earlier: string[] = [];
        const rows = [...own];
        for (const base of bases) {
            const known = this.sections.get(base);
            if (known === undefined) {
                const below = this.rowsOf(base, title);
                rows.push(...below.rows.filter(({ name }) => !section.keys.has(name)));
                earlier.push(...below.earlier);
                below.rows.forEach(({ name }) => section.keys.add(name));
                this.sections.set(base, section);
            } else {
                earlier.push(this.asIn(known, base, own));
            }
        }
        return { rows, earlier };
    }

    private asIn({ title, keys }: Section, base: ts.Symbol, own: readonly Property[]): string {
        const taken = new Set(keysOf(base, this.library.checker));
        const others = [...keys].filter((key) => !taken.has(key));
        const except = others.filter((key) => !own.some(({ name }) => name === key)).map(code);
        const but = except.length === 0 ? "" : ` except ${except.join(", ")}`;
        return `It also takes every key of [${title}](#${anchorOf(title)})${but}.`;
    }

    private interfacesIn({ type }: Property): ts.Symbol[] {
        return namedIn(type).filter((one) => modelOf(one, this.library).kind === "interface");
    }

    private model(symbol: ts.Symbol): InterfaceModel {
        const model = modelOf(symbol, this.library);
        if (model.kind !== "interface") {
            throw new Error(`${symbol.name} has no keys`);
        }
        return model;
    }

    /** Links to an interface's table on the page of its component; its bases' where it has none. */
    private namesOf(symbol: ts.Symbol): string {
        const own = this.link(symbol.name) === undefined ? this.model(symbol).bases : [symbol];
        return own.map(({ name }) => linked(name, this.link)).join(" and ");
    }

    private readonly sectionLink: LinkOf = (name) => {
        const found = [...this.sections].find(([symbol]) => symbol.name === name)?.[1].title;
        return found === undefined ? undefined : `[${found}](#${anchorOf(found)})`;
    };
}
