import * as pulumi from "@pulumi/pulumi";
import { EksConnection } from "../../aws/eksConnection";
import { AwsIdentity } from "../../aws/identity";
import { PodRole, podRole } from "../../aws/podRole";
import { PolicyDocument } from "../../aws/policyDocument";
import { objectName } from "../../kubernetes/objectName";
import { missingAccess } from "../../lakehouse/catalogAccess";
import { CatalogPlace, gluePolicy } from "../../lakehouse/gluePolicy";
import { CatalogArgs } from "../../lakehouse/lakehouseArgs";
import { userError } from "../../validation/problems";
import { SERVICE_ACCOUNT } from "../rbac/driverRole";
import {
    databaseGrants,
    ResolvedDatabaseAccess,
    missingAccessProblem,
} from "../databases/databaseGrants";
import { databasePolicyProblem } from "../databases/databaseProblems";
import { SparkTeamOptions } from "../sparkTeamOptions";
import { TeamScope } from "../teamScope";
import { bucketPolicy } from "./bucketPolicy";
import { bucketPolicyProblem } from "./bucketProblems";
import { bucketGrants, ResolvedBucketAccess } from "./identity";

/** What a team's jobs may use in AWS. */
type TeamAccess = Pick<SparkTeamOptions, "access" | "databases" | "lakehouse">;

interface ResolvedTeamAccess {
    access: ResolvedBucketAccess[];
    databases: ResolvedDatabaseAccess[];
    bucketKeys?: Record<string, string>;
    place: CatalogPlace;
}

/** Registers the AWS role of a team's jobs, if they need one. */
export function teamRole(
    { name, team }: TeamScope,
    cluster: EksConnection | undefined,
    args: TeamAccess,
    identity: AwsIdentity | undefined,
    child: pulumi.CustomResourceOptions,
): PodRole | undefined {
    const { access, databases = [], lakehouse } = args;
    if (cluster === undefined || access === undefined || identity === undefined) {
        return undefined;
    }
    const { partition, region, accountId } = cluster;
    const known = pulumi.output({
        access,
        databases,
        bucketKeys: lakehouse?.bucketKeys,
        place: { partition, region, accountId },
    });
    const buckets = known.apply((all) => bucketDocument(team, all, lakehouse?.catalog));
    const policies = {
        buckets,
        ...(databases.length > 0 && {
            databases: known.apply((all) => databaseDocument(team, all)),
        }),
    };
    const serviceAccount = { namespace: team, name: SERVICE_ACCOUNT };
    const holder = { part: "jobs", cluster, identity, serviceAccount };
    // A role's name has at most 64 characters, including the suffix that Pulumi adds.
    return podRole(objectName(name), holder, policies, child);
}

function databaseDocument(team: string, { databases, place }: ResolvedTeamAccess): PolicyDocument {
    const message = databasePolicyProblem(databases);
    if (message !== undefined) {
        throw userError(`teams.${team}.databases: ${message}`);
    }
    return gluePolicy(place, databaseGrants(databases));
}

/** Rejects what could not be checked earlier: the names of buckets may come from other resources. */
function bucketDocument(
    team: string,
    { access, databases, bucketKeys, place }: ResolvedTeamAccess,
    catalog: CatalogArgs | undefined,
): PolicyDocument {
    const grants = bucketGrants(access, bucketKeys);
    const [missing] = catalog ? missingAccess(catalog, databaseGrants(databases), grants) : [];
    const message = bucketPolicyProblem(grants) ?? (missing && missingAccessProblem(missing));
    if (message !== undefined) {
        throw userError(`teams.${team}.access: ${message}`);
    }
    return bucketPolicy(place.partition, grants);
}
