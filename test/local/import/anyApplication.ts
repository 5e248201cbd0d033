import fc from "fast-check";
import { isMap, mapsIn, Values } from "../../../local/import/document";
import { crdSpec, Schema } from "../../components/job/manifest/crdSchema";

/** Every value of an application is unique, so that it can be found again. */
interface Source {
    next: () => number;
    isChosen: (of: number) => boolean;
}

/** One volume type at a time, as Kubernetes requires; its name stays. */
const ONE_OF = /\.volumes\[\]$/;

/** Values of CRD enums, and values that decide whether others apply. */
const FIXED: Record<string, unknown> = {
    "spec.mode": "cluster",
    "spec.pythonVersion": "2",
    "spec.restartPolicy.type": "OnFailure",
    "spec.dynamicAllocation.enabled": true,
};

/** A spec with a random choice of all fields of the CRD. */
export const anySpec: fc.Arbitrary<Values> = fc
    .infiniteStream(fc.integer({ min: 0, max: 999 }))
    .map((numbers) => {
        let value = 1000;
        const source = {
            // None is a whole number of minutes.
            next: () => (value += value % 60 === 59 ? 2 : 1),
            isChosen: (of: number) => Number(numbers.next().value) % of === 0,
        };
        return mounted(anyOf(crdSpec("sparkapplications"), "spec", source) as Values);
    });

function anyOf(schema: Schema, path: string, source: Source): unknown {
    if (path in FIXED) {
        return FIXED[path];
    }
    if (schema.enum !== undefined) {
        return schema.enum[0];
    }
    if (schema.items !== undefined) {
        return [anyOf(schema.items, `${path}[]`, source)];
    }
    if (schema.properties !== undefined) {
        return anyObject(schema, path, source);
    }
    if (schema.additionalProperties !== undefined) {
        return { [`k${source.next()}`]: anyOf(schema.additionalProperties, `${path}.*`, source) };
    }
    const simple: Record<string, () => unknown> = {
        integer: source.next,
        boolean: () => true,
        object: () => ({}),
    };
    return (simple[schema.type ?? ""] ?? (() => `v${source.next()}`))();
}

function anyObject(
    { properties = {}, required = [] }: Schema,
    path: string,
    source: Source,
): object {
    const kept = Object.entries(properties).filter(
        ([name]) =>
            name === "name" ||
            path === "spec" ||
            `${path}.${name}` in FIXED ||
            required.includes(name) ||
            source.isChosen(3),
    );
    const [kind] = kept.filter(([name]) => name !== "name");
    const chosen = ONE_OF.test(path)
        ? kept.filter((one) => one === kind || one[0] === "name")
        : kept;
    return Object.fromEntries(
        chosen.map(([name, below]) => [name, anyOf(below, `${path}.${name}`, source)]),
    );
}

/** Mounts refer to existing volumes. */
function mounted(spec: Values): Values {
    const [volume] = mapsIn(spec["volumes"]);
    const roles = [spec["driver"], spec["executor"]].filter(isMap);
    const others = roles.flatMap((role) => [
        ...mapsIn(role["initContainers"]),
        ...mapsIn(role["sidecars"]),
    ]);
    for (const mount of [...roles, ...others].flatMap((one) => mapsIn(one["volumeMounts"]))) {
        mount["name"] = volume?.["name"] ?? mount["name"];
    }
    return spec;
}
