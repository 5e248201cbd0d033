import * as pulumi from "@pulumi/pulumi";
import { nodeZones, PlannedCluster } from "../cluster/plannedCluster";
import { ClusterAutoscaler } from "../nodes/clusterAutoscaler/clusterAutoscaler";
import { warnOfAutoscalerSwitch } from "../nodes/existingAutoscaler";
import { Architecture, instanceTypes } from "../nodes/instanceTypes/instanceTypes";
import { Karpenter } from "../nodes/karpenter/karpenter";
import { Autoscaler } from "../nodes/pools/autoscaler";
import { DEFAULT_NODE_POOLS } from "../nodes/pools/nodePoolDefaults";
import { NodePoolFacts, nodePoolFacts } from "../nodes/pools/nodePoolFacts";
import { poolArch } from "../nodes/pools/poolTypes";
import { chosenAutoscaler } from "./autoscalerChoice";
import { SparkPlatformArgs } from "./platformArgs";

/** Registers the autoscaler, if any. Returns an Output that resolves once pods can get nodes. */
export function createAutoscaler(
    name: string,
    args: SparkPlatformArgs,
    parent: pulumi.Resource,
): pulumi.Output<string> | undefined {
    const { cluster, nodePools, artifacts: { charts = {}, images = {} } = {} } = args;
    switch (chosenAutoscaler(args.autoscaler, cluster)) {
        case Autoscaler.Karpenter: {
            const options = {
                ...args.karpenter,
                cluster,
                nodePools,
                chart: charts.karpenter,
                crdChart: charts.karpenterCrd,
                image: images.karpenter,
            };
            return new Karpenter(`${name}-karpenter`, options, { parent }).ready;
        }
        case Autoscaler.ClusterAutoscaler: {
            const options = {
                ...args.clusterAutoscaler,
                cluster,
                nodePools,
                chart: charts.clusterAutoscaler,
                image: images.clusterAutoscaler,
            };
            return new ClusterAutoscaler(`${name}-cluster-autoscaler`, options, { parent }).ready;
        }
        case Autoscaler.None:
        case undefined:
            return undefined;
    }
}

/** What jobs need to know of the pools, if there is an autoscaler. */
export function nodePoolsOf(
    { autoscaler: given, nodePools = DEFAULT_NODE_POOLS }: PoolArgs,
    cluster: PlannedCluster,
): Record<string, NodePoolFacts> | undefined {
    const autoscaler = chosenAutoscaler(given, cluster);
    if (autoscaler === undefined || autoscaler === Autoscaler.None) {
        return undefined;
    }
    return nodePoolFacts(nodePools, { autoscaler, instanceTypes, zones: nodeZones(cluster) });
}

/** Architectures of the pools' nodes; without an autoscaler those are not known. */
export function nodeArchitectures(
    { autoscaler: given, nodePools = DEFAULT_NODE_POOLS }: PoolArgs,
    cluster: PlannedCluster,
): Architecture[] {
    const autoscaler = chosenAutoscaler(given, cluster);
    if (autoscaler === undefined || autoscaler === Autoscaler.None) {
        return [Architecture.Amd64];
    }
    const context = { autoscaler, instanceTypes };
    return [...new Set(Object.values(nodePools).map((pool) => poolArch(pool, context)))].sort();
}

/** The arguments that determine the node pools. */
type PoolArgs = Pick<SparkPlatformArgs, "autoscaler" | "nodePools">;

/** The autoscaler of an EKS cluster, after a warning about what switching it does. */
export function announceAutoscaler(
    { cluster, autoscaler }: SparkPlatformArgs,
    platform: pulumi.Resource,
): pulumi.Output<Autoscaler> | undefined {
    const chosen = chosenAutoscaler(autoscaler, cluster);
    return chosen === undefined || cluster.eks === undefined
        ? undefined
        : warnOfAutoscalerSwitch(cluster, chosen, platform);
}
