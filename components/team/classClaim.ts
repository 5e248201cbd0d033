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
 * Beginning of the names of a platform's PriorityClasses, once the cluster was looked at. They are
 * the cluster's, not a namespace's: two stacks must not share them, since the first one that is
 * destroyed would take them along.
 */
export function claimedPrefix(cluster: ClusterConnection, platform: string): pulumi.Output<string> {
    const plain = plainPrefix(platform);
    const looked = readCluster(cluster, (api) => findPrefix(api, platform, thisStack()));
    return looked === undefined ? pulumi.output(plain) : orIfUnknown(looked, plain);
}

/** The plain names if they are free or this stack's; else, and from then on, names of its own. */
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

/** Earlier versions of the library did not mark whose a class is. */
function isFromEarlierVersion(found: PriorityClass, role: ClassRole): boolean {
    const { value, description } = CLASS_SPECS[role];
    return (
        found.metadata?.annotations?.[OWNER] === undefined &&
        found.value === value &&
        found.description === description
    );
}

/**
 * The stack that classes of earlier versions belong to: this one, unless only other stacks have
 * namespaces in the cluster. Looks only where there is such a class.
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
