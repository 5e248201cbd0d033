import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { formatCheckCommand } from "../../../../components/job/pods/formatCheck";
import { manifest, ResolvedJobArgs } from "../../../../components/job/manifest/manifest";
import { ManifestParts } from "../../../../components/job/manifest/manifest";
import { Library } from "../../../../components/lakehouse/conf/neededJars";
import { someJob } from "../../../../testkit/someJob";

const home = mkdtempSync(join(tmpdir(), "format-check-"));

/** What the command says in an image with these jars, or nothing where it lets the driver start. */
function said(
    jars: string[],
    libraries: Library[],
    variables: Record<string, string> = {},
): string | undefined {
    const folder = join(home, "jars");
    rmSync(folder, { recursive: true, force: true });
    mkdirSync(folder);
    jars.forEach((name) => writeFileSync(join(folder, name), ""));
    const image = "registry.example.com/spark:1";
    const [shell = "", ...args] = formatCheckCommand({ image, tableFormat: "files", libraries });
    const env = { SPARK_HOME: home, ...variables };
    const { status, stdout, stderr } = spawnSync(shell, args, { env, encoding: "utf8" });
    assert.equal(stdout, "");
    assert.equal(status === 0, stderr === "");
    return stderr === "" ? undefined : stderr;
}

const HADOOP_AWS = "hadoop-aws-3.4.2.jar";
const CLOUD = "spark-hadoop-cloud_2.13-4.1.2.jar";

describe("the check for a table format's jars", () => {
    after(() => rmSync(home, { recursive: true }));

    it("lets the driver start in an image that has them", () => {
        assert.equal(said([CLOUD, HADOOP_AWS, "x.jar"], ["s3a", "committers"]), undefined);
        const more: [string, Library][] = [
            ["delta-spark_4.1_2.13-4.4.0.jar", "delta"],
            ["delta-spark_2.12-3.3.3.jar", "delta"],
            ["iceberg-spark-runtime-4.1_2.13-1.12.0.jar", "iceberg"],
            ["glue-2.29.52.jar", "glue"],
            ["bundle-2.29.52.jar", "glue"],
            ["iceberg-aws-bundle-1.12.0.jar", "glue"],
        ];
        for (const [jar, library] of more) {
            assert.equal(said([jar], [library]), undefined, jar);
        }
    });

    it("says what an image lacks, and what to do", () => {
        const advice =
            'tableFormat "files" needs it. Use an image that has it (docs/images.md), or name it in deps.packages.\n';
        assert.equal(
            said([HADOOP_AWS], ["s3a", "committers"]),
            "Image registry.example.com/spark:1 lacks Spark's part of the S3A committers " +
                `(org.apache.spark:spark-hadoop-cloud) among the jars of ${home}/jars: ${advice}`,
        );
        assert.equal(
            said([], ["s3a", "committers"]),
            "Image registry.example.com/spark:1 lacks the connector to S3 (org.apache.hadoop:hadoop-aws) " +
                "and Spark's part of the S3A committers (org.apache.spark:spark-hadoop-cloud) among the " +
                `jars of ${home}/jars: ${advice}`,
        );
    });

    it("is silent if jars are elsewhere", () => {
        assert.equal(said([], ["delta"], { SPARK_DIST_CLASSPATH: "/opt/jars/*" }), undefined);
        assert.equal(said([], ["delta"], { SPARK_HOME: "/nowhere" }), undefined);
    });
});

/** The containers that run before a job's driver. */
function before(args: Partial<ResolvedJobArgs>, parts: Partial<ManifestParts> = {}): any[] {
    const job = someJob({ ...parts, args: { main: "local:///opt/etl.py", ...args } });
    return JSON.parse(JSON.stringify(manifest(job))).spec.driver.template.spec.initContainers ?? [];
}

function names(args: Partial<ResolvedJobArgs>, parts: Partial<ManifestParts> = {}): string[] {
    return before(args, parts).map(({ name }) => name);
}

describe("a job with a table format", () => {
    it("checks for its jars in an image with unknown content", () => {
        const [check] = before({ driver: { cores: 2 } }, { tableFormat: "delta" });
        assert.deepEqual(check.command.slice(4), [
            'tableFormat "delta" needs it. Use an image that has it (docs/images.md), or name it in deps.packages.',
            "Delta (io.delta:delta-spark)",
            "delta-spark_*.jar",
        ]);
        assert.equal(check.resources.requests.cpu, "2");
        // Kubernetes fills in $(NAME), and writes $$ as $.
        assert.doesNotMatch(check.command.join(" "), /\$\(|\$\$/);
    });

    it("checks before anything is installed", () => {
        const deps = { requirements: "local:///opt/requirements.txt" };
        assert.deepEqual(names({ deps }, { tableFormat: "files" }), [
            "table-format",
            "python-requirements",
        ]);
    });

    const silent: [string, Partial<ResolvedJobArgs>, Partial<ManifestParts>][] = [
        ["without a format", {}, {}],
        ["in an image that is known", {}, { tableFormat: "delta", knownImage: true }],
        [
            "in an image of EMR",
            {},
            { tableFormat: "delta", image: "public.ecr.aws/emr-on-eks/spark/emr-7.9.0" },
        ],
        [
            "with the package",
            { deps: { packages: ["io.delta:delta-spark_4.1_2.13:4.4.0"] } },
            { tableFormat: "delta" },
        ],
        ["with jars", { deps: { jars: ["local:///opt/delta.jar"] } }, { tableFormat: "delta" }],
        [
            "that is a jar, which may have it",
            { main: "local:///opt/etl.jar" },
            { tableFormat: "delta" },
        ],
        [
            "with a class path of its own",
            { conf: { "spark.driver.extraClassPath": "/mnt/jars/*" } },
            { tableFormat: "delta" },
        ],
    ];
    for (const [what, args, parts] of silent) {
        it(`checks for none ${what}`, () => assert.deepEqual(names(args, parts), []));
    }
});
