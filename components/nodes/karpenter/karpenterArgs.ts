import * as pulumi from "@pulumi/pulumi";
import { AwsIdentity } from "../../aws/identity";
import { ClusterConnection } from "../../cluster/connection";
import { NodePoolArgs } from "../pools/nodePoolArgs";

/** How Karpenter and its nodes are set up. */
export interface KarpenterSettings {
    /**
     * How Karpenter's pods get their role in AWS.
     * @default "pod-identity"
     */
    identity?: AwsIdentity;
    /**
     * Release of EKS' image of Amazon Linux 2023 for all nodes. A newer one replaces nodes, a few
     * at a time, drivers' when they are empty.
     * @default the release that this version of the library was tested with
     * @example "v20260714"
     */
    amiVersion?: string;
    /**
     * Nodes that the cluster has without Karpenter, where its own pods run. With two or more,
     * Karpenter has a standby.
     * @default the number that the cluster has, else 2
     */
    systemNodes?: number;
    /**
     * Tags of instances and volumes, e.g. for cost reports, over those of the cluster.
     * @default those of the cluster
     * @example { "cost-centre": "data" }
     */
    tags?: Record<string, pulumi.Input<string>>;
}

export interface KarpenterArgs extends KarpenterSettings {
    /** EKS cluster whose nodes it adds and removes. */
    cluster: ClusterConnection;
    /**
     * What nodes it may add, by name.
     * @default on-demand nodes for drivers, spot nodes for executors, and on-demand nodes for
     * executors where there is no spot capacity
     */
    nodePools?: Record<string, NodePoolArgs>;
    /**
     * Chart: a local folder or archive, an `oci://` reference, or the address of an archive.
     * @default the pinned version from Karpenter's public registry
     */
    chart?: string;
    /**
     * Chart of its CRDs, in the same forms.
     * @default the pinned version from Karpenter's public registry
     */
    crdChart?: string;
    /**
     * Whole image reference of the controller.
     * @default the chart's own
     */
    image?: string;
}
