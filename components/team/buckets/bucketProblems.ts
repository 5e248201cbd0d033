import { kmsKeyArn } from "../../aws/arns";
import { AwsIdentity } from "../../aws/identity";
import { policySizeProblem } from "../../aws/policyDocument";
import { bucketName, folder } from "../../aws/s3Names";
import { PlannedCluster } from "../../cluster/plannedCluster";
import { sparkVersion } from "../../spark/sparkVersion";
import {
    Check,
    fields,
    input,
    isKnown,
    isPlainObject,
    isSound,
    listOf,
    required,
} from "../../validation/checks";
import { pathTo, Problems } from "../../validation/problems";
import { oneOf } from "../../validation/values";
import { firstSparkWithPodIdentity, versions } from "../../versions";
import { roleProblems } from "../serviceAccountProblems";
import { BucketAccessArgs, BucketMode } from "../teamArgs";
import { BucketGrant, bucketPolicy } from "./bucketPolicy";
import { bucketGrants, ResolvedBucketAccess, supportsPodIdentity } from "./identity";

const accessList = listOf(
    fields<BucketAccessArgs>({
        bucket: required(input(bucketName)),
        prefix: input(folder),
        mode: oneOf("mode", BucketMode),
        kmsKeyArn: input(kmsKeyArn),
    }),
);

/** Check of a team's `access`: each entry, duplicates, and whether a policy can hold all of them. */
export const bucketAccess: Check = (value, path, problems) => {
    accessList(value, path, problems);
    if (!isSound<BucketAccessArgs[]>(accessList, value)) {
        return;
    }
    const seen = new Map<string, string>();
    for (const [index, access] of value.entries()) {
        if (!isResolvedAccess(access)) {
            continue;
        }
        for (const { bucket, prefix } of bucketGrants([access])) {
            const place = `${bucket}/${prefix}`;
            const first = seen.get(place);
            if (first !== undefined) {
                problems.add(
                    pathTo(path, index),
                    `covers the same place as ${first}: keep one of them, with the mode that is needed`,
                );
            }
            seen.set(place, first ?? pathTo(path, index));
        }
    }
    const message = value.every(isResolvedAccess)
        ? bucketPolicyProblem(bucketGrants(value))
        : undefined;
    if (message !== undefined) {
        problems.add(path, message);
    }
};

/** Whether all of an access is already known. */
export function isResolvedAccess(access: BucketAccessArgs): access is ResolvedBucketAccess {
    return Object.values(access).every(isKnown);
}

/** Why a policy cannot hold all of a team's access, or `undefined` if it can. */
export function bucketPolicyProblem(grants: readonly BucketGrant[]): string | undefined {
    // The partition may not be known yet: assume the longest.
    return policySizeProblem(
        bucketPolicy("aws-us-gov", grants),
        "grant fewer, broader prefixes, or split the team",
    );
}

/**
 * Adds why a team cannot get its AWS role, or its key, on this cluster.
 *
 * @param hasStore whether the cluster has its own object store
 */
export function identityProblems(
    path: string,
    args: unknown,
    { eks }: PlannedCluster,
    hasStore: boolean,
    problems: Problems,
): void {
    if (!isPlainObject(args) || !Array.isArray(args["access"]) || args["access"].length === 0) {
        return;
    }
    if (eks === undefined && hasStore) {
        if (args["identity"] !== undefined) {
            problems.add(
                pathTo(path, "identity"),
                "is how pods get an AWS role, but here they get a key for the object store: remove it",
            );
        }
        return;
    }
    if (eks === undefined) {
        problems.add(
            pathTo(path, "access"),
            "needs an EKS cluster or `lakehouse.objectStore`: for any other object store, keep its credentials in a " +
                "Kubernetes Secret, and name that in `secretEnv` of driver and executor",
        );
        return;
    }
    roleProblems(path, args["serviceAccount"], problems);
    const { identity, sparkVersion: version = versions.spark } = args;
    if (!isSound<string>(sparkVersion, version)) {
        return;
    }
    const isOld = !supportsPodIdentity(version);
    if (identity === AwsIdentity.PodIdentity && isOld) {
        problems.add(
            pathTo(path, "identity"),
            `"pod-identity" needs Spark ${firstSparkWithPodIdentity} or newer, not ${version}: ` +
                'use "irsa"',
        );
        return;
    }
    const isIrsa = identity === AwsIdentity.Irsa || (identity === undefined && isOld);
    if (isIrsa && !eks.hasOidcProvider) {
        problems.add(
            pathTo(path, "access"),
            'needs an IAM OIDC provider of the cluster for identity "irsa"' +
                (isOld ? `, the only one that Spark ${version} supports` : "") +
                ": give the cluster one (oidcProvider)" +
                (isOld ? "" : ', or use "pod-identity"'),
        );
    }
}
