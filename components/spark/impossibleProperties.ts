import { formatValue } from "../validation/problems";

/**
 * Properties that cannot work here, or have no effect: jobs run in cluster mode on Kubernetes, with this
 * library's manifests and permissions. Read from Spark 3.5, 4.0 and 4.1; each names its class.
 */
interface Impossible {
    /** Names in full; the beginning of names where it ends with a dot. */
    names: readonly string[];
    /** Why, and what to do. */
    why: string | ((value: string) => string);
    /** Values that are fine all the same; without it, none are. */
    unless?: (value: string) => boolean;
}

const isFalse = (value: string) => value.trim().toLowerCase() === "false";
const isNumber = (value: string) =>
    /^\s*[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?\s*$/i.test(value) && Number.isFinite(Number(value));
const isPort = (value: string, least: number) =>
    /^\s*\d{1,5}\s*$/.test(value) && Number(value) >= least && Number(value) <= 65535;
const javaOptions = (role: string) => [
    `spark.${role}.extraJavaOptions`,
    `spark.${role}.defaultJavaOptions`,
];

/** The long form of -Xmx. */
const MAX_HEAP = "-XX:MaxHeapSize";

const NO_EXTERNAL_SHUFFLE =
    "Kubernetes has no external shuffle service: remove it; `executor.dynamicAllocation` finds " +
    "executors without shuffle data by itself (shuffle tracking)";

const IMPOSSIBLE: readonly Impossible[] = [
    {
        // Both are required to be absent by `DriverServiceFeatureStep`.
        names: ["spark.driver.bindAddress", "spark.driver.host"],
        why: "is refused by Spark on Kubernetes, which makes a Service for each driver: remove it",
    },
    {
        // A container and a Service have no port 0 (`BasicDriverFeatureStep`, `DriverServiceFeatureStep`),
        // and Spark starts nothing on the lower ones (`Utils.startServiceOnPort`).
        names: ["spark.driver.port", "spark.driver.blockManager.port"],
        unless: (value) => isPort(value, 1024),
        why: (value) =>
            `${formatValue(value)} is not a valid port for the driver's Service: use a number from 1024 ` +
            "to 65535, or nothing",
    },
    {
        // `BasicExecutorFeatureStep` requires it.
        names: ["spark.blockManager.port"],
        unless: (value) => value.trim() === "0" || isPort(value, 1024),
        why: (value) =>
            `${formatValue(value)} is not a valid port for executors: use a number from 1024 to 65535, ` +
            "or 0 for any",
    },
    {
        // `BlockManager.registerWithExternalShuffleServer`: every executor ends.
        names: ["spark.shuffle.service.enabled"],
        unless: isFalse,
        why: NO_EXTERNAL_SHUFFLE,
    },
    {
        // `Utils.isPushBasedShuffleEnabled` asks for YARN.
        names: ["spark.shuffle.service.", "spark.shuffle.push.enabled"],
        unless: isFalse,
        why: `has no effect: ${NO_EXTERNAL_SHUFFLE}`,
    },
    {
        // `KubernetesClusterManager`: what is no short name is a class of the image.
        names: ["spark.kubernetes.allocation.pods.allocator"],
        unless: (value) => value === "direct" || value.includes("."),
        why: (value) =>
            `${formatValue(value)} needs more than a team's driver may do, which makes pods alone: ` +
            'remove it, or use "direct"',
    },
    {
        // It would win over Spark's -Xmx, and the pod has no room for it.
        names: javaOptions("driver"),
        unless: (options) => !options.includes(MAX_HEAP),
        why: `sets the heap (${MAX_HEAP}), which the pod's memory does not know of: use \`driver.memory\``,
    },
    {
        names: javaOptions("executor"),
        unless: (options) => !options.includes(MAX_HEAP),
        why: `sets the heap (${MAX_HEAP}), which the pod's memory does not know of: use \`executor.memory\``,
    },
    {
        // `SparkSubmitCommandBuilder.checkJavaOptions`.
        names: javaOptions("driver"),
        unless: (options) => !options.includes("-Xmx"),
        why: "sets the heap (-Xmx), which Spark rejects: use `driver.memory`",
    },
    {
        // `SparkConf.validateSettings`.
        names: javaOptions("executor"),
        unless: (options) => !options.includes("-Xmx"),
        why: "sets the heap (-Xmx), which Spark rejects: use `executor.memory`",
    },
    {
        // Spark refuses it for executors (`SparkConf.validateSettings`); a driver would take it unchecked.
        names: [...javaOptions("driver"), ...javaOptions("executor")],
        unless: (options) => !options.includes("-Dspark"),
        why: "sets a Spark property (-Dspark…): give it as a property of its own",
    },
    {
        names: ["spark.driver.memoryOverheadFactor", "spark.executor.memoryOverheadFactor"],
        unless: (value) => isNumber(value) && Number(value) > 0,
        why: (value) =>
            `${formatValue(value)} is not a part of the memory: use a number (e.g. "0.2")`,
    },
    {
        names: ["spark.kubernetes.memoryOverheadFactor"],
        unless: (value) => isNumber(value) && Number(value) >= 0,
        why: (value) =>
            `${formatValue(value)} is not a part of the memory: use a number (e.g. "0.2")`,
    },
    {
        names: [
            ...["spark.driver.memoryOverhead", "spark.executor.memoryOverhead"],
            ...["spark.driver.minMemoryOverhead", "spark.executor.minMemoryOverhead"],
            ...["spark.executor.pyspark.memory", "spark.memory.offHeap.size"],
        ],
        unless: (value) => !value.trim().startsWith("-"),
        why: (value) => `${formatValue(value)} is negative: use a positive amount (e.g. "1g")`,
    },
    {
        // `SparkConf.validateSettings`.
        names: ["spark.memory.fraction", "spark.memory.storageFraction"],
        unless: (value) => isNumber(value) && Number(value) >= 0 && Number(value) <= 1,
        why: (value) => `${formatValue(value)} is not a part of the heap: use a number from 0 to 1`,
    },
    {
        // An `intConf` in MiB.
        names: ["spark.rpc.message.maxSize"],
        unless: (value) => /^\s*\d+\s*$/.test(value),
        why: (value) =>
            `${formatValue(value)} is not a number: Spark takes MiB without their unit (e.g. "128")`,
    },
    {
        // Alternatives of what are properties of their own (`SparkConf.configsWithAlternatives`).
        names: ["spark.yarn.driver.memoryOverhead"],
        why: "is YARN's: use `driver.memoryOverhead`",
    },
    {
        names: ["spark.yarn.executor.memoryOverhead"],
        why: "is YARN's: use `executor.memoryOverhead`",
    },
    { names: ["spark.yarn.appMasterEnv."], why: "is YARN's: use `driver.env`" },
    { names: ["spark.yarn.dist."], why: "is YARN's: use `deps`" },
    { names: ["spark.yarn.maxAppAttempts"], why: "is YARN's: use `restart`" },
    {
        // `StandaloneSchedulerBackend`.
        names: ["spark.cores.max", "spark.deploy.defaultCores"],
        why:
            "has no effect on Kubernetes: use `executor.instances` and `executor.cores`, or the " +
            "team's `quota`",
    },
    {
        // `StandaloneSubmitRequestServlet`.
        names: ["spark.driver.supervise"],
        why: "has no effect on Kubernetes: use `restart`",
        unless: isFalse,
    },
    {
        // Of the standalone Master and Worker, of Mesos, and of YARN's clients.
        names: ["spark.deploy.", "spark.worker.", "spark.mesos.", "spark.hadoop.yarn."],
        why: "has no effect on Kubernetes: remove it",
    },
];

/**
 * What is wrong with a property that cannot work here, or nothing.
 *
 * @param value nothing where it is not known yet
 */
export function impossibleProblem(name: string, value: string | undefined): string | undefined {
    const found = IMPOSSIBLE.find(({ names, unless }) => {
        const isMeant = names.some((it) => (it.endsWith(".") ? name.startsWith(it) : name === it));
        // Spark fills in "${spark.…}" before it reads a value.
        const isOpen = value === undefined || value.includes("${");
        return isMeant && (unless === undefined || (!isOpen && !unless(value)));
    });
    return typeof found?.why === "function" ? found.why(value ?? "") : found?.why;
}
