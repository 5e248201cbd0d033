import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { connectorWarnings } from "../../../../components/job/fit/connectorFit";
import { jobFitsTeam, TeamLimits } from "../../../../components/job/fit/teamFit";
import { stackOf } from "../../../../components/platform/stack/stack";
import { formatValue, Problems } from "../../../../components/validation/problems";
import { ALL_SCHEMES } from "../checks/cases";
import { sources } from "../../../../components/versions";

const PYTHON = "local:///opt/pi.py";
const DEFAULT = `image ${formatValue(sources.sparkImage)} lacks`;
const PACKAGE = "or add that to `deps.packages`";
const ADVICE =
    "set `image`, with its `sparkVersion`, to one that has it " +
    "(docs/how-to/build-a-lakehouse-image.md), " +
    PACKAGE;
const AWS = "org.apache.hadoop:hadoop-aws";

type Team = Partial<TeamLimits>;

function problemsOf(args: object, team: Team = {}): string[] {
    const problems = new Problems();
    jobFitsTeam("", { main: PYTHON, ...args }, { team: "sales", ...team }, problems);
    return problems.list();
}

function warningsOf(args: object, team: Team = {}): string[] {
    return connectorWarnings({ ...team, job: { main: PYTHON, ...args } });
}

/** Schemes, and what Spark's own distribution lacks for them. */
const SCHEMES: Record<string, string | undefined> = {
    local: undefined,
    http: undefined,
    https: undefined,
    hdfs: undefined,
    viewfs: undefined,
    s3a: AWS,
    s3: "a file system for s3://",
    gs: "com.google.cloud.bigdataoss:gcs-connector",
    abfs: "org.apache.hadoop:hadoop-azure",
    abfss: "org.apache.hadoop:hadoop-azure",
    wasb: "org.apache.hadoop:hadoop-azure",
    wasbs: "org.apache.hadoop:hadoop-azure",
    oss: "org.apache.hadoop:hadoop-aliyun",
    cosn: "org.apache.hadoop:hadoop-cos",
    obs: "org.apache.hadoop:hadoop-huaweicloud",
};

const PLAIN = [
    "apache/spark:3.5.9",
    "docker.io/apache/spark:4.1.2-scala2.13-java17-python3-ubuntu",
    "index.docker.io/apache/spark",
    "apache/spark-py:v3.4.0",
    "apache/spark@sha256:0123456789abcdef",
    "spark:4.1.2",
    "library/spark:4.1.2",
    "docker.io/library/spark:4.1.2-python3",
    "arm64v8/spark:4.1.2",
    "mirror.gcr.io/apache/spark:4.1.2",
    "mirror.gcr.io/library/spark:4.1.2",
];

const OTHERS = [
    "registry.example.com/apache/spark:4.1.2",
    "registry.example.com:5000/spark",
    "example/spark:4.1.2",
    "apache/spark-s3:4.1.2",
    "public.ecr.aws/emr-on-eks/spark/emr-7.8.0:latest",
    "docker.io/example/spark",
];

describe("URIs and what an image can read", () => {
    for (const [scheme, lacking] of Object.entries(SCHEMES)) {
        const main = `${scheme}://x/main.py`;
        const what = lacking === undefined ? "read" : "do not read";
        const own = { sparkVersion: "4.1.2" };
        it(`known images ${what} ${scheme}://`, () => {
            const other =
                scheme === "s3" ? 'or use another URI (e.g. "s3a://…" for Amazon S3)' : PACKAGE;
            const how = `to one that has it (docs/how-to/build-a-lakehouse-image.md), ${other}`;
            const problem = (image: string, advice: string) =>
                lacking === undefined
                    ? []
                    : [
                          `main: "${main}" needs ${lacking}, which image ${formatValue(image)} lacks: ${advice}`,
                      ];
            const given = `set \`image\`, with its \`sparkVersion\`, ${how}`;
            assert.deepEqual(problemsOf({ main }), problem(sources.sparkImage, given));
            for (const image of PLAIN) {
                assert.deepEqual(
                    problemsOf({ main, image, ...own }),
                    problem(image, `set \`image\` ${how}`),
                );
                assert.deepEqual(problemsOf({ main }, { image }), problem(image, given));
            }
        });
        it(`other images may read ${scheme}://`, () => {
            for (const image of OTHERS) {
                assert.deepEqual(problemsOf({ main, image, ...own }), []);
                assert.deepEqual(problemsOf({ main }, { image }), []);
                assert.deepEqual(warningsOf({ main }, { image }), []);
            }
            const image = pulumi.output("apache/spark:4.1.2");
            assert.deepEqual(problemsOf({ main, image, ...own }), []);
            assert.deepEqual(problemsOf({ main }, { image }), []);
        });
    }

    it("a job's own image counts, not the platform's", () => {
        const job = { main: "s3a://apps/a.py", image: "apache/spark:4.1.2", sparkVersion: "4.1.2" };
        assert.deepEqual(problemsOf(job, { image: "example/spark:4.1.2" }), [
            `main: "s3a://apps/a.py" needs ${AWS}, which image "apache/spark:4.1.2" lacks: set ` +
                `\`image\` to one that has it (docs/how-to/build-a-lakehouse-image.md), ${PACKAGE}`,
        ]);
    });

    it("each list of dependencies is checked", () => {
        const list = ["local:///a", "s3a://b/a"];
        const deps = { files: list, jars: list, pyFiles: list, archives: ["s3a://b/a#x"] };
        const line = (at: string, uri = "s3a://b/a") =>
            `deps.${at}: "${uri}" needs ${AWS}, which ${DEFAULT}: ${ADVICE}`;
        assert.deepEqual(problemsOf({ deps }), [
            line("files[1]"),
            line("jars[1]"),
            line("pyFiles[1]"),
            line("archives[0]", "s3a://b/a#x"),
        ]);
    });

    it("so are the equivalent properties, from any layer", () => {
        const line = (name: string, uri: string, owner = "") =>
            `conf["${name}"]: "${uri}"${owner} needs ${AWS}, which ${DEFAULT}: ${ADVICE}`;
        assert.deepEqual(
            problemsOf(
                {
                    conf: { "spark.archives": "s3a://b/x.zip#x" },
                    deps: { jars: ["local:///a.jar"] },
                },
                {
                    sparkConf: { "spark.jars": "https://example.com/a.jar, s3a://b/t.jar" },
                    platformConf: { "spark.submit.pyFiles": "s3a://b/p.zip" },
                },
            ),
            [
                line("spark.jars", "s3a://b/t.jar", " of the team"),
                line("spark.submit.pyFiles", "s3a://b/p.zip", " of the platform"),
                line("spark.archives", "s3a://b/x.zip#x"),
            ],
        );
    });

    it("the folder of event logs is checked if event logs are on", () => {
        const conf = { "spark.eventLog.dir": "s3a://logs/" };
        const on = { ...conf, "spark.eventLog.enabled": "true" };
        assert.deepEqual(problemsOf({ conf }), []);
        assert.deepEqual(problemsOf({ conf: on }), [
            `conf["spark.eventLog.dir"]: "s3a://logs/" needs ${AWS}, which ${DEFAULT}: ${ADVICE}`,
        ]);
        assert.deepEqual(problemsOf({ conf: on, image: OTHERS[0], sparkVersion: "4.1.2" }), []);
        // A jar may bring what reads them, and is there in time.
        const job = { main: "https://example.com/app.jar", mainClass: "Main", conf: on };
        assert.deepEqual(problemsOf(job), []);
        assert.deepEqual(
            problemsOf({ conf: on, deps: { jars: ["https://example.com/a.jar"] } }),
            [],
        );
    });

    it("a warehouse causes only a warning: the job may have no tables there", () => {
        const sparkConf = { "spark.sql.warehouse.dir": "s3a://lake/warehouse" };
        assert.deepEqual(problemsOf({}, { sparkConf }), []);
        assert.deepEqual(warningsOf({}, { sparkConf }), [
            `conf["spark.sql.warehouse.dir"]: "s3a://lake/warehouse" of the team needs ${AWS}, ` +
                `which ${DEFAULT}: tables there will fail`,
        ]);
        assert.deepEqual(warningsOf({ conf: { "spark.sql.warehouse.dir": "/opt/w" } }), []);
    });

    it("other folders that the image cannot read cause a warning", () => {
        const names = [
            ...["spark.checkpoint.dir", "spark.hadoop.fs.defaultFS"],
            ...["spark.sql.streaming.checkpointLocation", "spark.sql.catalog.lake.warehouse"],
        ];
        for (const name of names) {
            const conf = { [name]: "s3a://lake/x" };
            assert.deepEqual(problemsOf({ conf }), []);
            assert.match(
                warningsOf({ conf })[0] ?? "",
                new RegExp(`^conf\\["${name}"\\]: .* needs`),
            );
        }
        const reader = {
            "spark.sql.catalog.lake.warehouse": "s3://lake/x",
            "spark.sql.catalog.lake.io-impl": "org.apache.iceberg.aws.s3.S3FileIO",
        };
        assert.deepEqual(warningsOf({ conf: reader }), []);
    });

    it("no image reads URIs without a known file system, unless a property sets one", () => {
        const own = { image: "example", sparkVersion: "4.1.2" };
        const job = (uri: string, conf = {}) => ({ ...own, deps: { jars: [uri] }, conf });
        const impl = { "spark.hadoop.fs.tos.impl": "io.proton.fs.RawFileSystem" };
        const problem = (uri: string, scheme: string) =>
            `"${uri}" cannot be read by the driver: use ${ALL_SCHEMES}; for another file ` +
            `system, set its class in spark.hadoop.fs.${scheme}.impl`;
        for (const [uri, scheme] of [
            ["tos://b/a.jar", "tos"],
            ["S3A://b/a.jar", "S3A"],
        ] as const) {
            assert.deepEqual(problemsOf(job(uri)), [`deps.jars[0]: ${problem(uri, scheme)}`]);
            assert.deepEqual(problemsOf({ ...own, conf: { "spark.jars": uri } }), [
                `conf["spark.jars"]: ${problem(uri, scheme)}`,
            ]);
        }
        assert.deepEqual(problemsOf(job("tos://b/a.jar", impl)), []);
        assert.deepEqual(problemsOf(job("tos://b/a.jar"), { sparkConf: impl }), []);
        assert.deepEqual(problemsOf({ deps: { files: ["webhdfs://namenode/a.txt"] } }), []);
    });

    const main = "s3a://apps/main.py";
    const brought: [what: string, args: object, team?: Team][] = [
        ["a package", { deps: { packages: [`${AWS}:3.4.2`] } }],
        ["Spark's own", { deps: { packages: ["org.apache.spark:spark-hadoop-cloud_2.13:4.1.2"] } }],
        ["packages of the team", {}, { sparkConf: { "spark.jars.packages": `${AWS}:3.4.2` } }],
        [
            "packages that are not known yet",
            { conf: { "spark.jars.packages": pulumi.output("x") } },
        ],
        ["a folder of jars", { conf: { "spark.driver.extraClassPath": "/opt/libs/*" } }],
        ["one of the platform", {}, { platformConf: { "spark.driver.extraClassPath": "/x/*" } }],
        ["a variable", { driver: { env: { SPARK_DIST_CLASSPATH: "/opt/libs/*" } } }],
        ["it by property", { conf: { "spark.kubernetes.driverEnv.SPARK_DIST_CLASSPATH": "/x" } }],
    ];
    for (const [what, args, team] of brought) {
        it(`${what} may bring what reads them`, () => {
            assert.deepEqual(problemsOf({ main, ...args }, team), []);
            assert.deepEqual(warningsOf({ main, ...args }, team), []);
        });
    }

    const notBrought: [what: string, args: object][] = [
        [
            "a package that is left out",
            { deps: { packages: [`${AWS}:3.4.2`], excludePackages: [AWS] } },
        ],
        [
            "a package with another name",
            { deps: { packages: ["org.apache.hadoop:hadoop-azure:3.4.2"] } },
        ],
        [
            "a jar, which comes after main,",
            { deps: { jars: ["https://example.com/hadoop-aws.jar"] } },
        ],
        [
            "the class path of executors",
            { conf: { "spark.executor.extraClassPath": "/opt/libs/*" } },
        ],
        [
            "the usual class",
            { conf: { "spark.hadoop.fs.s3a.impl": "org.apache.hadoop.fs.s3a.S3AFileSystem" } },
        ],
    ];
    for (const [what, args] of notBrought) {
        it(`${what} does not`, () => {
            assert.deepEqual(problemsOf({ main, ...args }), [
                `main: "${main}" needs ${AWS}, which ${DEFAULT}: ${ADVICE}`,
            ]);
        });
    }

    it("packages do not map s3://, a property does", () => {
        const s3 = { main: "s3://apps/main.py", deps: { packages: [`${AWS}:3.4.2`] } };
        const className = "org.apache.hadoop.fs.s3a.S3AFileSystem";
        const conf = { "spark.hadoop.fs.s3.impl": className };
        assert.equal(problemsOf(s3).length, 1);
        assert.deepEqual(problemsOf({ ...s3, conf }), []);
        assert.deepEqual(warningsOf({ ...s3, conf }), []);
        const without = { main: PYTHON, deps: { jars: ["s3://b/a.jar"] } };
        for (const [args, team] of [
            [{ ...without, conf }, {}],
            [without, { platformConf: conf }],
        ] as const) {
            assert.deepEqual(problemsOf(args, team), []);
            assert.deepEqual(warningsOf(args, team), [
                `deps.jars[0]: "s3://b/a.jar" needs ${className}, which ${DEFAULT}: the job ` +
                    "fails unless a jar provides it",
            ]);
        }
        const other = { "spark.hadoop.fs.s3a.impl": "com.example.FileSystem" };
        assert.deepEqual(problemsOf({ main, conf: other }), []);
        assert.deepEqual(warningsOf({ main, conf: other }), []);
    });

    it("invalid URIs are left to other checks", () => {
        assert.deepEqual(problemsOf({ main: "s3a://a b/main.py" }), []);
        assert.deepEqual(problemsOf({ main, deps: "x" }), []);
        assert.deepEqual(problemsOf({ main, conf: { a: "x" } }), []);
    });

    it("a stack file's own image of Spark counts", () => {
        const stack = {
            cluster: { kind: "kubernetes", context: "kind-x" },
            teams: { sales: {} },
            jobs: { etl: { team: "sales", main } },
        };
        const images = (spark: string) => ({ ...stack, artifacts: { images: { spark } } });
        const refused = (image: string) => (error: Error) =>
            error.message.includes(
                `jobs.etl.main: "s3a://apps/main.py" needs ${AWS}, which image ${formatValue(image)} lacks`,
            );
        assert.throws(() => stackOf(stack, "x"), refused(sources.sparkImage));
        assert.throws(() => stackOf(images("spark:4.1.2"), "x"), refused("spark:4.1.2"));
        assert.throws(() => stackOf(images(""), "x"), /^Error: x has 1 problem:\n {2}artifacts\./);
        assert.doesNotThrow(() => stackOf(images("registry.example.com/spark:4.1.2"), "x"));
    });
});
