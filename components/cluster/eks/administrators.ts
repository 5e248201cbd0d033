import type * as eks from "@pulumi/eks";
import * as pulumi from "@pulumi/pulumi";
import { adminEntries } from "./adminEntries";
import { warnOfAdministrator } from "./adminLook";
import { clusterCreator } from "./creator";
import { EksClusterArgs } from "./eksClusterArgs";

interface AdministeredCluster {
    cluster: eks.Cluster;
    clusterName: string;
    partition: pulumi.Output<string>;
    /** ARN of who runs the stack. */
    caller: pulumi.Output<string>;
}

/**
 * Lets in who administers a cluster beside who made it, and returns what they need. A preview says who
 * will not get in.
 */
export function administrators(
    name: string,
    { adminRoles, tags }: EksClusterArgs,
    { cluster, clusterName, partition, caller }: AdministeredCluster,
    parent: pulumi.ComponentResource,
): pulumi.Output<pulumi.Resource[]> {
    if (adminRoles === undefined) {
        void pulumi.log.warn(
            "Only the identity that makes the cluster administers it: name others in " +
                "adminRoles, or say adminRoles: []",
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
