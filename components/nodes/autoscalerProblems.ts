import * as k8s from "@pulumi/kubernetes";
import { EksConnection } from "../aws/eksConnection";
import { AwsIdentity } from "../aws/identity";
import { tags } from "../aws/tags";
import { ClusterConnection } from "../cluster/connection";
import { clusterConnectionCheck, requiredCluster } from "../cluster/connectionCheck";
import { nodeZones, PlannedEks, plannedCluster, zonesOf } from "../cluster/plannedCluster";
import { Check, fields, isPlainObject, isSound, Shape } from "../validation/checks";
import { checkedArgs } from "../validation/outputs";
import { pathTo, Problems, formatValue } from "../validation/problems";
import { anyPlain, nonEmptyString, oneOf, wholeNumber } from "../validation/values";
import { clusterAutoscalerProblem, karpenterProblem } from "./autoscalerVersions";
import {
    ClusterAutoscalerArgs,
    ClusterAutoscalerSettings,
} from "./clusterAutoscaler/clusterAutoscalerArgs";
import { instanceTypes } from "./instanceTypes/instanceTypes";
import { amiProblems, amiVersionCheck } from "./karpenter/amiVersion";
import { KarpenterArgs, KarpenterSettings } from "./karpenter/karpenterArgs";
import { Autoscaler } from "./pools/autoscaler";
import { DEFAULT_NODE_POOLS } from "./pools/nodePoolDefaults";
import { nodePoolsCheck } from "./pools/nodePoolProblems";
import { NodePoolContext } from "./pools/poolTypes";

/** What an autoscaler needs from its cluster. */
export interface ScaledCluster {
    eks: EksConnection;
    provider: k8s.Provider;
    /** Zones in which nodes can run. */
    zones: string[];
}

/** An EKS cluster, its autoscaler, and where that is configured. */
export interface Scaling {
    autoscaler: Autoscaler;
    zones?: readonly string[];
    eks: PlannedEks;
    identity?: unknown;
    /** For Karpenter only. */
    amiVersion?: unknown;
    nodePools?: unknown;
    /** Property path of the autoscaler's settings. */
    settingsPath: string;
}

/** Checks of `ClusterAutoscalerSettings`. */
export const clusterAutoscalerFields: Shape<ClusterAutoscalerSettings> = {
    identity: oneOf("identity", AwsIdentity),
    systemNodes: wholeNumber(1),
    tags,
};

/** Checks of `KarpenterSettings`. */
export const karpenterFields: Shape<KarpenterSettings> = {
    ...clusterAutoscalerFields,
    amiVersion: amiVersionCheck,
};

const scaled = { cluster: requiredCluster, nodePools: anyPlain };

/** Checks the arguments of a `Karpenter` and returns them. */
export function checkedKarpenterArgs(name: string, args: KarpenterArgs): KarpenterArgs {
    const shape = fields<KarpenterArgs>({
        ...karpenterFields,
        ...scaled,
        chart: nonEmptyString,
        crdChart: nonEmptyString,
        image: nonEmptyString,
    });
    return checkedArgs(`Karpenter "${name}"`, args, scalingCheck(Autoscaler.Karpenter, shape));
}

/** The same for a `ClusterAutoscaler`. */
export function checkedClusterAutoscalerArgs(
    name: string,
    args: ClusterAutoscalerArgs,
): ClusterAutoscalerArgs {
    const shape = fields<ClusterAutoscalerArgs>({
        ...clusterAutoscalerFields,
        ...scaled,
        chart: nonEmptyString,
        image: nonEmptyString,
    });
    return checkedArgs(
        `ClusterAutoscaler "${name}"`,
        args,
        scalingCheck(Autoscaler.ClusterAutoscaler, shape),
    );
}

function scalingCheck(autoscaler: Autoscaler, shape: Check): Check {
    return (args, path, problems) => {
        shape(args, path, problems);
        const { cluster, nodePools, identity, amiVersion } = isPlainObject(args) ? args : {};
        if (!isSound<ClusterConnection>(clusterConnectionCheck, cluster)) {
            return;
        }
        const planned = plannedCluster(cluster);
        const { eks, zones } = planned;
        if (eks === undefined) {
            problems.add("cluster", `${whyEks(autoscaler)}: pass an EKS cluster`);
        } else {
            const settings = { identity, amiVersion, nodePools, settingsPath: "" };
            scalingProblems({ autoscaler, eks, zones, ...settings }, problems);
        }
        poolsProblems(nodePools, { autoscaler, zones: nodeZones(planned) }, problems);
    };
}

/** What an autoscaler needs from a checked cluster. */
export function scaledCluster({ eks, zones, provider }: ClusterConnection): ScaledCluster {
    if (eks === undefined) {
        throw new Error("a cluster that is not on EKS passed the check");
    }
    return { eks, provider, zones: zones ?? zonesOf(eks.subnets) };
}

/** Why an autoscaler does not work on other clusters. */
function whyEks(autoscaler: Autoscaler): string {
    return `is not an EKS cluster, but ${formatValue(autoscaler)} adds EC2 instances`;
}

/** Adds what is wrong with node pools. */
export function poolsProblems(
    nodePools: unknown = DEFAULT_NODE_POOLS,
    context: Omit<NodePoolContext, "instanceTypes">,
    problems: Problems,
): void {
    nodePoolsCheck({ ...context, instanceTypes })(nodePools, "nodePools", problems);
}

/** Adds what prevents an autoscaler from working on an EKS cluster. Pools have their own check. */
export function scalingProblems(scaling: Scaling, problems: Problems): void {
    clusterProblems(scaling, problems);
    if (scaling.autoscaler === Autoscaler.Karpenter) {
        amiProblems(scaling, problems);
    }
    if (scaling.identity === AwsIdentity.Irsa && !scaling.eks.hasOidcProvider) {
        problems.add(
            pathTo(scaling.settingsPath, "identity"),
            `${formatValue(scaling.identity)} needs the cluster's OIDC provider in IAM: set oidcProvider, or use ` +
                formatValue(AwsIdentity.PodIdentity),
        );
    }
}

/** Each zone that jobs may use needs a subnet for nodes. */
function clusterProblems({ autoscaler, eks, zones = [] }: Scaling, problems: Problems): void {
    const unsupported =
        eks.version === undefined ? undefined : versionProblem(autoscaler, eks.version);
    if (unsupported !== undefined) {
        problems.add("cluster.eks.version", unsupported);
    }
    const { zones: served } = eks;
    if (served === undefined) {
        return;
    }
    if (served.length === 0) {
        problems.add("cluster.eks.subnets", "is empty: nodes need a subnet in each of their zones");
        return;
    }
    for (const zone of zones.filter((name) => !served.includes(name))) {
        problems.add(
            "cluster.zones",
            `${formatValue(zone)} has no subnet for nodes (zones with one: ${served.join(", ")})`,
        );
    }
}

function versionProblem(autoscaler: Autoscaler, kubernetes: string): string | undefined {
    return autoscaler === Autoscaler.Karpenter
        ? karpenterProblem(kubernetes)
        : clusterAutoscalerProblem(kubernetes);
}
