import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { awsCluster } from "../../aws/awsCluster";
import { nodeInstanceRole } from "../../aws/nodeRole";
import { podRole, RoleHolder } from "../../aws/podRole";
import { interruptionQueue } from "./interruptionQueue";
import { nodeLifecyclePolicy } from "./karpenterNodeLifecycle";
import {
    eksIntegrationPolicy,
    iamIntegrationPolicy,
    interruptionPolicy,
    resourceDiscoveryPolicy,
    zonalShiftPolicy,
} from "./karpenterPolicies";

export interface KarpenterAws {
    /** Name of the instance profile of all nodes. */
    instanceProfile: pulumi.Output<string>;
    /** Name of the queue with interruption notices. */
    interruptionQueue: pulumi.Output<string>;
    /** For the annotation of Karpenter's service account, if it needs one. */
    irsaRoleArn?: pulumi.Output<string>;
    /** What Karpenter needs until its last node and node class are deleted. */
    resources: pulumi.Resource[];
}

/** Registers what Karpenter and its nodes need in AWS. */
export function karpenterAws(
    name: string,
    holder: RoleHolder,
    child: pulumi.CustomResourceOptions,
): KarpenterAws {
    const { cluster } = holder;
    const { partition } = cluster;
    const nodes = nodeInstanceRole(`${name}-node`, { partition }, child);
    const instanceProfile = new aws.iam.InstanceProfile(
        `${name}-node`,
        { role: nodes.role.name },
        child,
    );
    // Lets nodes join the cluster. EKS creates one only for the roles of its managed node groups.
    const accessEntry = new aws.eks.AccessEntry(
        `${name}-node`,
        {
            region: cluster.region,
            clusterName: cluster.clusterName,
            principalArn: nodes.role.arn,
            type: "EC2_LINUX",
        },
        child,
    );
    const { queue, resources: notices } = interruptionQueue(name, cluster, child);

    const known = awsCluster(cluster);
    const { irsaRoleArn, resources: controller } = podRole(
        name,
        holder,
        {
            "node-lifecycle": known.apply(nodeLifecyclePolicy),
            "iam-integration": pulumi
                .all([known, nodes.role.arn])
                .apply(([facts, arn]) => iamIntegrationPolicy(facts, arn)),
            "eks-integration": known.apply(eksIntegrationPolicy),
            interruption: queue.arn.apply(interruptionPolicy),
            "zonal-shift": known.apply(zonalShiftPolicy),
            "resource-discovery": known.apply(resourceDiscoveryPolicy),
        },
        child,
    );
    return {
        instanceProfile: instanceProfile.name,
        interruptionQueue: queue.name,
        irsaRoleArn,
        resources: [...nodes.policies, instanceProfile, accessEntry, ...notices, ...controller],
    };
}
