import * as pulumi from "@pulumi/pulumi";
import { EksConnection } from "../../aws/eksConnection";
import { AwsIdentity } from "../../aws/identity";
import { PodRole, podRole } from "../../aws/podRole";
import { PolicyDocument } from "../../aws/policyDocument";
import { objectName } from "../../kubernetes/objectName";
import { userError } from "../../validation/problems";
import { SERVICE_ACCOUNT } from "../rbac/driverRole";
import { BucketAccessArgs } from "../teamArgs";
import { TeamScope } from "../teamScope";
import { bucketPolicy } from "./bucketPolicy";
import { policySizeProblem } from "./bucketProblems";
import { bucketGrants, KnownBucketAccess } from "./identity";

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
    const policy = pulumi
        .all([cluster.partition, pulumi.output(access)])
        .apply(([partition, known]) => knownPolicy(team, partition, known));
    const serviceAccount = { namespace: team, name: SERVICE_ACCOUNT };
    const holder = { part: "jobs", cluster, identity, serviceAccount };
    // With what Pulumi adds to it, a role's name has at most 64 characters.
    return podRole(objectName(name), holder, { buckets: policy }, child);
}

/** Refuses what could not be known before: the names of buckets may come from other resources. */
function knownPolicy(
    team: string,
    partition: string,
    access: readonly KnownBucketAccess[],
): PolicyDocument {
    const message = policySizeProblem(access);
    if (message !== undefined) {
        throw userError(`teams.${team}.access: ${message}`);
    }
    return bucketPolicy(partition, bucketGrants(access));
}
