import { ChangedProperty, Difference } from "./difference";
import { PreviewedResource } from "./resources";

const VALUE_LIMIT = 160;

/** All resources, each below its parent. */
export function wholeTree(resources: PreviewedResource[]): string[] {
    return treeLines(resources, (resource, indent) => [`${indent}${label(resource)}`]);
}

/** Resources that differ, below their parents, with the changed properties. */
export function changeLines(
    base: PreviewedResource[],
    head: PreviewedResource[],
    { added, changed, removed }: Difference,
): string[] {
    const marks = new Map<string, string>();
    added.forEach(({ urn }) => marks.set(urn, "+"));
    removed.forEach(({ urn }) => marks.set(urn, "-"));
    const properties = new Map(changed.map((change) => [change.resource.urn, change.properties]));
    changed.forEach(({ resource }) => marks.set(resource.urn, "!"));
    return treeLines(
        [...head, ...removed],
        (resource, indent) => [
            `${marks.get(resource.urn) ?? " "} ${indent}${label(resource)}`,
            ...(properties.get(resource.urn) ?? []).flatMap((property) =>
                propertyLines(property, `${indent}    `),
            ),
        ],
        withParents([...marks.keys()], [...head, ...base]),
    );
}

/** The URNs and those of all ancestors. */
function withParents(urns: string[], resources: PreviewedResource[]): Set<string> {
    const parents = new Map(resources.map(({ urn, parent }) => [urn, parent]));
    const found = new Set<string>();
    for (const start of urns) {
        for (let urn: string | undefined = start; urn && !found.has(urn); urn = parents.get(urn)) {
            found.add(urn);
        }
    }
    return found;
}

function treeLines(
    resources: PreviewedResource[],
    linesOf: (resource: PreviewedResource, indent: string) => string[],
    shown?: Set<string>,
): string[] {
    const known = new Set(resources.map(({ urn }) => urn));
    const below = (parent: string | undefined, indent: string): string[] =>
        resources
            .filter((resource) =>
                parent === undefined ? !known.has(resource.parent) : resource.parent === parent,
            )
            .filter(({ urn }) => shown === undefined || shown.has(urn))
            .sort((a, b) => (label(a) < label(b) ? -1 : 1))
            .flatMap((resource) => [
                ...linesOf(resource, indent),
                ...below(resource.urn, `${indent}  `),
            ]);
    return below(undefined, "");
}

function propertyLines({ path, before, after }: ChangedProperty, indent: string): string[] {
    const [old, now] = excerpts(json(before), json(after));
    return [
        ...(before === undefined ? [] : [`- ${indent}${path}: ${old}`]),
        ...(after === undefined ? [] : [`+ ${indent}${path}: ${now}`]),
    ];
}

function json(value: unknown): string {
    return value === undefined ? "" : JSON.stringify(value);
}

/** The part of long values that differs. */
function excerpts(before: string, after: string): [string, string] {
    let same = 0;
    while (same < Math.min(before.length, after.length) && before[same] === after[same]) {
        same += 1;
    }
    const start = Math.max(before.length, after.length) > VALUE_LIMIT ? Math.max(0, same - 20) : 0;
    const cut = (value: string) =>
        (start > 0 ? "…" : "") +
        value.slice(start, start + VALUE_LIMIT) +
        (value.length > start + VALUE_LIMIT ? "…" : "");
    return [cut(before), cut(after)];
}

function label({ type, name }: PreviewedResource): string {
    return `${type.split(":").pop()} ${name}`;
}
