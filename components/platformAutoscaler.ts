import * as pulumi from "@pulumi/pulumi";
import { chosenAutoscaler } from "./autoscalerChoice";
import { Autoscaler } from "./nodes/autoscaler";
import { ClusterAutoscaler } from "./nodes/clusterAutoscaler";
import { toldOfAutoscaler } from "./nodes/existingAutoscaler";
import { Karpenter } from "./nodes/karpenter";
import { SparkPlatformArgs } from "./platformArgs";

/** Registers the autoscaler, if any. Returns what has a value once pods can get nodes. */
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

/** The autoscaler of an EKS cluster, once it is told what a change of it does. */
export function announceAutoscaler(
    { cluster, autoscaler }: SparkPlatformArgs,
    platform: pulumi.Resource,
): pulumi.Output<Autoscaler> | undefined {
    const chosen = chosenAutoscaler(autoscaler, cluster);
    return chosen === undefined || cluster.eks === undefined
        ? undefined
        : toldOfAutoscaler(cluster, chosen, platform);
}
