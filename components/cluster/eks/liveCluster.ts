import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";

/** Where AWS says that there is no such cluster; not where it gives no answer. */
export const NO_CLUSTER = "no cluster";

/** As the AWS provider (internal/retry, NotFoundError) and EKS itself say it. */
const NOT_FOUND = /couldn't find resource|ResourceNotFoundException|not found/i;

/** A cluster as it is in AWS now. It throws where AWS gives no answer. */
export async function liveCluster(
    name: string,
    opts: pulumi.InvokeOptions,
): Promise<aws.eks.GetClusterResult | typeof NO_CLUSTER> {
    try {
        return await aws.eks.getCluster({ name }, opts);
    } catch (error) {
        // An answer of the engine that fails has its message in the details.
        const { message, details } = error as { message?: string; details?: string };
        if (NOT_FOUND.test(`${message} ${details}`)) {
            return NO_CLUSTER;
        }
        throw error;
    }
}
