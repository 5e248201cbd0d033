/** The contents of an image, as a job's pod would find them. */
export interface ImageFacts {
    sparkHome: string;
    /** File names in Spark's `jars` folder. */
    jars: string[];
    /** Java version. */
    java?: string;
    /** Version of the Python that PySpark would use. */
    python?: string;
    workFolder: string;
    /** Whether the pod's user may write to the working folder. */
    canWrite: boolean;
    /** Whether it has the script that makes an executor migrate its data before it stops. */
    handsOn: boolean;
}

/** What Spark runs before an executor stops (`spark.kubernetes.decommission.script`). */
export const DECOMMISSION_SCRIPT = "/opt/decom.sh";

/** Prints what {@link imageFacts} reads. Needs only a POSIX shell, Java and Python. */
export const FACTS_SCRIPT = `
home=\${SPARK_HOME:-/opt/spark}
echo "sparkHome=$home"
for jar in "$home"/jars/*.jar; do echo "jar=\${jar##*/}"; done
"\${JAVA_HOME:+$JAVA_HOME/bin/}java" -version 2>&1 | while read -r line; do echo "java=$line"; done
"\${PYSPARK_PYTHON:-python3}" --version 2>&1 | while read -r line; do echo "python=$line"; done
echo "workFolder=$PWD"
if [ -w . ]; then echo "canWrite=yes"; fi
if [ -x ${DECOMMISSION_SCRIPT} ]; then echo "handsOn=yes"; fi
`;

export function imageFacts(output: string): ImageFacts {
    const lines = output.split("\n").map((line) => line.trimEnd());
    const all = (key: string) =>
        lines
            .filter((line) => line.startsWith(`${key}=`))
            .map((line) => line.slice(key.length + 1));
    return {
        sparkHome: all("sparkHome")[0] ?? "",
        // Without any jar, the shell leaves the pattern unexpanded.
        jars: all("jar").filter((name) => name !== "*.jar"),
        java: match(all("java"), /version "([^"]+)"/),
        python: match(all("python"), /^Python (\S+)/),
        workFolder: all("workFolder")[0] ?? "",
        canWrite: all("canWrite").length > 0,
        handsOn: all("handsOn").length > 0,
    };
}

/** The version in a jar's name; `what` is a pattern for the part before it. */
export function jarVersion(jars: readonly string[], what: string): string | undefined {
    return match(jars, new RegExp(`^${what}-(\\d[^/]*)\\.jar$`));
}

/** Spark's version without vendor suffixes: EMR's jars have "3.5.6-amzn-0". */
export function sparkOf(jars: readonly string[]): { version: string; scala: string } | undefined {
    const found = jars.map((jar) => /^spark-core_([\d.]+)-(\d+\.\d+\.\d+)/.exec(jar)).find(Boolean);
    return found ? { scala: found[1] ?? "", version: found[2] ?? "" } : undefined;
}

/** What jars add to Spark, by a pattern of their names. */
const ADDITIONS: readonly (readonly [what: string, jar: string])[] = [
    ["s3a://", "hadoop-aws"],
    ["gs://", "gcs-connector"],
    ["abfs://, abfss://, wasb://, wasbs://", "hadoop-azure"],
    ["oss://", "hadoop-aliyun"],
    ["cosn://", "hadoop-cos"],
    ["obs://", "hadoop-huaweicloud"],
    ["committers for object stores", "spark-hadoop-cloud_[\\d.]+"],
    ["Delta Lake", "delta-(?:spark|core)_[\\d.]+"],
    ["Apache Iceberg", "iceberg-spark-runtime-[\\d.]+_[\\d.]+"],
    ["Apache Hudi", "hudi-spark[\\d.]*-bundle_[\\d.]+"],
];

/**
 * What an image's jars can read and write besides local files, HDFS and HTTP, with the jars' names.
 */
export function additionsOf(jars: readonly string[]): string[] {
    return ADDITIONS.flatMap(([what, name]) => {
        const jar = jars.find((one) =>
            new RegExp(`^${name}-(?:hadoop\\d-)?\\d[^/]*\\.jar$`).test(one),
        );
        return jar === undefined ? [] : [`${what} (${jar.replace(/\.jar$/, "")})`];
    });
}

function match(lines: readonly string[], pattern: RegExp): string | undefined {
    return lines.map((line) => pattern.exec(line)?.[1]).find((found) => found !== undefined);
}
