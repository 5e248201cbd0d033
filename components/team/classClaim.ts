import * as pulumi from "@pulumi/pulumi";
import { ClusterConnection } from "../cluster/connection";
import { KubernetesApi } from "../kubernetes/api";
import { readCluster, orIfUnknown, unlessForbidden } from "../kubernetes/readCluster";
import { LIBRARY, MANAGED_BY, OWNER, thisStack } from "../kubernetes/namespaceClaim";
import { PriorityClass } from "../kubernetes/objects";
import { ownerPhrase, claim } from "../kubernetes/ownership";
import { userError } from "../validation/problems";
import { CLASS_SPECS, className, ClassRole, ownPrefix, plainPrefix } from "./priorityClasses";

/**
 * Name prefix of a platform's PriorityClasses, chosen after reading the cluster. PriorityClasses are
 * cluster-scoped, and two stacks must not share them: destroying either stack would delete them.
 */
export function claimedPrefix(cluster: ClusterConnection, platform: string): pulumi.Output<string> {
    const plain = plainPrefix(platform);
    const prefix = readCluster(cluster, (api) => findPrefix(api, platform, thisStack()));
    return prefix === undefined ? pulumi.output(plain) : orIfUnknown(prefix, plain);
}

/** The plain prefix if its names are free or this stack's; otherwise, and from then on, its own prefix. */
export async function findPrefix(
    api: KubernetesApi,
    platform: string,
    stack: string,
): Promise<string> {
    const classes = await unlessForbidden(api.listPriorityClasses(), []);
    const unmarked = await ownerOfUnmarked(api, classes, stack);
    const claimOf = (prefix: string, role: ClassRole) => {
        const found = named(classes, className(prefix, role));
        return claim(found?.metadata, stack, () =>
            found !== undefined && isFromEarlierVersion(found, role) ? unmarked : undefined,
        );
    };
    const own = ownPrefix(platform, stack);
    const plain = plainPrefix(platform);
    const roles = Object.keys(CLASS_SPECS) as ClassRole[];
    const hasOwn = roles.some((role) => named(classes, className(own, role)) !== undefined);
    const prefix = !hasOwn && roles.every((role) => claimOf(plain, role).free) ? plain : own;
    for (const role of roles) {
        const found = claimOf(prefix, role);
        if (!found.free) {
            throw userError(
                `PriorityClass "${className(prefix, role)}" ${ownerPhrase(found.owner)}. ` +
                    "Give the platform another name.",
            );
        }
    }
    return prefix;
}

function named(classes: PriorityClass[], name: string): PriorityClass | undefined {
    return classes.find(({ metadata }) => metadata?.name === name);
}

/** Earlier versions of the library did not mark a class with its owner. */
function isFromEarlierVersion(found: PriorityClass, role: ClassRole): boolean {
    const { value, description } = CLASS_SPECS[role];
    return (
        found.metadata?.annotations?.[OWNER] === undefined &&
        found.value === value &&
        found.description === description
    );
}

/**
 * The stack that owns classes of earlier versions: this one, unless only other stacks have namespaces in
 * the cluster. Reads namespaces only if such a class exists.
 */
async function ownerOfUnmarked(
    api: KubernetesApi,
    classes: PriorityClass[],
    stack: string,
): Promise<string> {
    const isUnmarked = (found: PriorityClass) =>
        isFromEarlierVersion(found, "driver") || isFromEarlierVersion(found, "executor");
    if (!classes.some(isUnmarked)) {
        return stack;
    }
    const query = { labelSelector: `${MANAGED_BY}=${LIBRARY}` };
    const namespaces = await unlessForbidden(api.listNamespaces(query), []);
    const stacks = namespaces.flatMap(({ metadata }) => metadata?.annotations?.[OWNER] ?? []);
    return stacks.includes(stack) ? stack : (stacks[0] ?? stack);
}
