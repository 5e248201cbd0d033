import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";

/** Returned if AWS reports that the cluster does not exist, but not if AWS gives no answer. */
export const NO_CLUSTER = "no cluster";

/** Messages of the AWS provider (internal/retry, NotFoundError) and of EKS itself. */
const NOT_FOUND = /couldn't find resource|ResourceNotFoundException|not found/i;

/** The current state of a cluster in AWS. Throws if AWS gives no answer. */
export async function liveCluster(
    name: string,
    opts: pulumi.InvokeOptions,
): Promise<aws.eks.GetClusterResult | typeof NO_CLUSTER> {
    try {
        return await aws.eks.getCluster({ name }, opts);
    } catch (error) {
        // For errors from the engine, the message is in the details.
        const { message, details } = error as { message?: string; details?: string };
        if (NOT_FOUND.test(`${message} ${details}`)) {
            return NO_CLUSTER;
        }
        throw error;
    }
}
