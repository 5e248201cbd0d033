import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import {
    additionsOf,
    DECOMMISSION_SCRIPT,
    FACTS_SCRIPT,
    imageFacts,
    jarVersion,
    sparkOf,
} from "../../../local/commands/imageFacts";
import { temporaryFolder } from "../../../testkit/temporaryFolder";
import { put, StandIns } from "../support";

/** What the script finds in a folder when this machine's shell runs it. */
function factsIn(sparkHome: string, programs: StandIns, workFolder = temporaryFolder()) {
    const env = { ...programs.env, SPARK_HOME: sparkHome };
    const output = execFileSync("/bin/sh", ["-c", FACTS_SCRIPT], {
        cwd: workFolder,
        env,
        encoding: "utf8",
    });
    // This machine's own.
    const { handsOn, ...facts } = imageFacts(output);
    assert.equal(handsOn, existsSync(DECOMMISSION_SCRIPT));
    return { workFolder, facts };
}

describe("what is in an image", () => {
    it("is found with just a shell: jars, Java, Python and the working directory", () => {
        const home = temporaryFolder();
        put(join(home, "jars"), "spark-core_2.13-4.1.2.jar", "");
        put(join(home, "jars"), "hadoop-aws-3.4.2.jar", "");
        const programs = new StandIns()
            .add(
                "java",
                "echo 'Picked up JAVA_TOOL_OPTIONS: -Xss2m' >&2\n" +
                    `echo 'openjdk version "17.0.15" 2025-04-15' >&2`,
            )
            .add("python3", "echo Python 3.10.12");
        const { workFolder, facts } = factsIn(home, programs);
        assert.deepEqual(facts, {
            sparkHome: home,
            jars: ["hadoop-aws-3.4.2.jar", "spark-core_2.13-4.1.2.jar"],
            java: "17.0.15",
            python: "3.10.12",
            workFolder,
            canWrite: true,
        });
    });

    it("is nothing in an image without Spark", () => {
        const { workFolder, facts } = factsIn("/nowhere", new StandIns());
        assert.deepEqual(facts, {
            sparkHome: "/nowhere",
            jars: [],
            java: undefined,
            python: undefined,
            workFolder,
            canWrite: true,
        });
    });

    it("is reported without a writable working directory", () => {
        const { canWrite, workFolder } = imageFacts("sparkHome=/opt/spark\nworkFolder=/srv\n");
        assert.deepEqual({ canWrite, workFolder }, { canWrite: false, workFolder: "/srv" });
    });

    for (const [jar, expected] of [
        ["spark-core_2.13-4.1.2.jar", { version: "4.1.2", scala: "2.13" }],
        ["spark-core_2.12-3.5.6-amzn-0.jar", { version: "3.5.6", scala: "2.12" }],
        ["spark-catalyst_2.13-4.1.2.jar", undefined],
    ] as const) {
        it(`of ${jar} is ${expected ? `Spark ${expected.version}` : "no Spark"}`, () => {
            assert.deepEqual(sparkOf([jar]), expected);
        });
    }

    it("lists what jars add, by their names", () => {
        const jars = [
            "bundle-2.29.52.jar",
            "delta-spark_2.13-4.0.0.jar",
            "delta-storage-4.0.0.jar",
            "gcs-connector-hadoop3-2.2.26-shaded.jar",
            "hadoop-aws-3.4.2.jar",
            "hadoop-azure-3.4.2.jar",
            "hadoop-client-api-3.4.2.jar",
            "iceberg-spark-runtime-3.5_2.12-1.9.2.jar",
            "spark-hadoop-cloud_2.13-4.1.2.jar",
        ];
        assert.deepEqual(additionsOf(jars), [
            "s3a:// (hadoop-aws-3.4.2)",
            "gs:// (gcs-connector-hadoop3-2.2.26-shaded)",
            "abfs://, abfss://, wasb://, wasbs:// (hadoop-azure-3.4.2)",
            "committers for object stores (spark-hadoop-cloud_2.13-4.1.2)",
            "Delta Lake (delta-spark_2.13-4.0.0)",
            "Apache Iceberg (iceberg-spark-runtime-3.5_2.12-1.9.2)",
        ]);
        assert.deepEqual(additionsOf(["hadoop-azure-datalake-3.4.2.jar"]), []);
        assert.equal(jarVersion(jars, "hadoop-client-api"), "3.4.2");
        assert.equal(jarVersion(jars, "hadoop-client"), undefined);
    });
});
