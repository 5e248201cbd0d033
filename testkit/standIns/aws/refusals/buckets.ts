import { TYPES } from "../types";
import { textAt, textsAt, Values } from "../values";
import { Refusal, refusal, Request } from "./refusal";

const S3_API = "S3 API, error codes";
const PROVIDER = "terraform-provider-aws, internal/service";

interface LifecycleRule {
    id?: string;
    expiration?: { days?: number; expiredObjectDeleteMarker?: boolean };
    noncurrentVersionExpiration?: { noncurrentDays?: number };
    abortIncompleteMultipartUpload?: { daysAfterInitiation?: number };
}

interface Statement {
    Effect: string;
    Principal?: unknown;
    Resource?: string | string[];
}

export const BUCKET_REFUSALS: readonly Refusal[] = [
    refusal(
        "a bucket of a name that another account has",
        `${S3_API} (BucketAlreadyExists)`,
        { type: TYPES.bucket, calls: ["create"] },
        ({ inputs, settings }) =>
            settings.takenBuckets.includes(textAt(inputs, "bucket") ?? "")
                ? "BucketAlreadyExists: The requested bucket name is not available. The bucket " +
                  "namespace is shared by all users of the system. Please select a different name " +
                  "and try again."
                : undefined,
    ),
    refusal(
        "deleting a bucket with files, without forceDestroy",
        `${S3_API} (BucketNotEmpty); ${PROVIDER}/s3/bucket.go, resourceBucketDelete`,
        { type: TYPES.bucket, calls: ["delete"] },
        ({ before }) =>
            (before?.live?.objects ?? 0) > 0 && before?.inputs["forceDestroy"] !== true
                ? "BucketNotEmpty: The bucket you tried to delete is not empty"
                : undefined,
    ),
    refusal(
        "a bucket's policy about another bucket",
        `${S3_API} (MalformedPolicy)`,
        { type: TYPES.bucketPolicy, calls: ["create", "update"] },
        ({ inputs }) => {
            const arn = `arn:aws:s3:::${textAt(inputs, "bucket")}`;
            const isOwn = (one: string) => one === arn || one.startsWith(`${arn}/`);
            return statementsOf(inputs)
                .flatMap(({ Resource = [] }) => Resource)
                .every(isOwn)
                ? undefined
                : "MalformedPolicy: Policy has invalid resource";
        },
    ),
    refusal(
        "a bucket's policy for everybody, where public access is blocked",
        "S3 user guide, access-control-block-public-access",
        { type: TYPES.bucketPolicy, calls: ["create", "update"] },
        publicPolicy,
    ),
    refusal(
        "a lifecycle with rules of one id, without an action, or of less than a day",
        "S3 API, LifecycleRule; S3 user guide, intro-lifecycle-rules",
        { type: TYPES.lifecycle, calls: ["create", "update"] },
        ({ inputs }) => lifecycleProblem((inputs["rules"] ?? []) as LifecycleRule[]),
    ),
    refusal(
        "versioning that is disabled again instead of suspended",
        `${PROVIDER}/s3/bucket_versioning.go (CustomizeDiff)`,
        { type: TYPES.bucketVersioning, calls: ["update"] },
        ({ before, inputs }) => {
            const status = "versioningConfiguration.status";
            const from = textAt(before?.inputs, status);
            return textAt(inputs, status) === "Disabled" && from !== "Disabled"
                ? `versioning_configuration.status cannot be updated from '${from}' to 'Disabled'`
                : undefined;
        },
    ),
    refusal(
        "a database with upper-case letters in its name",
        `${PROVIDER}/glue/catalog_database.go (schema)`,
        { type: TYPES.database, calls: ["create"] },
        ({ inputs }) =>
            /[A-Z]/.test(textAt(inputs, "name") ?? "")
                ? "invalid value for name (uppercase characters cannot be used)"
                : undefined,
    ),
];

function publicPolicy({ inputs, all }: Request): string | undefined {
    const bucket = textAt(inputs, "bucket");
    const isBlocked = all.some(
        (one) =>
            one.type === TYPES.publicAccessBlock &&
            textAt(one.inputs, "bucket") === bucket &&
            one.inputs["blockPublicPolicy"] === true,
    );
    const isPublic = statementsOf(inputs).some(
        ({ Effect, Principal }) =>
            Effect === "Allow" && (Principal === "*" || textsAt(Principal, "AWS").includes("*")),
    );
    return isBlocked && isPublic
        ? "AccessDenied: User is not authorized to perform: s3:PutBucketPolicy because public " +
              "policies are prevented by the BlockPublicPolicy setting in S3 Block Public Access."
        : undefined;
}

function statementsOf(inputs: Values): Statement[] {
    const { Statement } = JSON.parse(textAt(inputs, "policy") ?? "{}") as {
        Statement?: Statement[];
    };
    return Statement ?? [];
}

function lifecycleProblem(rules: readonly LifecycleRule[]): string | undefined {
    const ids = rules.map(({ id }) => id);
    if (new Set(ids).size < ids.length) {
        return "InvalidArgument: Rule ID must be unique. Found same ID for more than one rule";
    }
    for (const rule of rules) {
        const days = [
            rule.expiration?.days,
            rule.noncurrentVersionExpiration?.noncurrentDays,
            rule.abortIncompleteMultipartUpload?.daysAfterInitiation,
        ].filter((one) => one !== undefined);
        if (days.some((one) => one < 1)) {
            return "InvalidArgument: 'Days' for Expiration action must be a positive integer";
        }
        const { expiredObjectDeleteMarker: ofMarkers, days: ofFiles } = rule.expiration ?? {};
        if (days.length === 0 && ofMarkers !== true) {
            return "InvalidRequest: At least one action needs to be specified in a rule.";
        }
        if (ofMarkers === true && ofFiles !== undefined) {
            return "MalformedXML: The XML you provided was not well-formed";
        }
    }
    return undefined;
}
