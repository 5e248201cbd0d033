import { AwsIdentity } from "../../aws/identity";
import { isWithin } from "../../lakehouse/catalogAccess";
import { S3A_ENDPOINT, S3A_PROVIDER } from "../../lakehouse/conf/s3aConf";
import { isResolvedAccess } from "../../team/buckets/bucketProblems";
import { bucketGrants, ResolvedBucketAccess } from "../../team/buckets/identity";
import { BucketAccessArgs } from "../../team/teamArgs";
import { formatValue, Problems } from "../../validation/problems";
import { JobArgs } from "../args/jobArgs";
import { knownConf } from "../conf/knownConf";
import { Conf, ConfLayer, ownerOf } from "../conf/layers";
import { hasOwnKeys } from "../conf/storage";
import { ConnectorParts } from "./openedUris";
import { StorageUri, storageUris, Use } from "./storageUris";

/** The parts of a job and its team that are checked. */
export type GrantParts = ConnectorParts & {
    team: string;
    identity?: AwsIdentity;
    access?: BucketAccessArgs[];
    job: Pick<JobArgs, "executor">;
};

/** Adds URIs that a job certainly uses and its team has no access to. */
export function grantProblems(path: string, parts: GrantParts, problems: Problems): void {
    for (const one of withoutGrant(path, parts)) {
        if (one.use !== Use.Unknown) {
            problems.add(`${one.path}${ownerOf(one.layer)}`, lacking(one, parts));
        }
    }
}

/** What may fail in an accepted job: it is unknown what a program does with its arguments. */
export function grantWarnings(parts: GrantParts): string[] {
    return withoutGrant("", parts)
        .filter(({ use }) => use === Use.Unknown)
        .map((one) => `${one.path}: ${lacking(one, parts)}`);
}

function withoutGrant(path: string, parts: GrantParts): StorageUri[] {
    const { access = [], identity, lakehouse } = parts;
    const conf = knownConf(parts);
    const isOfPlatform = identity !== undefined || lakehouse?.objectStore !== undefined;
    if (!isOfPlatform || hasOwnCredentials(parts, conf) || !access.every(isResolvedAccess)) {
        return [];
    }
    const grants = bucketGrants(access);
    return storageUris(path, parts, conf).filter(
        (one) => !hasOwnProvider(one, conf) && !grants.some((grant) => covers(grant, one)),
    );
}

interface Grant {
    bucket: string;
    prefix: string;
    write: boolean;
}

function covers({ bucket, prefix, write }: Grant, one: StorageUri): boolean {
    const isIn = isWithin(one.key, prefix) || (one.isParent && isWithin(prefix, one.key));
    return bucket === one.bucket && isIn && (write || one.use !== Use.Write);
}

function lacking(one: StorageUri, { team, access = [] }: GrantParts): string {
    const { uri, bucket, key, use } = one;
    const what = use === Use.Write ? "write" : "use";
    const readable = bucketGrants(access as ResolvedBucketAccess[]).find((grant) =>
        covers({ ...grant, write: true }, one),
    );
    const said = `${formatValue(uri)} is outside what team "${team}" may ${what}`;
    if (readable !== undefined) {
        return `${said}: its access to ${placeOf(readable)} has mode "read"; set "read-write" there`;
    }
    const folder = use === Use.Read ? key.split("/").slice(0, -1).join("/") : key;
    const prefix = folder === "" ? "" : `, prefix: ${formatValue(folder)}`;
    const mode = use === Use.Write ? ', mode: "read-write"' : "";
    return (
        `${said}: add { bucket: ${formatValue(bucket)}${prefix}${mode} } to the team's access, or a ` +
        `parent folder${use === Use.Unknown ? ', with mode "read-write" to write there' : ""}`
    );
}

function placeOf({ bucket, prefix }: Grant): string {
    return formatValue(prefix === "" ? bucket : `${bucket}/${prefix}`);
}

/** Whether a job has its own credentials or object store. */
function hasOwnCredentials({ job }: GrantParts, conf: Conf): boolean {
    const isOwn = (name: string) =>
        conf[name] !== undefined && conf[name].layer !== ConfLayer.Library;
    const keys = ["spark.hadoop.fs.s3a.access.key", S3A_PROVIDER, S3A_ENDPOINT];
    return hasOwnKeys(job, isOwn) || keys.some(isOwn);
}

/** In S3A, properties for a single bucket override those for all. */
function hasOwnProvider({ bucket }: StorageUri, conf: Conf): boolean {
    const prefix = `spark.hadoop.fs.s3a.bucket.${bucket}.`;
    return ["aws.credentials.provider", "access.key", "endpoint"].some(
        (name) => conf[`${prefix}${name}`] !== undefined,
    );
}
