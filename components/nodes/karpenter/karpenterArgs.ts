import * as pulumi from "@pulumi/pulumi";
import { AwsIdentity } from "../../aws/identity";
import { ClusterConnection } from "../../cluster/connection";
import { NodePoolArgs } from "../pools/nodePoolArgs";

/** Settings of Karpenter and its nodes. */
export interface KarpenterSettings {
    /**
     * How Karpenter's pods get their role in AWS. "irsa" needs an OIDC provider of the cluster.
     * @default "pod-identity"
     */
    identity?: AwsIdentity;
    /**
     * Release of EKS' image of Amazon Linux 2023 for all nodes: "v" and a date. A newer one
     * replaces executors' nodes a few at a time, drivers' nodes once they are empty.
     * @throws for "latest", with which every release would replace nodes without notice
     * @default the release that this version of the library was tested with
     * @example "v20260714"
     */
    amiVersion?: string;
    /**
     * Number of nodes that the cluster has without Karpenter; Karpenter's own pods run there. With
     * two or more, Karpenter has a standby.
     * @default the number of the cluster's system nodes, else 2
     */
    systemNodes?: number;
    /**
     * Tags of instances and volumes, e.g. for cost reports. They override those of the cluster.
     * @throws for keys that AWS, EKS or Karpenter set themselves
     * @default those of the cluster
     * @example { "cost-centre": "data" }
     */
    tags?: Record<string, pulumi.Input<string>>;
}

/** Arguments of a `Karpenter` component. */
export interface KarpenterArgs extends KarpenterSettings {
    /** EKS cluster whose nodes it adds and removes. */
    cluster: ClusterConnection;
    /**
     * Node pools by name.
     * @default on-demand nodes for drivers, spot nodes for executors, and on-demand nodes for
     * executors if there is no spot capacity
     */
    nodePools?: Record<string, NodePoolArgs>;
    /**
     * Chart: a local folder or archive, an `oci://` reference, or the URL of an archive.
     * @default the pinned version from Karpenter's public registry
     */
    chart?: string;
    /**
     * Chart of its CRDs, in the same forms.
     * @default the pinned version from Karpenter's public registry
     */
    crdChart?: string;
    /**
     * Full image reference of the controller.
     * @default the chart's own
     */
    image?: string;
}
