import { UserError } from "../../sandbox/shell";
import type { Pulumi } from "../engine/pulumi";
import { IMPORT_ADVICE } from "./keepState";
import { namespacesOf, type ClusterRef } from "./kubernetes";
import { adoptExisting } from "./rebuild";
import { recover } from "./recover";
import { lookingForRemoved, removedByHand } from "./removed";

const REFRESH = ["refresh", "--yes", "--skip-preview", "--suppress-outputs", "--suppress-progress"];

/** Two checkouts may call their stacks the same: only a person knows whose platform that is. */
export async function refuseUnknownPlatform(
    pulumi: Pulumi,
    cluster: ClusterRef,
    stack: string,
): Promise<void> {
    if (pulumi.state().deployment?.resources?.length) {
        return;
    }
    const namespaces = await namespacesOf(cluster, stack);
    if (namespaces.length > 0) {
        throw new UserError(
            `State:   knows nothing, but the cluster has the platform of a stack "${stack}" ` +
                `(namespaces ${namespaces.join(", ")}). Where that is this checkout's: ` +
                `${IMPORT_ADVICE} Where it is somebody else's, use another cluster.`,
        );
    }
}

/** Brings state and cluster together before an update, where they may have come apart. */
export async function bringTogether(
    pulumi: Pulumi,
    cluster: ClusterRef,
    { afterInterruption, mayBeBehind }: { afterInterruption: boolean; mayBeBehind: boolean },
): Promise<void> {
    if (afterInterruption) {
        console.log("The last run was interrupted: bringing its state and the cluster together.");
    }
    if (afterInterruption || mayBeBehind) {
        await recover(pulumi, cluster);
        await adoptExisting(pulumi, cluster);
    }
}

/**
 * What somebody deleted past Pulumi: an update would not notice.
 *
 * @returns arguments of the update, which install deleted CRDs again
 */
export async function repairRemoved(pulumi: Pulumi, cluster: ClusterRef): Promise<string[]> {
    const known = pulumi.state().deployment?.resources ?? [];
    const { namespaces, crds } = await removedByHand(known, await lookingForRemoved(cluster));
    if (namespaces.length + crds.length === 0) {
        return [];
    }
    const what = [
        ...namespaces.map((name) => `namespace ${name}`),
        ...(crds.length > 0 ? ["CRDs of the Spark operator"] : []),
    ];
    console.log(`State:   ${what.join(", ")} deleted by somebody: made again, jobs run again`);
    await pulumi.stream(REFRESH);
    return crds.flatMap((urn) => ["--replace", urn]);
}
