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

/** Check of a team's `access`: each, that none is there twice, and that a policy can hold all. */
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
                    `is for the same place as ${first}: keep one of them, with the mode that is needed`,
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

/** Whether all of an access is known already. */
export function isResolvedAccess(access: BucketAccessArgs): access is ResolvedBucketAccess {
    return Object.values(access).every(isKnown);
}

/** Why no policy can hold all of a team's access, if so. */
export function bucketPolicyProblem(grants: readonly BucketGrant[]): string | undefined {
    // The partition may not be known yet: the longest is taken.
    return policySizeProblem(
        bucketPolicy("aws-us-gov", grants),
        "give folders further up, or make several teams",
    );
}

/**
 * Adds why a team cannot have its role in AWS, or its key, on this cluster.
 *
 * @param hasStore whether the cluster has an object store of its own
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
                "is how pods get a role in AWS: here they get a key of the object store. Leave it out",
            );
        }
        return;
    }
    if (eks === undefined) {
        problems.add(
            pathTo(path, "access"),
            "needs an EKS cluster, or `lakehouse.objectStore`: elsewhere keep the credentials of an object store in a " +
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
            'needs an OIDC provider of the cluster in IAM for the identity "irsa"' +
                (isOld ? `, the only one that Spark ${version} knows` : "") +
                ": give the cluster one (oidcProvider)" +
                (isOld ? "" : ', or use "pod-identity"'),
        );
    }
}
