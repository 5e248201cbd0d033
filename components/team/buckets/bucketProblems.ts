import { AwsIdentity } from "../../aws/identity";
import { MANAGED_POLICY_CHARACTERS } from "../../aws/policyDocument";
import { ClusterConnection } from "../../cluster/connection";
import { Check, fields, isPlainObject, listOf, oneOf, valueCheck } from "../../validation/checks";
import { pathTo, Problems, formatValue } from "../../validation/problems";
import { firstSparkWithPodIdentity } from "../../versions";
import { BucketAccessArgs, BucketMode, SparkTeamArgs } from "../teamArgs";
import { bucketPolicy } from "./bucketPolicy";
import { bucketGrants, identityOf, knowsPodIdentity } from "./identity";

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

const kmsKeyArn = valueCheck((value) =>
    typeof value === "string" &&
    /^arn:aws(-[a-z]+)*:kms:[a-z0-9-]+:\d{12}:key\/[A-Za-z0-9-]+$/.test(value)
        ? undefined
        : `${formatValue(value)} is not the ARN of a KMS key; an alias will not do ` +
          '(e.g. "arn:aws:kms:eu-central-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab")',
);

const everyAccess = listOf(
    fields({ bucket: bucketName, prefix: folder, mode: oneOf("mode", BucketMode), kmsKeyArn }, [
        "bucket",
    ]),
);

/** Check of a team's `access`: each, that none is there twice, and that a policy can hold all. */
export const bucketAccess: Check = (value, path, problems) => {
    const own = new Problems();
    everyAccess(value, path, own);
    everyAccess(value, path, problems);
    if (own.list().length > 0 || !Array.isArray(value) || !value.every(isPlainObject)) {
        return;
    }
    const access = value as unknown as BucketAccessArgs[];
    const seen = new Map<string, string>();
    for (const [index, { bucket, prefix }] of bucketGrants(access).entries()) {
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
    // The partition may not be known yet: the longest is taken.
    const size = JSON.stringify(bucketPolicy("aws-us-gov", bucketGrants(access))).length;
    if (size > MANAGED_POLICY_CHARACTERS) {
        problems.add(
            path,
            `makes a policy of ${size} characters, and IAM takes ${MANAGED_POLICY_CHARACTERS}: ` +
                "give folders further up, or make several teams",
        );
    }
};

/** Adds why a team cannot have its role in AWS on this cluster. */
export function identityProblems(
    path: string,
    args: SparkTeamArgs,
    cluster: ClusterConnection,
    problems: Problems,
): void {
    if (!isPlainObject(args) || !Array.isArray(args.access) || args.access.length === 0) {
        return;
    }
    const { eks } = cluster;
    if (eks === undefined) {
        problems.add(
            pathTo(path, "access"),
            "needs an EKS cluster: elsewhere keep the credentials of an object store in a " +
                "Kubernetes Secret, and name that in `secretEnv` of driver and executor",
        );
        return;
    }
    const { identity, sparkVersion } = args;
    const isOld = typeof sparkVersion === "string" && !knowsPodIdentity(sparkVersion);
    if (identity === AwsIdentity.PodIdentity && isOld) {
        problems.add(
            pathTo(path, "identity"),
            `"pod-identity" needs Spark ${firstSparkWithPodIdentity} or newer, not ${sparkVersion}: ` +
                'use "irsa"',
        );
    } else if (identityOf(args) === AwsIdentity.Irsa && eks.oidcProvider === undefined) {
        problems.add(
            pathTo(path, "access"),
            'needs an OIDC provider of the cluster in IAM for the identity "irsa"' +
                (isOld ? `, the only one that Spark ${sparkVersion} knows` : "") +
                ": give the cluster one (oidcProvider)" +
                (isOld ? "" : ', or use "pod-identity"'),
        );
    }
}
