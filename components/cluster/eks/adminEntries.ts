import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { isSamePrincipal } from "../../aws/principal";
import { orIfUnknown } from "../../kubernetes/readCluster";

export interface AdminEntriesInput {
    /** ARNs of roles and users. */
    principals: readonly pulumi.Input<string>[];
    /** ARN of who made the cluster. */
    creator: pulumi.Output<string>;
    clusterName: pulumi.Output<string>;
    partition: pulumi.Output<string>;
    tags?: Record<string, pulumi.Input<string>>;
}

/**
 * Registers access entries of administrators, and returns what lets them in.
 *
 * Inside an `apply`, against the rule: EKS has made the creator's entry and refuses another one, and
 * only AWS can tell who that is.
 */
export function adminEntries(
    name: string,
    input: AdminEntriesInput,
    child: pulumi.CustomResourceOptions,
): pulumi.Output<pulumi.Resource[]> {
    const made = input.principals.map((principal, index) => {
        const entry = typeof principal === "string" ? entryName(principal) : String(index);
        // A principal that does not exist yet has made no cluster.
        const known = orIfUnknown(pulumi.output(principal), "");
        return pulumi
            .all([known, input.creator])
            .apply(([arn, creator]) =>
                isSamePrincipal(arn, creator)
                    ? []
                    : [adminEntry(`${name}-admin-${entry}`, principal, input, child)],
            );
    });
    return pulumi.all(made).apply((entries): pulumi.Resource[] => entries.flat());
}

function adminEntry(
    name: string,
    principal: pulumi.Input<string>,
    { clusterName, partition, tags }: AdminEntriesInput,
    child: pulumi.CustomResourceOptions,
): pulumi.Resource {
    const entry = new aws.eks.AccessEntry(
        name,
        { clusterName, principalArn: principal, ...(tags && { tags }) },
        child,
    );
    return new aws.eks.AccessPolicyAssociation(
        name,
        {
            clusterName,
            principalArn: entry.principalArn,
            policyArn: pulumi.interpolate`arn:${partition}:eks::aws:cluster-access-policy/AmazonEKSClusterAdminPolicy`,
            accessScope: { type: "cluster" },
        },
        { ...child, dependsOn: [entry] },
    );
}

/** Account and name, which do not change when another principal comes before it in the list. */
function entryName(principalArn: string): string {
    const [, , , , account = "", path = ""] = principalArn.split(":");
    return `${account}-${path.replaceAll("/", "-")}`;
}
