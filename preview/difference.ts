import { isDeepStrictEqual } from "node:util";
import { PreviewedResource } from "./resources";

/** A property that differs; `undefined` stands for a missing one. */
export interface ChangedProperty {
    path: string;
    before: unknown;
    after: unknown;
}

export interface Difference {
    added: PreviewedResource[];
    removed: PreviewedResource[];
    changed: { resource: PreviewedResource; properties: ChangedProperty[] }[];
}

/** How a stack's resources change, compared by their URNs. */
export function difference(base: PreviewedResource[], head: PreviewedResource[]): Difference {
    const before = new Map(base.map((resource) => [resource.urn, resource]));
    const after = new Set(head.map(({ urn }) => urn));
    return {
        added: head.filter(({ urn }) => !before.has(urn)),
        removed: base.filter(({ urn }) => !after.has(urn)),
        changed: head
            .map((resource) => ({
                resource,
                properties: changes(before.get(resource.urn) ?? resource, resource),
            }))
            .filter(({ properties }) => properties.length > 0),
    };
}

/** Dependencies are ignored: they order an update, but change no resource. */
function changes(before: PreviewedResource, after: PreviewedResource): ChangedProperty[] {
    const withoutOrder = ({ options }: PreviewedResource) => ({ ...options, dependsOn: undefined });
    return [
        ...changedProperties(before.inputs, after.inputs),
        ...changedProperties(withoutOrder(before), withoutOrder(after), "options"),
    ];
}

export function changedProperties(before: unknown, after: unknown, path = ""): ChangedProperty[] {
    if (isDeepStrictEqual(before, after)) {
        return [];
    }
    if (Array.isArray(before) !== Array.isArray(after) || !isTree(before) || !isTree(after)) {
        return [{ path, before, after }];
    }
    const keys = [...new Set([...Object.keys(before), ...Object.keys(after)])].sort();
    return keys.flatMap((key) =>
        changedProperties(before[key], after[key], pathBelow(path, key, Array.isArray(before))),
    );
}

function isTree(value: unknown): value is Record<string, unknown> {
    return typeof value === "object" && value !== null;
}

function pathBelow(path: string, key: string, isIndex: boolean): string {
    if (isIndex) {
        return `${path}[${key}]`;
    }
    if (!/^[\w-]+$/.test(key)) {
        return `${path}[${JSON.stringify(key)}]`;
    }
    return path === "" ? key : `${path}.${key}`;
}
