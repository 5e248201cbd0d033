import { imageReference } from "../../kubernetes/imageReference";

/** EMR's repositories: `public.ecr.aws/emr-on-eks/spark/emr-7.9.0`, `<account>.dkr.ecr.<region>.amazonaws.com/notebook-spark/emr-…`. */
const EMR_REPOSITORY = /(^|\/)(notebook-)?spark\/emr-\d/;

/** Properties that say where a job writes. */
const FOLDERS = ["spark.eventLog.dir", "spark.sql.warehouse.dir"];

const S3_CLASS = "spark.hadoop.fs.s3.impl";

/** Whether an image comes from Amazon EMR. */
export function isEmrImage(image: string): boolean {
    return EMR_REPOSITORY.test(imageReference(image).repository);
}

/** What decides whether EMR's own file system is in use. */
export interface EmrfsParts {
    image?: unknown;
    /** URIs that a job uses. */
    uris?: readonly string[];
    /** Properties of the platform, the team and the job. */
    own?: Readonly<Record<string, string>>;
}

/** Whether a job uses EMR's own file system for S3 (EMRFS), which is what `s3://` means there. */
export function usesEmrfs({ image, uris = [], own = {} }: EmrfsParts): boolean {
    if (typeof image === "string" && isEmrImage(image)) {
        return true;
    }
    const mapped = own[S3_CLASS];
    return mapped === undefined
        ? [...uris, ...FOLDERS.map((name) => own[name] ?? "")].some(isS3)
        : mapped.startsWith("com.amazon.ws.emr.");
}

/** Also matches the value of an argument, e.g. `--out=s3://…`. */
function isS3(uri: string): boolean {
    return /(^|=)s3:\/\//.test(uri);
}
