import * as pulumi from "@pulumi/pulumi";
import { AwsIdentity } from "../../aws/identity";
import { ClusterConnection } from "../../cluster/connection";
import { NodePoolArgs } from "../pools/nodePoolArgs";

/** How Cluster Autoscaler and its node groups are set up. */
export interface ClusterAutoscalerSettings {
    /**
     * How Cluster Autoscaler's pods get their role in AWS.
     * @default "pod-identity"
     */
    identity?: AwsIdentity;
    /**
     * Nodes that the cluster has besides, where its own pods run. With two or more, Cluster
     * Autoscaler has a standby.
     * @default the number that the cluster has, else 2
     */
    systemNodes?: number;
    /**
     * Tags of node groups, instances and volumes, e.g. for cost reports, over those of the cluster.
     * @default those of the cluster
     * @example { "cost-centre": "data" }
     */
    tags?: Record<string, pulumi.Input<string>>;
}

export interface ClusterAutoscalerArgs extends ClusterAutoscalerSettings {
    /** EKS cluster whose node groups it scales. */
    cluster: ClusterConnection;
    /**
     * What nodes it may add, by name; each becomes managed node groups.
     * @default on-demand nodes for drivers, spot nodes for executors, and on-demand nodes for
     * executors where there is no spot capacity
     */
    nodePools?: Record<string, NodePoolArgs>;
    /**
     * Chart: a local folder or archive, an `oci://` reference, or the address of an archive.
     * @default the pinned version from its public chart repository
     */
    chart?: string;
    /**
     * Whole image reference; its version must go with the cluster's.
     * @default the public image for the cluster's version of Kubernetes
     */
    image?: string;
}
