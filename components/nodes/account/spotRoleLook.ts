import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { lookInPreview } from "../../aws/previewLook";
import { Capacity, NodePoolArgs } from "../pools/nodePoolArgs";

/** EC2 needs it for spot instances, and Karpenter may not make it. */
const ROLE = "AWSServiceRoleForEC2Spot";

/** What hashicorp/terraform-provider-aws says of IAM's `NoSuchEntity` (internal/retry/error.go). */
const MISSING = /couldn't find resource|NoSuchEntity/;

/**
 * In a preview, warns of an account that never had spot instances, where Karpenter silently buys on
 * demand instead (aws/karpenter-provider-aws v1.14.1, pkg/providers/instance/instance.go). Node groups
 * need no such look: EC2 Auto Scaling makes the role (`AutoScalingServiceRolePolicy`).
 */
export function warnOfSpotRole(
    pools: Readonly<Record<string, NodePoolArgs>>,
    parent: pulumi.Resource,
): void {
    const spot = Object.keys(pools).filter((name) => pools[name]?.capacity === Capacity.Spot);
    if (spot.length > 0) {
        lookInPreview({}, parent, (_, opts) => spotRoleWarning(spot, opts));
    }
}

/**
 * The warning about a missing role. Other errors are thrown: they do not tell whether it is missing.
 *
 * @param pools names of those with spot capacity
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
            `This account has no role ${ROLE}, which spot instances need (nodePools: ` +
            `${pools.join(", ")}): their pods would get on-demand nodes, at about three times the ` +
            "price, or none. Create it once: aws iam create-service-linked-role " +
            "--aws-service-name spot.amazonaws.com"
        );
    }
}
