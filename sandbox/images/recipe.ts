import { versions } from "../../components/versions";

/** Debian packages of the Spark image: what Spark and PySpark need, and a shell. */
export const imagePackages = ["openjdk-17-jre-headless", "procps", "python3", "tini"];

/** PyPI's distribution of Spark: bin, sbin, jars, python, data and examples. */
export const sparkDistribution = `pyspark==${versions.spark}`;

/** The images that a sandbox knows; no registry holds them. */
export const imageNames = {
    spark: `spark-platform.local/spark:${versions.spark}`,
    sparkOperator: `spark-platform.local/spark-operator:${versions.sparkOperator}`,
    pause: "spark-platform.local/pause:1",
} as const;

/** The user that Spark's own images run as. */
export const sparkUid = 185;

const environment = [
    "PATH=/opt/spark/bin:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin",
    "SPARK_HOME=/opt/spark",
    "LANG=C.UTF-8",
];

/** What the container runtime reads of each image; all of them share the base layer. */
export function imageConfig(entrypoint: string[], layerDigests: string[]): object {
    return {
        architecture: process.arch === "arm64" ? "arm64" : "amd64",
        os: "linux",
        config: {
            User: String(sparkUid),
            Env: environment,
            Entrypoint: entrypoint,
            WorkingDir: "/opt/spark/work-dir",
        },
        rootfs: { type: "layers", diff_ids: layerDigests },
    };
}
