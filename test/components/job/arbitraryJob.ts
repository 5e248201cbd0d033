import fc, { Arbitrary } from "fast-check";
import { ResolvedJobArgs } from "../../../components/job/manifest/manifest";
import { arbitraryFiles, arbitraryPod } from "./arbitraryPod";

/** A word that fits wherever a name of Kubernetes does. */
const word = fc.stringMatching(/^[a-z][a-z0-9-]{0,8}[a-z0-9]$/);
/** Any text that a person may write. */
const anyText = fc.string({ unit: "grapheme", maxLength: 12 });
// A name that has a word for a password wants no password.
const variable = fc
    .stringMatching(/^[A-Z][A-Z_]{0,8}X$/)
    .filter((name) => !/PW|PASS|SECRET|TOKEN|CRED|KEY/.test(name));
const memory = fc.constantFrom("450m", "512m", "1g", "2g", "14g");
const storage = fc.constantFrom("512Mi", "1Gi", "1500M", "20Gi");
const className = fc.constant("com.example.Main");

function optional<T>(fields: { [K in keyof T]: Arbitrary<T[K]> }): Arbitrary<Partial<T>> {
    return fc.record(fields, { requiredKeys: [] }) as Arbitrary<Partial<T>>;
}

const main: Arbitrary<Partial<ResolvedJobArgs>> = fc.oneof(
    fc.record({ main: fc.constantFrom("jobs/pi.py", "s3a://apps/x.py") }),
    fc.record({
        main: fc.constantFrom("local:///opt/x.R", "https://example.com/x.r"),
        language: fc.constantFrom("R", undefined),
    }),
    fc.record({
        main: fc.constantFrom("local:///opt/x.jar", "hdfs://files/x.jar"),
        mainClass: className,
        language: fc.constantFrom("Scala", "Java", undefined),
    }),
);

const keyRef = fc.record({ name: word, key: fc.constantFrom("password", "ca.crt", "A_B") });

/** Where a volume comes from; the folder is added with its name. */
const sources = {
    any: [
        fc.record({ emptyDir: optional({ sizeLimit: storage }), localDir: fc.boolean() }),
        fc.record({
            emptyDir: fc.record({ sizeLimit: storage, memory: fc.constant(true) }),
            localDir: fc.boolean(),
        }),
        fc.record({ claim: word, readOnly: fc.boolean() }),
        arbitraryFiles,
    ],
    executor: [
        fc.record({
            claimPerExecutor: fc.record({ size: storage, storageClass: word }),
            localDir: fc.boolean(),
        }),
    ],
};

function volumes(isExecutor: boolean) {
    const source = fc.oneof(...sources.any, ...(isExecutor ? sources.executor : []));
    return fc
        .uniqueArray(fc.tuple(word, source), { selector: ([name]) => name, maxLength: 4 })
        .map((entries) =>
            Object.fromEntries(
                entries.map(([name, volume]) => [
                    `v-${name}`,
                    { mountPath: `/data/${name}`, ...volume },
                ]),
            ),
        );
}

function role(isExecutor: boolean) {
    return {
        cores: fc.integer({ min: 1, max: 16 }),
        coreRequest: fc.constantFrom("100m", "0.5", "2"),
        coreLimit: fc.constantFrom("16", "64", "64000m"),
        memory,
        memoryOverhead: memory,
        labels: fc.dictionary(word, word, { maxKeys: 2 }),
        annotations: fc.dictionary(word, anyText, { maxKeys: 2 }),
        // Each kind of variable has a first letter of its own: a name must not be given twice.
        env: fc.dictionary(
            variable.map((name) => `E${name}`),
            anyText,
            { maxKeys: 2 },
        ),
        secretEnv: fc.dictionary(
            variable.map((name) => `S${name}`),
            keyRef,
            { maxKeys: 2 },
        ),
        configMapEnv: fc.dictionary(
            variable.map((name) => `C${name}`),
            keyRef,
            { maxKeys: 2 },
        ),
        volumes: volumes(isExecutor),
        ...arbitraryPod(`spark-kubernetes-${isExecutor ? "executor" : "driver"}`),
    };
}

const range = fc
    .tuple(fc.nat(5), fc.nat(5), fc.nat(5))
    .map(([min, more, evenMore]) => ({ min, initial: min + more, max: min + more + evenMore + 1 }));

const executor = fc.oneof(
    optional({ ...role(true), instances: fc.integer({ min: 1, max: 100 }) }),
    optional({ ...role(true), dynamicAllocation: range }),
);

/** Properties of the log and of Spark's pages. */
const ofLogAndPages = optional<Record<string, string>>({
    "spark.log.level": fc.constantFrom("DEBUG", "warn", "OFF"),
    "spark.ui.port": fc.constantFrom("4040", "4041", "65535"),
    "spark.ui.enabled": fc.constantFrom("true", "false"),
    "spark.executor.extraJavaOptions": fc.constantFrom(
        "-Dlog4j2.configurationFile=file:///opt/log4j2.properties",
        "-Dlog4j.configurationFile=/opt/log4j2.xml",
    ),
});

const anyConf = optional<Record<string, string>>({
    "spark.sql.shuffle.partitions": fc.constantFrom("1", "200"),
    "spark.dynamicAllocation.shuffleTracking.enabled": fc.constantFrom("true", "false"),
    "spark.driver.defaultJavaOptions": fc.constantFrom("-Xss2m", "-Da=b -Xss2m"),
    "spark.executor.memoryOverheadFactor": fc.constantFrom("0.1", "2"),
    "spark.decommission.enabled": fc.constantFrom("true", "false"),
    "spark.driver.userClassPathFirst": fc.constantFrom("true", "false"),
    "spark.jars.ivySettings": fc.constantFrom("/opt/ivy.xml"),
});

const conf = fc.tuple(anyConf, ofLogAndPages).map((parts) => Object.assign({}, ...parts) as object);

/** Dependencies that only jobs in Python have. */
const pythonDeps = optional<{ pyFiles: string[]; requirements: string }>({
    pyFiles: fc.constantFrom(["jobs/"], ["jobs/movie_ratings.py", "local:///opt/lib.zip"]),
    requirements: fc.constant("local:///opt/app/requirements.txt"),
});

const common = {
    arguments: fc.array(anyText, { maxLength: 3 }),
    parameters: fc.dictionary(
        // A key that is a word for a password wants no password.
        word.filter((key) => !/pwd|pass|secret|token|cred|key/.test(key)),
        anyText,
        { maxKeys: 2 },
    ),
    deps: optional({
        files: fc.constantFrom(["s3a://apps/a.conf"], ["README.md", "https://example.com/x"]),
        ivySettings: fc.constantFrom("local:///opt/ivy.xml", "Pulumi.yaml"),
        jars: fc.constant(["local:///opt/a.jar", "https://example.com/b.jar"]),
        archives: fc.constant(["s3a://apps/env.tar.gz#env"]),
        packages: fc.constant(["org.example:library_2.13:1.0.0"]),
        excludePackages: fc.constant(["org.example:other"]),
        repositories: fc.constant(["https://repo.example.com/maven2"]),
    }),
    user: fc.integer({ min: 1, max: 2 ** 31 - 1 }),
    group: fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 2 ** 31 - 1 })),
    imagePullPolicy: fc.constantFrom("IfNotPresent", "Always", "Never"),
    imagePullSecrets: fc.array(word, { maxLength: 2 }),
    driver: optional(role(false)),
    executor,
    zonePolicy: fc.constantFrom("single", "any"),
    conf,
    tableFormat: fc.constantFrom("files", "delta", "iceberg"),
    logLevel: fc.constantFrom("TRACE", "DEBUG", "INFO", "WARN", "ERROR"),
    logFormat: fc.constantFrom("text", "json"),
    timeout: fc.constantFrom("90s", "2h", "24855d"),
    scheduler: fc.record(
        { name: fc.constant("kueue"), queue: word, priorityClass: word },
        { requiredKeys: ["name", "queue"] },
    ),
    ingress: fc.array(
        fc.record(
            {
                port: fc.integer({ min: 1, max: 65535 }),
                protocol: fc.constantFrom("TCP", "UDP", "SCTP"),
                from: fc.array(word, { minLength: 1, maxLength: 2 }),
            },
            { requiredKeys: ["port", "from"] },
        ),
        { maxLength: 2 },
    ),
    labels: fc.dictionary(word, word, { maxKeys: 2 }),
    annotations: fc.dictionary(word, anyText, { maxKeys: 2 }),
};

const restart = fc.record(
    {
        policy: fc.constantFrom("never", "on-failure"),
        retries: fc.integer({ min: 1, max: 9 }),
        interval: fc.constantFrom("10s", "5m"),
    },
    { requiredKeys: ["policy"] },
);

function args(fields: Record<string, Arbitrary<unknown>>): Arbitrary<ResolvedJobArgs> {
    return fc
        .tuple(main, optional({ ...common, restart, ...fields }), pythonDeps)
        .map(([first, rest, python]) => {
            const job = { ...rest, ...first } as ResolvedJobArgs;
            const isPython = job.main.endsWith(".py");
            return readable(isPython ? { ...job, deps: { ...job.deps, ...python } } : job);
        })
        .map((job) => (admitted(job) ? job : { ...job, scheduler: undefined }))
        .filter(
            ({ logLevel, deps, conf: given = {} }) =>
                !(logLevel && given["spark.log.level"]) &&
                !(deps?.ivySettings && given["spark.jars.ivySettings"]),
        );
}

/** Whether Kueue may take the job; it suspends jobs itself, and a schedule's runs. */
function admitted({ executor: executors, suspend, schedule }: ResolvedJobArgs): boolean {
    const isHeld = suspend === true && schedule === undefined;
    return executors?.dynamicAllocation === undefined && !isHeld;
}

/**
 * With an image that may have what a table format needs, and may read it where something is in S3: the
 * platform's cannot. Iceberg has a catalog.
 */
function readable(job: ResolvedJobArgs): ResolvedJobArgs {
    const isInS3 = JSON.stringify([job.main, job.deps]).includes("s3a://");
    const own = { image: "registry.example.com/spark-s3:4.1.2", sparkVersion: "4.1.2" };
    const withImage = isInS3 || job.tableFormat !== undefined ? { ...own, ...job } : job;
    return job.tableFormat === "iceberg"
        ? { ...withImage, conf: { ...ownCatalog, ...job.conf } }
        : withImage;
}

const ownCatalog = {
    "spark.sql.catalog.own": "org.apache.iceberg.spark.SparkCatalog",
    "spark.sql.catalog.own.type": "hadoop",
    "spark.sql.catalog.own.warehouse": "s3a://apps/tables",
};

const timeToLive = fc.constantFrom("90s", "15m", "2h", "7d");

/** Arguments of a one-shot job that are right in every way, without its team. */
export const arbitraryJob: Arbitrary<ResolvedJobArgs> = args({
    trigger: anyText,
    suspend: fc.boolean(),
    timeToLive,
    wait: fc.constantFrom("none", "running", "completed"),
});

/** Arguments of a job that runs by a schedule, right in every way, without its team. */
export const arbitrarySchedule: Arbitrary<ResolvedJobArgs> = fc
    .tuple(
        args({
            timeZone: fc.constantFrom("UTC", "Europe/Lisbon", "America/Sao_Paulo"),
            concurrency: fc.constantFrom("allow", "forbid", "replace"),
            history: optional({ successful: fc.nat(9), failed: fc.nat(9) }),
            suspend: fc.boolean(),
            timeToLive,
        }),
        fc.constantFrom("0 2 * * *", "*/15 8-18 * * mon-fri", "@daily", "@every 90m"),
    )
    .map(([rest, schedule]) => ({ ...rest, schedule }));

/** The same with one value, somewhere, replaced by whatever a person might have written there. */
export function broken(job: Arbitrary<object>): Arbitrary<unknown> {
    const junk = fc.oneof(word, anyText, memory, storage, fc.jsonValue({ maxDepth: 1 }));
    return fc
        .tuple(job, fc.array(fc.nat(30), { minLength: 8, maxLength: 8 }), junk)
        .map(([value, steps, instead]) => replaced(value, steps, instead));
}

/** @param steps the way to the value, one number for each level */
function replaced(value: unknown, steps: number[], instead: unknown): unknown {
    const entries = typeof value === "object" && value !== null ? Object.entries(value) : [];
    const [step = 0, ...further] = steps;
    const [key, below] = entries[step % (entries.length + 1)] ?? [];
    if (key === undefined) {
        return instead;
    }
    const changed = replaced(below, further, instead);
    return Array.isArray(value)
        ? value.map((entry, index) => (String(index) === key ? changed : entry))
        : { ...(value as object), [key]: changed };
}
