import type * as eks from "@pulumi/eks";
import * as pulumi from "@pulumi/pulumi";
import { adminEntries } from "./adminEntries";
import { warnOfAdministrator } from "./adminLookup";
import { clusterCreator } from "./creator";
import { EksClusterArgs } from "./eksClusterArgs";

interface AdministeredCluster {
    cluster: eks.Cluster;
    clusterName: string;
    partition: pulumi.Output<string>;
    /** ARN of the identity that runs the stack. */
    caller: pulumi.Output<string>;
}

/**
 * Gives a cluster's administrators access, and returns what that access depends on. A preview warns if
 * the identity that runs the stack has no access.
 */
export function administrators(
    name: string,
    { adminRoles, tags }: EksClusterArgs,
    { cluster, clusterName, partition, caller }: AdministeredCluster,
    parent: pulumi.ComponentResource,
): pulumi.Output<pulumi.Resource[]> {
    if (adminRoles === undefined) {
        void pulumi.log.warn(
            "Only the creating identity can administer the cluster: list others in adminRoles, or set " +
                "adminRoles: [] to accept this",
            parent,
        );
    }
    const { eksCluster } = cluster;
    const principals = adminRoles ?? [];
    const creator = clusterCreator(name, { caller, cluster, eksCluster }, { parent });
    warnOfAdministrator({ clusterName, caller, creator, adminRoles: principals }, parent);
    return adminEntries(
        name,
        { principals, creator, clusterName: eksCluster.name, partition, tags },
        { parent },
    );
}
