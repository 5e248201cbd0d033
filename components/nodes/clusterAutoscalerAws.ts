import * as pulumi from "@pulumi/pulumi";
import { AutoscalerRole, autoscalerRole, RoleHolder } from "./autoscalerRole";
import { awsCluster } from "./awsFacts";
import { clusterAutoscalerPolicy } from "./iam/clusterAutoscalerPolicy";

/** Registers what Cluster Autoscaler needs in AWS, from its start until its release is gone. */
export function clusterAutoscalerAws(
    name: string,
    holder: RoleHolder,
    child: pulumi.CustomResourceOptions,
): AutoscalerRole {
    const policy = awsCluster(holder.cluster).apply(clusterAutoscalerPolicy);
    return autoscalerRole(name, holder, { "node-groups": policy }, child);
}
