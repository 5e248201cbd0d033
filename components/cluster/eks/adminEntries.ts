import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { isSamePrincipal } from "../../aws/principal";
import { orIfUnknown } from "../../kubernetes/readCluster";

export interface AdminEntriesInput {
    /** ARNs of roles and users. */
    principals: readonly pulumi.Input<string>[];
    /** ARN of the cluster's creator. */
    creator: pulumi.Output<string>;
    clusterName: pulumi.Output<string>;
    partition: pulumi.Output<string>;
    tags?: Record<string, pulumi.Input<string>>;
}

/**
 * Registers access entries for administrators, and returns what their access depends on.
 *
 * Created inside an `apply`, against the rule: EKS creates the creator's entry itself and refuses a
 * second one, and only AWS knows who the creator is.
 */
export function adminEntries(
    name: string,
    input: AdminEntriesInput,
    child: pulumi.CustomResourceOptions,
): pulumi.Output<pulumi.Resource[]> {
    const made = input.principals.map((principal, index) => {
        const entry = typeof principal === "string" ? entryName(principal) : String(index);
        // A principal that does not exist yet cannot have created the cluster.
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

/** Account and name: unlike an index, they stay the same when the list is reordered. */
function entryName(principalArn: string): string {
    const [, , , , account = "", path = ""] = principalArn.split(":");
    return `${account}-${path.replaceAll("/", "-")}`;
}
