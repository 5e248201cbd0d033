import { pathTo, Problems, formatValue, unknownName } from "../../validation/problems";
import { InstanceType } from "../instanceTypes/instanceTypes";
import { NodePoolArgs } from "./nodePoolArgs";
import { categoryOf, familyOf, namedTypes, NodeContext, poolArch, sizesOf } from "./poolTypes";

/** Adds what is wrong with a pool's instance types, and with what it expects of them. */
export function typeProblems(
    path: string,
    pool: NodePoolArgs,
    context: NodeContext,
    problems: Problems,
): void {
    const { families, instanceTypes } = pool;
    if (families !== undefined && instanceTypes !== undefined) {
        problems.add(`${path}.instanceTypes`, "cannot be combined with families: keep one of them");
        return;
    }
    const list = instanceTypes ?? families ?? [];
    const at = pathTo(path, instanceTypes === undefined ? "families" : "instanceTypes");
    const wrong = list.map((name) =>
        instanceTypes === undefined
            ? familyProblem(name, pool, context)
            : typeProblem(name, context),
    );
    wrong.forEach((message, index) => {
        if (message !== undefined) {
            problems.add(pathTo(at, index), message);
        }
    });
    if (list.length > 0 && wrong.every((message) => message === undefined)) {
        archProblems(path, at, pool, context, problems);
        storageProblems(path, pool, context, problems);
    }
}

function typeProblem(name: string, context: NodeContext): string | undefined {
    if (context.instanceTypes.has(name)) {
        return undefined;
    }
    const family = familyOf(name);
    const siblings = [...context.instanceTypes.keys()].filter((key) => familyOf(key) === family);
    return siblings.length === 0
        ? unknownFamily(family, context)
        : unknownName("instance type", name, siblings);
}

function familyProblem(
    family: string,
    { role }: NodePoolArgs,
    context: NodeContext,
): string | undefined {
    if (!familiesOf(context).includes(family)) {
        return unknownFamily(family, context);
    }
    const { min, max } = sizesOf(role);
    return namedTypes({ role, families: [family] }, context).length === 0
        ? `${formatValue(family)} has no size from ${min} to ${max} vCPUs, as used for ${role}s: ` +
              "list its types in instanceTypes"
        : undefined;
}

/** There are more than a hundred families, so list only those with the same letter, or just the letters. */
function unknownFamily(family: string, context: NodeContext): string {
    const known = familiesOf(context);
    const near = known.filter((name) => name[0] === family[0]);
    if (near.length > 0) {
        return unknownName("instance family", family, near);
    }
    const categories = [...new Set(known.map(categoryOf))].sort().join(", ");
    return `${formatValue(family)} is not a supported instance family (supported categories: ${categories})`;
}

function familiesOf({ instanceTypes }: NodeContext): string[] {
    return [...new Set([...instanceTypes.keys()].map(familyOf))];
}

function archProblems(
    path: string,
    at: string,
    pool: NodePoolArgs,
    context: NodeContext,
    problems: Problems,
): void {
    const arch = poolArch(pool, context);
    const others = namedTypes(pool, context).filter((type) => type.arch !== arch);
    const other = others[0]?.arch;
    if (other === undefined) {
        return;
    }
    const named = namesOf(pool, others);
    if (pool.arch === undefined) {
        problems.add(
            at,
            `mixes ${named} (${other}) with types for ${arch}: use a separate pool for each ` +
                "architecture, since an image is built for one of them",
        );
    } else {
        problems.add(
            `${path}.arch`,
            `"${arch}" does not match ${named}, which is ${other}: use other types, or omit arch`,
        );
    }
}

function storageProblems(
    path: string,
    pool: NodePoolArgs,
    context: NodeContext,
    problems: Problems,
): void {
    const without = namedTypes(pool, context).filter(({ nvmeGb }) => nvmeGb === 0);
    if (pool.localStorage && without.length > 0) {
        problems.add(
            `${path}.localStorage`,
            `needs local NVMe disks, but ${namesOf(pool, without)} has none: use other types ` +
                '(most have a "d" in their name, e.g. "m6id", "r7gd")',
        );
    }
}

/** Names in the pool's terms: types or families. */
function namesOf(pool: NodePoolArgs, types: readonly InstanceType[]): string {
    const names = types.map(({ name }) => (pool.families === undefined ? name : familyOf(name)));
    return [...new Set(names)].join(", ");
}
