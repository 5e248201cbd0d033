import { kmsKeyArn } from "../../aws/arns";
import { AwsIdentity } from "../../aws/identity";
import { MANAGED_POLICY_CHARACTERS } from "../../aws/policyDocument";
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
    valueCheck,
} from "../../validation/checks";
import { pathTo, Problems, formatValue } from "../../validation/problems";
import { oneOf } from "../../validation/values";
import { firstSparkWithPodIdentity, versions } from "../../versions";
import { BucketAccessArgs, BucketMode } from "../teamArgs";
import { bucketPolicy } from "./bucketPolicy";
import { bucketGrants, KnownBucketAccess, knowsPodIdentity } from "./identity";

/** Beginnings and ends that S3 keeps for itself (S3 user guide, "General purpose bucket naming rules"). */
const RESERVED = /^(xn--|sthree-|amzn-s3-demo-)|(-s3alias|--ol-s3|\.mrap|--x-s3|--table-s3)$/;
const IP_ADDRESS = /^\d+\.\d+\.\d+\.\d+$/;

const bucketName = valueCheck((value) => {
    if (typeof value !== "string" || !isBucketName(value)) {
        return (
            `${formatValue(value)} is not the name of a bucket: use 3-63 lower-case letters, digits, "-" ` +
            'and ".", beginning and ending with a letter or digit (e.g. "example-lake")'
        );
    }
    return RESERVED.test(value)
        ? `${formatValue(value)} is no bucket's name: its beginning or end is reserved by S3`
        : undefined;
});

function isBucketName(text: string): boolean {
    return (
        /^[a-z0-9][-.a-z0-9]{1,61}[a-z0-9]$/.test(text) &&
        !text.includes("..") &&
        !IP_ADDRESS.test(text)
    );
}

/** Without what means more than itself in a policy: "*", "?" and "$". */
const folder = valueCheck((value) => {
    const isFolder =
        typeof value === "string" &&
        value.length <= 512 &&
        /^([A-Za-z0-9!_.'()=@:+,&-]+(\/|$))+$/.test(value) &&
        !value.split("/").some((part) => part === "." || part === "..");
    return isFolder
        ? undefined
        : `${formatValue(value)} is not a folder: use names of letters, digits and any of ` +
              '!_.\'()=@:+,&- with "/" between them, none at the beginning (e.g. "sales/raw"); ' +
              "leave it out for the whole bucket";
});

const everyAccess = listOf(
    fields<BucketAccessArgs>({
        bucket: required(input(bucketName)),
        prefix: input(folder),
        mode: oneOf("mode", BucketMode),
        kmsKeyArn: input(kmsKeyArn),
    }),
);

/** Check of a team's `access`: each, that none is there twice, and that a policy can hold all. */
export const bucketAccess: Check = (value, path, problems) => {
    everyAccess(value, path, problems);
    if (!isSound<BucketAccessArgs[]>(everyAccess, value)) {
        return;
    }
    const seen = new Map<string, string>();
    for (const [index, access] of value.entries()) {
        if (!isKnownAccess(access)) {
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
    const message = value.every(isKnownAccess) ? policySizeProblem(value) : undefined;
    if (message !== undefined) {
        problems.add(path, message);
    }
};

function isKnownAccess(access: BucketAccessArgs): access is KnownBucketAccess {
    return Object.values(access).every(isKnown);
}

/** Why no policy can hold all of a team's access, if so. */
export function policySizeProblem(access: readonly KnownBucketAccess[]): string | undefined {
    // The partition may not be known yet: the longest is taken.
    const size = JSON.stringify(bucketPolicy("aws-us-gov", bucketGrants(access))).length;
    return size > MANAGED_POLICY_CHARACTERS
        ? `makes a policy of ${size} characters, and IAM takes ${MANAGED_POLICY_CHARACTERS}: ` +
              "give folders further up, or make several teams"
        : undefined;
}

/** Adds why a team cannot have its role in AWS on this cluster. */
export function identityProblems(
    path: string,
    args: unknown,
    { eks }: PlannedCluster,
    problems: Problems,
): void {
    if (!isPlainObject(args) || !Array.isArray(args["access"]) || args["access"].length === 0) {
        return;
    }
    if (eks === undefined) {
        problems.add(
            pathTo(path, "access"),
            "needs an EKS cluster: elsewhere keep the credentials of an object store in a " +
                "Kubernetes Secret, and name that in `secretEnv` of driver and executor",
        );
        return;
    }
    const { identity, sparkVersion: version = versions.spark } = args;
    if (!isSound<string>(sparkVersion, version)) {
        return;
    }
    const isOld = !knowsPodIdentity(version);
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
