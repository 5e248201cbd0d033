import * as pulumi from "@pulumi/pulumi";
import { AwsIdentity } from "../../aws/identity";
import { ClusterConnection } from "../../cluster/connection";
import { NodePoolArgs } from "../pools/nodePoolArgs";

/** Settings of Cluster Autoscaler and its node groups. */
export interface ClusterAutoscalerSettings {
    /**
     * How Cluster Autoscaler's pods get their role in AWS. "irsa" needs an OIDC provider of the
     * cluster.
     * @default "pod-identity"
     */
    identity?: AwsIdentity;
    /**
     * Number of nodes that the cluster has besides; Cluster Autoscaler's own pods run there. With
     * two or more, it has a standby.
     * @default the number of the cluster's system nodes, else 2
     */
    systemNodes?: number;
    /**
     * Tags of node groups, instances and volumes, e.g. for cost reports. They override those of the
     * cluster.
     * @throws for keys that AWS, EKS or Karpenter set themselves
     * @default those of the cluster
     * @example { "cost-centre": "data" }
     */
    tags?: Record<string, pulumi.Input<string>>;
}

/** Arguments of a `ClusterAutoscaler` component. */
export interface ClusterAutoscalerArgs extends ClusterAutoscalerSettings {
    /** EKS cluster whose node groups it scales. */
    cluster: ClusterConnection;
    /**
     * Node pools by name. Each becomes one or more managed node groups.
     * @default on-demand nodes for drivers, spot nodes for executors, and on-demand nodes for
     * executors if there is no spot capacity
     */
    nodePools?: Record<string, NodePoolArgs>;
    /**
     * Chart: a local folder or archive, an `oci://` reference, or the URL of an archive.
     * @default the pinned version from its public chart repository
     */
    chart?: string;
    /**
     * Full image reference. Its version must fit the cluster's.
     * @default the public image for the cluster's version of Kubernetes
     */
    image?: string;
}
