import { versions } from "../../components/versions";

/** Debian packages of the Spark image: what Spark and PySpark need, and a shell. */
export const imagePackages = ["openjdk-17-jre-headless", "procps", "python3", "tini"];

/** A layer with PyPI's distribution of Spark. */
export interface SparkLayer {
    version: string;
    /** Hash of the source distribution: PyPI has no wheel. */
    sha256: string;
    /** Folders of the distribution, besides its Python libraries. */
    folders: string[];
    /** Whether to include the Python code as files, not only as archives. */
    pythonFiles: boolean;
    /** Name prefixes of jars to leave out. */
    without: string[];
}

export const sparkLayer: SparkLayer = {
    version: versions.spark,
    sha256: "fa5d6159f700d0990a07f4f62df1b7449401dccee9cd7d5d6df8957530841602",
    folders: ["bin", "sbin", "jars", "data", "examples"],
    pythonFiles: true,
    without: [],
};

/**
 * Enough for small jobs, half the size of the distribution: without ML, Hive, Mesos and RocksDB.
 */
export const olderSparkLayer: SparkLayer = {
    version: versions.olderSpark,
    sha256: "54cca0767b21b40e3953ad1d30f8601c53abf9cbda763653289cdcfcac52313c",
    folders: ["bin", "jars"],
    pythonFiles: false,
    without: [
        ...[
            "algebra",
            "arpack",
            "breeze",
            "cats-",
            "JTransforms",
            "lapack",
            "spark-mllib_",
            "spire",
        ],
        ...["datanucleus", "derby", "hive-", "spark-hive"],
        ...["mesos", "spark-mesos", "rocksdbjni", "scala-compiler"],
    ],
};

/** The images of a sandbox; they are in no registry. */
export const imageNames = {
    spark: `spark-platform.local/spark:${versions.spark}`,
    /** With Delta, Iceberg, the S3 connector and its committers, and pip. */
    lakehouse: `spark-platform.local/spark-lakehouse:${versions.spark}`,
    /** The same with the users of images built by Spark's docker-image-tool.sh. */
    otherUsers: `spark-platform.local/spark-lakehouse-users:${versions.spark}`,
    /** An older Spark line with jars for the same formats. */
    olderSpark: `spark-platform.local/spark-lakehouse:${versions.olderSpark}`,
    sparkOperator: `spark-platform.local/spark-operator:${versions.sparkOperator}`,
    /** Without the faster starts, like public images; for comparisons. */
    plainSpark: `spark-platform.local/spark-plain:${versions.spark}`,
    plainSparkOperator: `spark-platform.local/spark-operator-plain:${versions.sparkOperator}`,
    pause: "spark-platform.local/pause:1",
} as const;

/** The user that Spark's own images run as. */
export const sparkUid = 185;

/** Environment variables of every container. */
export const imageEnvironment = [
    "PATH=/opt/spark/bin:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin",
    "SPARK_HOME=/opt/spark",
    "LANG=C.UTF-8",
];

/** The OCI configuration of an image; all images share the Debian layer. */
export function imageConfig(
    entrypoint: string[],
    layerDigests: string[],
    variables: string[] = imageEnvironment,
): object {
    return {
        architecture: process.arch === "arm64" ? "arm64" : "amd64",
        os: "linux",
        config: {
            User: String(sparkUid),
            Env: variables,
            Entrypoint: entrypoint,
            WorkingDir: "/opt/spark/work-dir",
        },
        rootfs: { type: "layers", diff_ids: layerDigests },
    };
}
