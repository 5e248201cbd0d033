import * as k8s from "@pulumi/kubernetes";
import { Check, fields, mapOf, oneOf, text, valueCheck, wholeNumber } from "../checks";
import { ClusterConnection } from "../cluster/connection";
import { EksConnection } from "../cluster/eksConnection";
import { Autoscaler } from "../platformArgs";
import { Problems, shown } from "../validation";
import { ClusterAutoscalerArgs } from "./clusterAutoscalerArgs";
import { AwsIdentity } from "./iam/awsIdentity";
import { instanceTypes } from "./instanceTypes";
import { KarpenterArgs } from "./karpenterArgs";
import { DEFAULT_NODE_POOLS } from "./nodePoolDefaults";
import { nodePoolsCheck } from "./nodePoolProblems";

/** What an autoscaler needs of its cluster. */
export interface ScaledCluster {
    eks: EksConnection;
    provider: k8s.Provider;
    /** Zones that nodes can be in. */
    zones: string[];
}

const amiVersion = valueCheck((value) =>
    typeof value === "string" && /^v\d{8}$/.test(value)
        ? undefined
        : `${shown(value)} is not a release of EKS' image: use "v" and its date (e.g. "v20260724")`,
);

const common: Record<string, Check> = {
    identity: oneOf("identity", AwsIdentity),
    systemNodes: wholeNumber(1),
    tags: mapOf(text),
    chart: text,
    image: text,
};

/** Refuses arguments of a `Karpenter` that are wrong; returns what it needs of the cluster. */
export function karpenterCluster(name: string, args: KarpenterArgs): ScaledCluster {
    const shape = { ...common, amiVersion, crdChart: text };
    return checked(`Karpenter "${name}"`, Autoscaler.Karpenter, shape, args);
}

/** The same for a `ClusterAutoscaler`. */
export function clusterAutoscalerCluster(name: string, args: ClusterAutoscalerArgs): ScaledCluster {
    return checked(`ClusterAutoscaler "${name}"`, Autoscaler.ClusterAutoscaler, common, args);
}

function checked(
    subject: string,
    autoscaler: Autoscaler,
    shape: Record<string, Check>,
    args: KarpenterArgs | ClusterAutoscalerArgs,
): ScaledCluster {
    const { cluster, nodePools = DEFAULT_NODE_POOLS, ...rest } = args;
    const problems = new Problems();
    const eks = eksOf(cluster, autoscaler, problems);
    const zones = zonesOf(cluster, problems);
    fields(shape)(rest, "", problems);
    if (args.identity === AwsIdentity.Irsa && eks !== undefined && eks.oidcProvider === undefined) {
        problems.add(
            "identity",
            `${shown(args.identity)} needs cluster.eks.oidcProvider: give it, or use ` +
                shown(AwsIdentity.PodIdentity),
        );
    }
    nodePoolsCheck({ instanceTypes, autoscaler, zones })(nodePools, "nodePools", problems);
    problems.throwIfAny(subject);
    return { eks: eks as EksConnection, provider: cluster.provider, zones };
}

function eksOf(
    { eks }: ClusterConnection,
    autoscaler: Autoscaler,
    problems: Problems,
): EksConnection | undefined {
    if (eks === undefined) {
        problems.add(
            "cluster",
            `is no EKS cluster, and ${shown(autoscaler)} adds EC2 instances: use an EKS cluster, ` +
                `or the autoscaler "${Autoscaler.None}"`,
        );
    } else if (eks.subnets.length === 0) {
        problems.add("cluster.eks.subnets", "is empty: nodes need a subnet in each of their zones");
    }
    return eks;
}

/** Zones that jobs may use; each needs a subnet for nodes. */
function zonesOf({ zones, eks }: ClusterConnection, problems: Problems): string[] {
    const served = [...new Set(eks?.subnets.map(({ zone }) => zone))].sort();
    const missing = (zones ?? []).filter((zone) => served.length > 0 && !served.includes(zone));
    for (const zone of missing) {
        problems.add(
            "cluster.zones",
            `${shown(zone)} has no subnet for nodes (there are some in ${served.join(", ")})`,
        );
    }
    return zones ?? served;
}
