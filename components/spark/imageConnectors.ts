import { imageReference } from "../kubernetes/imageReference";
import { MAIN_SCHEMES } from "./applicationFields";

/** Classes that read the URIs of a kind of storage that Spark and its Hadoop client do not. */
export interface Connector {
    /** Maven's `group:artifact` that has it; undefined if no repository has it. */
    artifact?: string;
    /** Beginning of the names of its classes. */
    classes: string;
}

const S3A = { artifact: "org.apache.hadoop:hadoop-aws", classes: "org.apache.hadoop.fs.s3a." };
const ABFS = {
    artifact: "org.apache.hadoop:hadoop-azure",
    classes: "org.apache.hadoop.fs.azurebfs.",
};
const WASB = { artifact: "org.apache.hadoop:hadoop-azure", classes: "org.apache.hadoop.fs.azure." };

/**
 * By scheme, what Spark's own distribution lacks: it has the file systems of `hadoop-client-api` alone
 * (`local`, `http`, `https`, `hdfs`, `viewfs`, …). Spark's profile `hadoop-cloud` brings the others,
 * and Apache's releases are made without it.
 */
const CONNECTORS: Readonly<Record<string, Connector>> = {
    s3a: S3A,
    // Amazon's own, in its images for EMR. Hadoop has none for s3:// since 3.0.
    s3: { classes: "com.amazon.ws.emr." },
    gs: {
        artifact: "com.google.cloud.bigdataoss:gcs-connector",
        classes: "com.google.cloud.hadoop.fs.gcs.",
    },
    abfs: ABFS,
    abfss: ABFS,
    wasb: WASB,
    wasbs: WASB,
    oss: {
        artifact: "org.apache.hadoop:hadoop-aliyun",
        classes: "org.apache.hadoop.fs.aliyun.oss.",
    },
    cosn: { artifact: "org.apache.hadoop:hadoop-cos", classes: "org.apache.hadoop.fs.cosn." },
    obs: {
        artifact: "org.apache.hadoop:hadoop-huaweicloud",
        classes: "org.apache.hadoop.fs.obs.",
    },
};

/** Schemes that need no `fs.<scheme>.impl` (Hadoop's `core-default.xml`, the connector's own list). */
const MAPPED = ["s3a", "gs", "abfs", "abfss"];

/** What Hadoop's client also reads (its `core-default.xml`); `file` is the driver's own in a property. */
const OF_HADOOP = ["file", "ftp", "har", "webhdfs", "swebhdfs"];

/** Whether the URIs of a scheme are read without a property that names a class. */
export function isKnownScheme(scheme: string): boolean {
    return [...MAIN_SCHEMES, ...OF_HADOOP].includes(scheme);
}

/** Repositories of Docker Hub with Apache Spark's distribution and no more. */
const PLAIN_SPARK = [
    ...["apache/spark", "apache/spark-py", "apache/spark-r", "spark"],
    // The builds of `spark` for one architecture.
    ...["amd64/spark", "arm64v8/spark"],
];

/** Docker Hub, in the spellings of container engines, and Google's mirror of it; without a registry it is meant, too. */
const DOCKER_HUB =
    /^((index\.|registry-1\.)?docker\.io\/|mirror\.gcr\.io\/)?(library\/(?=[^/]*$))?/;

/** Whether an image is known to hold Apache Spark's distribution, and so no connector. */
export function isPlainSpark(image: string): boolean {
    return PLAIN_SPARK.includes(imageReference(image).repository.replace(DOCKER_HUB, ""));
}

/**
 * The connector that reads a URI, or undefined where Spark's own distribution does.
 *
 * @param mapped the class that a property maps the scheme to (`spark.hadoop.fs.<scheme>.impl`)
 */
export function connectorFor(scheme: string, mapped?: string): Connector | undefined {
    return mapped === undefined
        ? entryOf(scheme)
        : Object.values(CONNECTORS).find(({ classes }) => mapped.startsWith(classes));
}

/** Whether a property that maps a scheme to a class says no more than what holds anyway. */
export function isUsualClass(scheme: string, mapped: string): boolean {
    const classes = entryOf(scheme)?.classes;
    return MAPPED.includes(scheme) && classes !== undefined && mapped.startsWith(classes);
}

/** Whether a list of Maven packages has a connector, or Spark's collection of them. */
export function bringsConnector(packages: string, { artifact }: Connector): boolean {
    return artifact !== undefined && new RegExp(`${artifact}:|:spark-hadoop-cloud_`).test(packages);
}

function entryOf(scheme: string): Connector | undefined {
    return Object.entries(CONNECTORS).find(([name]) => name === scheme)?.[1];
}
