import { PolicyDocument, policyDocument, Statement } from "../../aws/policyDocument";
import { CLEANUP_KEY_ID, teamKeyId } from "./names";

/** Prefix of the server's ARNs of buckets and objects. */
const S3_ARN = "arn:aws:s3:::";

/** Bucket policies, by bucket, that grant each team what its own policy says about the bucket. */
export function bucketPolicies(
    buckets: readonly string[],
    teams: Readonly<Record<string, PolicyDocument>>,
): Record<string, PolicyDocument> {
    return Object.fromEntries(
        buckets.map((bucket) => [
            bucket,
            policyDocument(
                ...Object.entries(teams).flatMap(([team, { Statement: statements }]) =>
                    statements.flatMap((statement) => inBucket(bucket, team, statement)),
                ),
                ...cleanupStatements(bucket),
            ),
        ]),
    );
}

/** The part of a team's statement that is about a bucket; the server has no other resources. */
function inBucket(bucket: string, team: string, statement: Statement): Statement[] {
    const { Sid, Resource = [] } = statement;
    const here = Resource.filter((arn) => {
        const [name] = arn.slice(S3_ARN.length).split("/");
        return arn.startsWith(S3_ARN) && name === bucket;
    });
    const Principal = { AWS: [teamKeyId(team)] };
    return here.length === 0
        ? []
        : [{ ...statement, Sid: `${Sid}-${team}`, Principal, Resource: here }];
}

function cleanupStatements(bucket: string): Statement[] {
    const Principal = { AWS: [CLEANUP_KEY_ID] };
    const common = { Effect: "Allow" as const, Principal };
    return [
        {
            Sid: "AllowListOfUploads-cleanup",
            ...common,
            Action: ["s3:ListBucketMultipartUploads"],
            Resource: [`${S3_ARN}${bucket}`],
        },
        {
            Sid: "AllowAbort-cleanup",
            ...common,
            Action: ["s3:AbortMultipartUpload"],
            Resource: [`${S3_ARN}${bucket}/*`],
        },
    ];
}
