import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { isSound } from "../../../components/validation/checks";
import { sparkConf } from "../../../components/spark/sparkConf";
import { problemsOf } from "../job/checks/cases";

const EXTERNAL_SHUFFLE =
    "Kubernetes has no external shuffle service: remove it; `executor.dynamicAllocation` finds " +
    "executors without shuffle data by itself (shuffle tracking)";
const SERVICE =
    "is refused by Spark on Kubernetes, which makes a Service for each driver: remove it";
const NO_EFFECT = "has no effect on Kubernetes: remove it";
const INSTANCES =
    "has no effect on Kubernetes: use `executor.instances` and `executor.cores`, or the team's `quota`";
const NO_LABEL = ' is not a label or annotation key (e.g. "cost-centre", "example.com/owner")';
const POOL = "is set by `pool` of driver and executor; remove it here";
const heap = (role: string) => `sets the heap (-Xmx), which Spark rejects: use \`${role}.memory\``;
const maxHeap = (role: string) =>
    `sets the heap (-XX:MaxHeapSize), which the pod's memory does not know of: use \`${role}.memory\``;
const option = "sets a Spark property (-Dspark…): give it as a property of its own";
const allocator = (value: string) =>
    `"${value}" needs more than a team's driver may do, which makes pods alone: remove it, or use "direct"`;
const port = (value: string) =>
    `"${value}" is not a valid port for the driver's Service: use a number from 1024 to 65535, or nothing`;
const factor = (value: string) =>
    `"${value}" is not a part of the memory: use a number (e.g. "0.2")`;

const REFUSED: [name: string, value: string, message: string][] = [
    ["spark.driver.bindAddress", "0.0.0.0", SERVICE],
    ["spark.driver.host", "10.0.0.7", SERVICE],
    ["spark.driver.port", "0", port("0")],
    ["spark.driver.blockManager.port", "any", port("any")],
    ["spark.driver.port", "80", port("80")],
    ["spark.shuffle.push.enabled", "true", `has no effect: ${EXTERNAL_SHUFFLE}`],
    ["spark.driver.extraJavaOptions", "-XX:MaxHeapSize=4g", maxHeap("driver")],
    ["spark.executor.defaultJavaOptions", "-Xss2m -XX:MaxHeapSize=4g", maxHeap("executor")],
    ["spark.executor.memoryOverheadFactor", "0x10", factor("0x10")],
    [
        "spark.executor.memoryOverhead",
        "-1g",
        '"-1g" is negative: use a positive amount (e.g. "1g")',
    ],
    [
        "spark.blockManager.port",
        "443",
        '"443" is not a valid port for executors: use a number from 1024 to 65535, or 0 for any',
    ],
    ["spark.shuffle.service.enabled", "true", EXTERNAL_SHUFFLE],
    ["spark.shuffle.service.port", "7337", `has no effect: ${EXTERNAL_SHUFFLE}`],
    ["spark.kubernetes.allocation.pods.allocator", "statefulset", allocator("statefulset")],
    ["spark.kubernetes.allocation.pods.allocator", "deployment", allocator("deployment")],
    ["spark.driver.extraJavaOptions", "-Xmx4g", heap("driver")],
    ["spark.driver.defaultJavaOptions", "-Xss2m -Xmx4g", heap("driver")],
    ["spark.executor.extraJavaOptions", "-Xmx4g -XX:+UseG1GC", heap("executor")],
    ["spark.executor.defaultJavaOptions", "-Xmx4g", heap("executor")],
    ["spark.executor.extraJavaOptions", "-Dspark.rpc.numRetries=5", option],
    ["spark.driver.extraJavaOptions", "-Dx=y -Dspark.driver.host=x", option],
    ["spark.driver.memoryOverheadFactor", "20%", factor("20%")],
    ["spark.executor.memoryOverheadFactor", "0", factor("0")],
    ["spark.kubernetes.memoryOverheadFactor", "", factor("")],
    ["spark.memory.fraction", "60", '"60" is not a part of the heap: use a number from 0 to 1'],
    [
        "spark.rpc.message.maxSize",
        "512m",
        '"512m" is not a number: Spark takes MiB without their unit (e.g. "128")',
    ],
    ["spark.yarn.driver.memoryOverhead", "512", "is YARN's: use `driver.memoryOverhead`"],
    ["spark.yarn.executor.memoryOverhead", "512", "is YARN's: use `executor.memoryOverhead`"],
    ["spark.yarn.appMasterEnv.TZ", "UTC", "is YARN's: use `driver.env`"],
    ["spark.yarn.dist.files", "x", "is YARN's: use `deps`"],
    ["spark.yarn.maxAppAttempts", "1", "is YARN's: use `restart`"],
    ["spark.yarn.queue", "x", NO_EFFECT],
    ["spark.mesos.coarse", "true", NO_EFFECT],
    ["spark.hadoop.yarn.resourcemanager.address", "x", NO_EFFECT],
    ["spark.deploy.recoveryMode", "ZOOKEEPER", NO_EFFECT],
    ["spark.worker.cleanup.enabled", "true", NO_EFFECT],
    ["spark.cores.max", "8", INSTANCES],
    ["spark.driver.supervise", "true", "has no effect on Kubernetes: use `restart`"],
    // Pods
    [
        "spark.kubernetes.node.selector.topology.kubernetes.io/zone",
        "a",
        "is set by the job's `zone`; remove it here",
    ],
    ["spark.kubernetes.driver.node.selector.spark-platform.dev/pool", "x", POOL],
    ["spark.kubernetes.executor.node.selector.spark-platform.dev/capacity", "spot", POOL],
    [
        "spark.kubernetes.driverEnv.SPARK_LOCAL_DIRS",
        "/tmp",
        "is set by Spark itself: use a volume with `localDir: true`",
    ],
    [
        "spark.kubernetes.executor.secretKeyRef.PASSWORD",
        "warehouse",
        '"warehouse" does not have the form name:key of a Secret: use `secretEnv` of the role',
    ],
    ["spark.executorEnv.a.b", "x", '"a.b" is not the name of a variable (e.g. "TZ")'],
    ["spark.kubernetes.driver.label.a_", "x", `"a_"${NO_LABEL}`],
    ["spark.kubernetes.executor.annotation.a/b/c", "x", `"a/b/c"${NO_LABEL}`],
    [
        "spark.kubernetes.executor.label.owner",
        "the team",
        '"the team" is not a label value: use up to 63 letters, digits, "-", "_" and ".", ' +
            "beginning and ending with a letter or digit",
    ],
    [
        "spark.kubernetes.driver.label.spark-role",
        "x",
        "is set by Spark or the platform; choose another key",
    ],
];

const ACCEPTED: [name: string, value: string][] = [
    ["spark.driver.port", "7078"],
    ["spark.blockManager.port", "0"],
    ["spark.shuffle.service.enabled", "false"],
    ["spark.shuffle.service.fetch.rdd.enabled", "false"],
    ["spark.shuffle.serviceLike", "true"],
    ["spark.kubernetes.allocation.pods.allocator", "direct"],
    ["spark.kubernetes.allocation.pods.allocator", "com.example.Allocator"],
    ["spark.kubernetes.allocation.batch.size", "20"],
    ["spark.driver.extraJavaOptions", "-Xms1g -Xss4m -XX:+UseG1GC -Dmy.spark=1"],
    ["spark.executor.extraJavaOptions", "-verbose:gc -Xlog:gc* -Djava.io.tmpdir=/tmp"],
    ["spark.executor.memoryOverheadFactor", "0.2"],
    ["spark.kubernetes.memoryOverheadFactor", "0"],
    ["spark.memory.fraction", "${spark.example.fraction}"],
    ["spark.rpc.message.maxSize", "256"],
    ["spark.driver.supervise", "false"],
    ["spark.kubernetes.node.selector.karpenter.sh/capacity-type", "spot"],
    ["spark.kubernetes.executor.node.selector.kubernetes.io/arch", "arm64"],
    ["spark.kubernetes.driverEnv.TZ", "UTC"],
    ["spark.executorEnv.PYTHONHASHSEED", "0"],
    ["spark.kubernetes.executor.secretKeyRef.PASSWORD", "warehouse:password"],
    ["spark.kubernetes.driver.label.example.com/owner", "sales"],
    ["spark.kubernetes.driver.annotation.example.com/note", "any text"],
];

describe("properties that cannot work here", () => {
    for (const [name, value, message] of REFUSED) {
        it(`are refused: ${name}=${value}`, () => {
            assert.deepEqual(problemsOf({ conf: { [name]: value } }), [
                `jobs.pi.conf["${name}"]: ${message}`,
            ]);
        });
    }

    for (const [name, value] of ACCEPTED) {
        it(`do not include ${name}=${value}`, () => {
            assert.deepEqual(problemsOf({ conf: { [name]: value } }), []);
        });
    }

    it("are refused for a team and a platform, too", () => {
        assert.equal(isSound(sparkConf, { "spark.shuffle.service.enabled": "true" }), false);
        assert.equal(isSound(sparkConf, { "spark.shuffle.service.enabled": "false" }), true);
    });

    it("are refused by their name where the value is not known yet, if no value would do", () => {
        const value = pulumi.output("x");
        assert.deepEqual(
            problemsOf({ conf: { "spark.driver.host": value, "spark.driver.port": value } }),
            [`jobs.pi.conf["spark.driver.host"]: ${SERVICE}`],
        );
    });
});

const WORDS = 'a whole number and k, m, g or t (e.g. "512m", "2g")';
const HADOOP_WORDS = 'a whole number and K, M, G or T (e.g. "64M")';
const SIZES: [name: string, value: string, instead: string][] = [
    ["spark.driver.memoryOverhead", "2Gi", 'write "2g"'],
    ["spark.executor.memoryOverhead", "512Mi", 'write "512m"'],
    ["spark.executor.pyspark.memory", "1.5g", 'write "1536m"'],
    ["spark.memory.offHeap.size", "2 GB", 'write "2g"'],
    ["spark.driver.maxResultSize", "0.1Gi", 'write "104858k"'],
    ["spark.kryoserializer.buffer.max", "64MiB", 'write "64m"'],
    ["spark.sql.files.maxPartitionBytes", "128Ki", 'write "128k"'],
    ["spark.sql.autoBroadcastJoinThreshold", "none", WORDS],
    ["spark.reducer.maxSizeInFlight", "", WORDS],
    ["spark.shuffle.file.buffer", "1.5", WORDS],
    ["spark.broadcast.blockSize", "0.0g", WORDS],
];
const HADOOP_SIZES: [name: string, value: string, instead: string][] = [
    ["spark.hadoop.fs.s3a.multipart.size", "64MB", 'write "64M"'],
    ["spark.hadoop.fs.s3a.bucket.a.b.multipart.threshold", "128Mi", 'write "128M"'],
    ["spark.hadoop.fs.s3a.block.size", "half", HADOOP_WORDS],
];

describe("sizes in properties", () => {
    for (const [reader, cases] of [
        ["Spark", SIZES],
        ["Hadoop", HADOOP_SIZES],
    ] as const) {
        for (const [name, value, instead] of cases) {
            it(`are refused where ${reader} does not read them: ${name}=${value}`, () => {
                assert.deepEqual(problemsOf({ conf: { [name]: value } }), [
                    `jobs.pi.conf["${name}"]: "${value}" is not a size that ${reader} reads: ${instead}`,
                ]);
            });
        }
    }

    for (const [name, value] of [
        ["spark.driver.memoryOverhead", "2g"],
        ["spark.driver.memoryOverhead", "2048"],
        ["spark.driver.memoryOverhead", " 2G "],
        ["spark.driver.maxResultSize", "0"],
        ["spark.driver.maxResultSize", "${spark.driver.memory}"],
        ["spark.sql.autoBroadcastJoinThreshold", "-1"],
        ["spark.sql.autoBroadcastJoinThreshold", "64MB"],
        ["spark.hadoop.fs.s3a.multipart.size", "128M"],
        ["spark.hadoop.fs.s3a.readahead.range", "65536"],
        ["spark.hadoop.fs.s3a.connection.maximum", "2Gi"],
        ["spark.kubernetes.executor.volumes.emptyDir.scratch.options.sizeLimit", "2Gi"],
        ["spark.kubernetes.driverEnv.SIZE", "2Gi"],
        ["spark.kubernetes.driver.annotation.example.com/size", "2Gi"],
        ["spark.example.maxResultSize", "2Gi"],
    ] as const) {
        it(`are left alone: ${name}=${value}`, () => {
            assert.deepEqual(problemsOf({ conf: { [name]: value } }), []);
        });
    }
});

describe("variables that Spark itself gives its pods", () => {
    for (const [name, instead] of [
        ["SPARK_LOCAL_DIRS", "use a volume with `localDir: true`"],
        ["SPARK_USER", "use HADOOP_USER_NAME, which Hadoop's clients read"],
        ["SPARK_CONF_DIR", "give properties in `conf`, and files in `deps.files`"],
        ["SPARK_EXECUTOR_MEMORY", "use `executor.memory`"],
        ["SPARK_JAVA_OPT_7", "use spark.executor.extraJavaOptions in `conf`"],
        ["SPARK_APPLICATION_ID", "remove it"],
        ["SPARK_DRIVER_BIND_ADDRESS", "remove it"],
    ] as const) {
        it(`are refused: ${name}`, () => {
            const ref = { name: "settings", key: "x" };
            assert.deepEqual(problemsOf({ driver: { env: { [name]: "x" } } }), [
                `jobs.pi.driver.env.${name}: is set by Spark itself: ${instead}`,
            ]);
            assert.deepEqual(problemsOf({ executor: { secretEnv: { [name]: ref } } }), [
                `jobs.pi.executor.secretEnv.${name}: is set by Spark itself: ${instead}`,
            ]);
            assert.deepEqual(problemsOf({ executor: { configMapEnv: { [name]: ref } } }), [
                `jobs.pi.executor.configMapEnv.${name}: is set by Spark itself: ${instead}`,
            ]);
        });
    }

    it("are not all that begin so", () => {
        const env = { SPARK_DIST_CLASSPATH: "x", SPARK_SUBMIT_OPTS: "x", HADOOP_USER_NAME: "x" };
        assert.deepEqual(problemsOf({ driver: { env }, executor: { env } }), []);
    });
});
