import { eksClusterCheck, existingEksClusterCheck } from "../../cluster/eks/eksClusterProblems";
import { plannedEksCluster, plannedExistingEks } from "../../cluster/eks/plannedEks";
import { KubeContextClusterArgs, kubeContextClusterFields } from "../../cluster/kubeContextCluster";
import { NEW_CLUSTER_KEYS } from "../../cluster/newClusterKeys";
import { PlannedCluster } from "../../cluster/plannedCluster";
import { Check, fields, isPlainObject, isSound, required } from "../../validation/checks";
import { pathTo } from "../../validation/problems";
import { nonEmptyString, oneOf } from "../../validation/values";
import { ClusterChoice } from "./stackArgs";

// The context is required here: the current one may be any cluster.
const kubeContextCluster = fields<KubeContextClusterArgs & { context: string }>(
    { ...kubeContextClusterFields, context: required(nonEmptyString) },
    NEW_CLUSTER_KEYS,
);

const CHECKS: Record<ClusterChoice, Check> = {
    [ClusterChoice.Kubernetes]: kubeContextCluster,
    [ClusterChoice.Eks]: eksClusterCheck,
    [ClusterChoice.ExistingEks]: existingEksClusterCheck,
};

/** Check of a stack file's cluster. */
export const stackClusterCheck: Check = (value, path, problems) => {
    if (!isPlainObject(value)) {
        kubeContextCluster(value, path, problems);
        return;
    }
    const { kind = ClusterChoice.Kubernetes, ...args } = value;
    oneOf("cluster kind", ClusterChoice)(kind, pathTo(path, "kind"), problems);
    const choice = choiceOf(value);
    if (choice !== undefined) {
        CHECKS[choice](args, path, problems);
    }
};

/** The kind of a stack file's cluster, even if the rest is invalid. */
export function choiceOf(cluster: unknown): ClusterChoice | undefined {
    if (!isPlainObject(cluster)) {
        return undefined;
    }
    const { kind = ClusterChoice.Kubernetes } = cluster;
    return Object.values(ClusterChoice).find((known) => known === kind);
}

/** What is known of a stack file's cluster; undefined if even its kind is unknown. */
export function plannedStackCluster(cluster: unknown): PlannedCluster | undefined {
    const args = isPlainObject(cluster) ? cluster : {};
    switch (choiceOf(cluster)) {
        case ClusterChoice.Kubernetes: {
            const { zones } = args;
            return isSound<string[]>(kubeContextClusterFields.zones, zones) ? { zones } : {};
        }
        case ClusterChoice.Eks:
            return plannedEksCluster(args);
        case ClusterChoice.ExistingEks:
            return plannedExistingEks(args);
        case undefined:
            return undefined;
    }
}
