import * as pulumi from "@pulumi/pulumi";
import { EksConnection } from "../../aws/eksConnection";
import { AwsIdentity } from "../../aws/identity";
import { PodRole, podRole } from "../../aws/podRole";
import { objectName } from "../../kubernetes/objectName";
import { SERVICE_ACCOUNT } from "../rbac/driverRole";
import { BucketAccessArgs } from "../teamArgs";
import { TeamScope } from "../teamScope";
import { bucketPolicy } from "./bucketPolicy";
import { bucketGrants } from "./identity";

/** Registers the role of a team's jobs in AWS; nothing where they have none. */
export function teamRole(
    { name, team }: TeamScope,
    cluster: EksConnection | undefined,
    access: BucketAccessArgs[] | undefined,
    identity: AwsIdentity | undefined,
    child: pulumi.CustomResourceOptions,
): PodRole | undefined {
    if (cluster === undefined || access === undefined || identity === undefined) {
        return undefined;
    }
    const grants = bucketGrants(access);
    const policy = pulumi
        .output(cluster.partition)
        .apply((partition) => bucketPolicy(partition, grants));
    const serviceAccount = { namespace: team, name: SERVICE_ACCOUNT };
    const holder = { part: "jobs", cluster, identity, serviceAccount };
    // With what Pulumi adds to it, a role's name has at most 64 characters.
    return podRole(objectName(name), holder, { buckets: policy }, child);
}
