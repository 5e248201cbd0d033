import * as k8s from "@pulumi/kubernetes";
import { EksConnection } from "../aws/eksConnection";
import { AwsIdentity } from "../aws/identity";
import { tags } from "../aws/tags";
import {
    Check,
    fields,
    oneOf,
    nonEmptyString,
    valueCheck,
    wholeNumber,
} from "../validation/checks";
import { pathTo, Problems, formatValue } from "../validation/problems";
import { clusterAutoscalerProblem, karpenterProblem } from "./autoscalerVersions";
import { ClusterAutoscalerArgs } from "./clusterAutoscaler/clusterAutoscalerArgs";
import { instanceTypes } from "./instanceTypes/instanceTypes";
import { KarpenterArgs } from "./karpenter/karpenterArgs";
import { Autoscaler } from "./pools/autoscaler";
import { DEFAULT_NODE_POOLS } from "./pools/nodePoolDefaults";
import { nodePoolsCheck } from "./pools/nodePoolProblems";

/** What an autoscaler needs of its cluster. */
export interface ScaledCluster {
    eks: EksConnection;
    provider: k8s.Provider;
    /** Zones that nodes can be in. */
    zones: string[];
}

/** An EKS cluster, what is to scale it, and where that was set up. */
export interface Scaling {
    autoscaler: Autoscaler;
    eks: EksConnection;
    /** Zones that jobs may use. */
    zones?: string[];
    nodePools?: unknown;
    identity?: unknown;
    /** Property path of the autoscaler's settings. */
    settingsPath: string;
}

const amiVersion = valueCheck((value) =>
    typeof value === "string" && /^v\d{8}$/.test(value)
        ? undefined
        : `${formatValue(value)} is not a release of EKS' image: use "v" and its date (e.g. "v20260724")`,
);

/** Checks of `ClusterAutoscalerSettings`. */
export const clusterAutoscalerFields: Record<string, Check> = {
    identity: oneOf("identity", AwsIdentity),
    systemNodes: wholeNumber(1),
    tags,
};

/** Checks of `KarpenterSettings`. */
export const karpenterFields: Record<string, Check> = { ...clusterAutoscalerFields, amiVersion };

/** Refuses arguments of a `Karpenter` that are wrong; returns what it needs of the cluster. */
export function karpenterCluster(name: string, args: KarpenterArgs): ScaledCluster {
    const shape = {
        ...karpenterFields,
        chart: nonEmptyString,
        crdChart: nonEmptyString,
        image: nonEmptyString,
    };
    return checked(`Karpenter "${name}"`, Autoscaler.Karpenter, shape, args);
}

/** The same for a `ClusterAutoscaler`. */
export function clusterAutoscalerCluster(name: string, args: ClusterAutoscalerArgs): ScaledCluster {
    const shape = { ...clusterAutoscalerFields, chart: nonEmptyString, image: nonEmptyString };
    return checked(`ClusterAutoscaler "${name}"`, Autoscaler.ClusterAutoscaler, shape, args);
}

function checked(
    subject: string,
    autoscaler: Autoscaler,
    shape: Record<string, Check>,
    args: KarpenterArgs | ClusterAutoscalerArgs,
): ScaledCluster {
    const { cluster, nodePools, ...settings } = args;
    const { eks, zones, provider } = cluster;
    const problems = new Problems();
    fields(shape)(settings, "", problems);
    if (eks === undefined) {
        problems.add("cluster", `${whyEks(autoscaler)}: give an EKS cluster`);
    } else {
        const { identity } = settings;
        const scaling = { autoscaler, eks, zones, nodePools, identity, settingsPath: "" };
        scalingProblems(scaling, problems);
    }
    problems.throwIfAny(subject);
    // Checked above: without it there was a problem.
    return { eks: eks as EksConnection, provider, zones: zones ?? zonesOf(eks) };
}

/** Why an autoscaler cannot work on other clusters. */
export function whyEks(autoscaler: Autoscaler): string {
    return `is no EKS cluster, and ${formatValue(autoscaler)} adds EC2 instances`;
}

/** Adds what keeps an autoscaler from working on an EKS cluster. */
export function scalingProblems(scaling: Scaling, problems: Problems): void {
    const { autoscaler, eks, zones, nodePools = DEFAULT_NODE_POOLS } = scaling;
    clusterProblems(scaling, problems);
    if (scaling.identity === AwsIdentity.Irsa && eks.oidcProvider === undefined) {
        problems.add(
            pathTo(scaling.settingsPath, "identity"),
            `${formatValue(scaling.identity)} needs an OIDC provider of the cluster in IAM (oidcProvider): give it, or use ` +
                formatValue(AwsIdentity.PodIdentity),
        );
    }
    const context = { instanceTypes, autoscaler, zones: zones ?? zonesOf(eks) };
    nodePoolsCheck(context)(nodePools, "nodePools", problems);
}

/** Zones that jobs may use need a subnet for nodes each. */
function clusterProblems({ autoscaler, eks, zones = [] }: Scaling, problems: Problems): void {
    // That of a cluster of the same program may not be known yet.
    const unsupported =
        typeof eks.version === "string" ? versionProblem(autoscaler, eks.version) : undefined;
    if (unsupported !== undefined) {
        problems.add("cluster.eks.version", unsupported);
    }
    const served = zonesOf(eks);
    if (served.length === 0) {
        problems.add("cluster.eks.subnets", "is empty: nodes need a subnet in each of their zones");
        return;
    }
    for (const zone of zones.filter((name) => !served.includes(name))) {
        problems.add(
            "cluster.zones",
            `${formatValue(zone)} has no subnet for nodes (there are some in ${served.join(", ")})`,
        );
    }
}

function versionProblem(autoscaler: Autoscaler, kubernetes: string): string | undefined {
    return autoscaler === Autoscaler.Karpenter
        ? karpenterProblem(kubernetes)
        : clusterAutoscalerProblem(kubernetes);
}

/** Zones that nodes of an EKS cluster can be in. */
export function zonesOf(eks?: EksConnection): string[] {
    return [...new Set(eks?.subnets.map(({ zone }) => zone))].sort();
}
