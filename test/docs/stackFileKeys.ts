import { stackOf } from "../../components";
import { anchorOf } from "../../scripts/reference/anchor";

type Values = Record<string, unknown>;

/** A key that no type has: the parser answers with those that it knows. */
const PROBE = "zzprobe";

/** Where keys may be: in a map, in each entry of a list, or below each name. */
const FORMS: readonly ((keys: Values) => unknown)[] = [
    (keys) => keys,
    (keys) => [keys],
    (keys) => ({ name: keys }),
];

const CLUSTERS: Readonly<Record<string, Values>> = {
    kubernetes: { kind: "kubernetes" },
    eks: { kind: "eks" },
    "existing-eks": { kind: "existing-eks" },
};

/**
 * Paths of the keys that the stack file's parser accepts, e.g. `teams.quota.cpu`, without names and
 * indices. A cluster's begin with its kind: `cluster(eks).version`.
 */
export function acceptedKeys(): string[] {
    const eks = (values: Values) => ({ cluster: CLUSTERS["eks"], ...values });
    const platform = knownAt(eks({ [PROBE]: 1 }), "")
        .filter((key) => key !== "cluster")
        .flatMap((key) => [key, ...below(key, (value) => eks({ [key]: value }))]);
    const clusters = Object.entries(CLUSTERS).flatMap(([kind, given]) => {
        const prefix = `cluster(${kind})`;
        const keys = below(prefix, (value) => ({
            cluster: { ...given, ...(value as Values) },
        }));
        return [`${prefix}.kind`, ...keys];
    });
    // It is replaced by its values before anything else is read.
    const preset = problemsOf({ preset: PROBE }).some((line) => line.startsWith("preset:"));
    return ["cluster", ...(preset ? ["preset"] : []), ...platform, ...clusters].sort();
}

/** Keys whose values are Kubernetes' own: its API reference describes what is below them. */
const FOREIGN = /\.podTemplate$/;

/** The keys below one, whatever form its value has. */
function below(path: string, place: (value: unknown) => Values): string[] {
    if (FOREIGN.test(path)) {
        return [];
    }
    for (const form of FORMS) {
        const known = knownAt(place(form({ [PROBE]: 1 })), path.replace(/\(.*?\)/, ""));
        if (known.length > 0) {
            return known.flatMap((key) => [
                `${path}.${key}`,
                ...below(`${path}.${key}`, (value) => place(form({ [key]: value }))),
            ]);
        }
    }
    return [];
}

/** The keys that the parser names for a map with an unknown one, at a path without names. */
function knownAt(values: Values, path: string): string[] {
    const line = problemsOf(values).find((one) => {
        const [at = ""] = one.split(": unknown key");
        const plain = at.replace(/\[\d+\]/g, "").replaceAll(".name.", ".");
        return (
            one.includes(`unknown key "${PROBE}"`) &&
            plain === `${path}.${PROBE}`.replace(/^\./, "")
        );
    });
    return /\(known: (.*)\)/.exec(line ?? "")?.[1]?.split(", ") ?? [];
}

function problemsOf(values: Values): string[] {
    try {
        stackOf(values, "Stack");
        return [];
    } catch (error) {
        return (error as Error).message.split("\n").map((line) => line.trim());
    }
}

interface Section {
    level: number;
    title: string;
    rows: { key: string; target?: string }[];
    /** Other sections whose keys belong here, too, and those of them that do not. */
    also: { target: string; except: string[] }[];
}

/** The same paths as the page docs/reference/stack-file.md lists them. */
export function documentedKeys(page: string): string[] {
    const sections = sectionsOf(page);
    const expand = (path: string, section: Section): string[] =>
        keysOf(section, sections).flatMap(({ key, target }) => {
            const next = target === undefined ? undefined : find(sections, target);
            return [`${path}.${key}`, ...(next ? expand(`${path}.${key}`, next) : [])];
        });
    const top = sections.filter(({ level, title }) => level === 2 && title !== "Outputs");
    const kinds = sections.filter(({ title }) => title.startsWith("kind: "));
    return [
        ...top.flatMap((section) => [section.title, ...expand(section.title, section)]),
        ...kinds.flatMap((section) => expand(`cluster(${section.title.slice(6)})`, section)),
    ].sort();
}

function keysOf(section: Section, all: readonly Section[]): Section["rows"] {
    const others = section.also.flatMap(({ target, except }) => {
        const other = find(all, target);
        const known = new Set([...except, ...section.rows.map(({ key }) => key)]);
        return other === undefined ? [] : keysOf(other, all).filter(({ key }) => !known.has(key));
    });
    return [...section.rows, ...others];
}

function find(sections: readonly Section[], anchor: string): Section | undefined {
    return sections.find(({ title }) => anchorOf(title) === anchor);
}

function sectionsOf(page: string): Section[] {
    return page
        .split(/^(?=##)/m)
        .slice(1)
        .map((part) => {
            const [, marks = "", title = ""] = /^(##+) (.*)$/m.exec(part) ?? [];
            const rows = [...part.matchAll(/^\| `([\w-]+)` \| ([^|]*) \|/gm)];
            const also = [...part.matchAll(/^It also takes every key of \[.*?\]\(#(.*?)\)(.*)$/gm)];
            return {
                ...{ level: marks.length, title },
                rows: rows.map(([, key = "", type = ""]) => ({
                    key,
                    target: /\]\(#(.*?)\)/.exec(type)?.[1],
                })),
                also: also.map(([, target = "", rest = ""]) => ({
                    target,
                    except: [...rest.matchAll(/`(.*?)`/g)].map(([, key = ""]) => key),
                })),
            };
        });
}
