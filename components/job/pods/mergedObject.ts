/** A part of a Kubernetes object. */
type Part = Record<string, unknown>;

/** Merge keys by list: entries with the same key are merged (core/v1, `patchMergeKey`). */
const MERGE_KEYS: Readonly<Record<string, string>> = {
    containers: "name",
    env: "name",
    hostAliases: "ip",
    imagePullSecrets: "name",
    initContainers: "name",
    ports: "containerPort",
    resourceClaims: "name",
    topologySpreadConstraints: "topologyKey",
    volumeDevices: "devicePath",
    volumeMounts: "mountPath",
    volumes: "name",
};

/**
 * Lists that are appended to; Kubernetes would replace them, and the platform's entries would be
 * lost.
 */
const APPENDED = ["envFrom", "preferredDuringSchedulingIgnoredDuringExecution", "tolerations"];

/** Terms are alternatives, so each pair of terms is combined into one. */
const ALTERNATIVES = "nodeSelectorTerms";

/** Merges an object into another, like a strategic merge patch of Kubernetes. */
export function mergedObject<T extends object>(base: T, further: object): T {
    const merged: Part = { ...(base as Part) };
    for (const [key, value] of Object.entries(further)) {
        merged[key] = merged[key] === undefined ? value : mergedValue(key, merged[key], value);
    }
    return merged as T;
}

/** Merges lists of objects by a key, in the order of the first. */
export function mergedList<T extends object>(
    list: readonly T[],
    further: readonly object[],
    by: string,
): T[] {
    const isSame = (a: object, b: object) => (a as Part)[by] === (b as Part)[by];
    return [
        ...list.map((entry) => {
            const other = further.find((one) => isSame(one, entry));
            return other === undefined ? entry : mergedObject(entry, other);
        }),
        ...(further.filter((one) => !list.some((entry) => isSame(entry, one))) as T[]),
    ];
}

function mergedValue(key: string, base: unknown, further: unknown): unknown {
    if (Array.isArray(base) && Array.isArray(further)) {
        return listOf(key, base as object[], further as object[]);
    }
    return isPart(base) && isPart(further) ? mergedObject(base, further) : further;
}

function listOf(key: string, base: object[], further: object[]): object[] {
    const by = MERGE_KEYS[key];
    if (by !== undefined) {
        return mergedList(base, further, by);
    }
    if (key === ALTERNATIVES) {
        return base.flatMap((one) =>
            further.map((other) => combinedTerm(one as Part, other as Part)),
        );
    }
    return APPENDED.includes(key) ? [...base, ...further] : further;
}

function combinedTerm(one: Part, other: Part): Part {
    const keys = [...new Set([...Object.keys(one), ...Object.keys(other)])];
    const list = (part: Part, key: string) => (part[key] ?? []) as unknown[];
    return Object.fromEntries(keys.map((key) => [key, [...list(one, key), ...list(other, key)]]));
}

function isPart(value: unknown): value is Part {
    return typeof value === "object" && value !== null && !Array.isArray(value);
}
