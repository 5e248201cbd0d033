import * as pulumi from "@pulumi/pulumi";
import { PodRole, podRole, RoleHolder } from "../../aws/podRole";
import { awsCluster } from "../../aws/awsFacts";
import { clusterAutoscalerPolicy } from "./clusterAutoscalerPolicy";

/** Registers what Cluster Autoscaler needs in AWS, from its start until its release is gone. */
export function clusterAutoscalerAws(
    name: string,
    holder: RoleHolder,
    child: pulumi.CustomResourceOptions,
): PodRole {
    const policy = awsCluster(holder.cluster).apply(clusterAutoscalerPolicy);
    return podRole(name, holder, { "node-groups": policy }, child);
}
