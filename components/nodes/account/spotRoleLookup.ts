import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { lookUpInPreview } from "../../aws/previewLookup";
import { Capacity, NodePoolArgs } from "../pools/nodePoolArgs";

/** EC2 needs it for spot instances, and Karpenter is not allowed to create it. */
const ROLE = "AWSServiceRoleForEC2Spot";

/** Messages of hashicorp/terraform-provider-aws for IAM's `NoSuchEntity` (internal/retry/error.go). */
const MISSING = /couldn't find resource|NoSuchEntity/;

/**
 * In a preview, warns if the account has never used spot instances, since Karpenter then silently buys
 * on-demand instances (aws/karpenter-provider-aws v1.14.1, pkg/providers/instance/instance.go). Node
 * groups need no such check: EC2 Auto Scaling creates the role (`AutoScalingServiceRolePolicy`).
 */
export function warnOfSpotRole(
    pools: Readonly<Record<string, NodePoolArgs>>,
    parent: pulumi.Resource,
): void {
    const spot = Object.keys(pools).filter((name) => pools[name]?.capacity === Capacity.Spot);
    if (spot.length > 0) {
        lookUpInPreview({}, parent, (_, opts) => spotRoleWarning(spot, opts));
    }
}

/**
 * The warning about a missing role, if any. Throws other errors, which do not show whether it exists.
 *
 * @param pools names of the pools with spot capacity
 */
export async function spotRoleWarning(
    pools: readonly string[],
    opts: pulumi.InvokeOptions,
): Promise<string | undefined> {
    try {
        await aws.iam.getRole({ name: ROLE }, opts);
        return undefined;
    } catch (error) {
        if (!MISSING.test((error as Error).message)) {
            throw error;
        }
        return (
            `This account lacks role ${ROLE}, which spot instances need (nodePools: ` +
            `${pools.join(", ")}): their pods would get on-demand nodes, at about three times the ` +
            "price, or none. Create it once: aws iam create-service-linked-role " +
            "--aws-service-name spot.amazonaws.com"
        );
    }
}
