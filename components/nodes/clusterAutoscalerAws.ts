import * as pulumi from "@pulumi/pulumi";
import { PodRole, podRole, RoleHolder } from "../iam/podRole";
import { awsCluster } from "../iam/awsFacts";
import { clusterAutoscalerPolicy } from "./iam/clusterAutoscalerPolicy";

/** Registers what Cluster Autoscaler needs in AWS, from its start until its release is gone. */
export function clusterAutoscalerAws(
    name: string,
    holder: RoleHolder,
    child: pulumi.CustomResourceOptions,
): PodRole {
    const policy = awsCluster(holder.cluster).apply(clusterAutoscalerPolicy);
    return podRole(name, holder, { "node-groups": policy }, child);
}
