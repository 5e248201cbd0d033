import { UserError } from "../../sandbox/shell";
import type { Pulumi } from "../engine/pulumi";
import { IMPORT_ADVICE } from "./keepState";
import { namespacesOf, type ClusterRef } from "./kubernetes";
import { adoptExisting } from "./rebuild";
import { recover } from "./recover";
import { removalApi, deletedOutsidePulumi } from "./removed";

const REFRESH = ["refresh", "--yes", "--skip-preview", "--suppress-outputs", "--suppress-progress"];

/** Two checkouts may use the same stack name: only the user knows whose platform it is. */
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
            `State:   empty, but the cluster already runs the platform of a stack "${stack}" ` +
                `(namespaces ${namespaces.join(", ")}). If it belongs to this checkout: ` +
                `${IMPORT_ADVICE} Otherwise use another cluster.`,
        );
    }
}

/** Reconciles state and cluster before an update if they may have diverged. */
export async function reconcile(
    pulumi: Pulumi,
    cluster: ClusterRef,
    { afterInterruption, mayBeBehind }: { afterInterruption: boolean; mayBeBehind: boolean },
): Promise<void> {
    if (afterInterruption) {
        console.log(
            "State:   reconciling it with the cluster, because the last run was interrupted",
        );
    }
    if (afterInterruption || mayBeBehind) {
        await recover(pulumi, cluster);
        await adoptExisting(pulumi, cluster);
    }
}

/**
 * Repairs what was deleted outside Pulumi, which an update would not notice.
 *
 * @returns arguments of the update that reinstall deleted CRDs
 */
export async function repairRemoved(pulumi: Pulumi, cluster: ClusterRef): Promise<string[]> {
    const known = pulumi.state().deployment?.resources ?? [];
    const { namespaces, crds } = await deletedOutsidePulumi(known, await removalApi(cluster));
    if (namespaces.length + crds.length === 0) {
        return [];
    }
    const what = [
        ...namespaces.map((name) => `namespace ${name}`),
        ...(crds.length > 0 ? ["CRDs of the Spark operator"] : []),
    ];
    console.log(
        `State:   ${what.join(", ")} deleted outside Pulumi; recreating, and running the jobs again`,
    );
    await pulumi.stream(REFRESH);
    return crds.flatMap((urn) => ["--replace", urn]);
}
