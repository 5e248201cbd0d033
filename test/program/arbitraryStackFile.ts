import fc, { Arbitrary } from "fast-check";
import { arbitraryJob, arbitrarySchedule } from "../components/job/arbitraryJob";

/** Values of a stack file without the prefix of their keys. */
export type StackFile = Record<string, unknown>;

const TEAMS = ["processing", "reporting"];

function optional(fields: Record<string, Arbitrary<unknown>>) {
    return fc.record(fields, { requiredKeys: [] });
}

const submitter = fc.oneof(
    fc.record({ name: fc.constantFrom("airflow", "ci"), mode: fc.constantFrom("operator") }),
    fc.record({
        name: fc.constantFrom("oidc:data", "data team"),
        kind: fc.constantFrom("group", "user"),
        mode: fc.constantFrom("operator", "spark-submit"),
        orchestrator: fc.boolean(),
    }),
    fc.record({ name: fc.constant("worker"), namespace: fc.constant("airflow") }),
);

const team = optional({
    createNamespace: fc.boolean(),
    labels: fc.constant({ "cost-centre": "4711" }),
    podSecurity: fc.constantFrom("restricted", "baseline", "privileged"),
    sparkVersion: fc.constantFrom("4.1.2", "4.2.0"),
    logLevel: fc.constantFrom("INFO", "WARN", "ERROR"),
    logFormat: fc.constantFrom("text", "json"),
    sparkConf: fc.constant({ "spark.sql.shuffle.partitions": "64" }),
    tableFormat: fc.constantFrom("files", "delta"),
    // All that jobs name in S3.
    access: fc.constant([{ bucket: "apps", mode: "read-write" }]),
    serviceAccount: optional({
        annotations: fc.constantFrom(
            { "iam.gke.io/gcp-service-account": "a@example.iam.gserviceaccount.com" },
            { "azure.workload.identity/client-id": "0f8d1a2b-8c0e-4b0e-9a3d-c9a1f0f6d3e5" },
        ),
        labels: fc.constant({ owner: "data" }),
    }),
    jobDefaults: optional({
        imagePullPolicy: fc.constantFrom("Always", "Never"),
        imagePullSecrets: fc.constant(["registry"]),
    }),
    submitters: fc.uniqueArray(submitter, { selector: ({ name }) => name, maxLength: 3 }),
    // With room for any of the jobs.
    quota: optional({
        cpu: fc.constantFrom("100000", "100000000m"),
        memory: fc.constantFrom("100Pi", "1Ei"),
        drivers: fc.integer({ min: 1, max: 20 }),
        storage: fc.constantFrom("100Pi", "100000Ti"),
        volumeClaims: fc.constantFrom(100_000),
        applications: fc.integer({ min: 1, max: 2000 }),
        pods: fc.constantFrom(100_000),
        ephemeralStorage: fc.constantFrom("100Ti", "1Pi"),
    }),
});

function jobsOf(job: Arbitrary<object>, prefix: string) {
    const named = fc
        .tuple(job, fc.constantFrom(...TEAMS))
        .map(([args, teamName]) => ({ ...args, team: teamName }));
    return fc
        .array(named, { maxLength: 2 })
        .map((jobs) => Object.fromEntries(jobs.map((args, index) => [`${prefix}-${index}`, args])));
}

/** With what the teams' table formats and access need: an image, and a store outside of EKS. */
function withLakehouse(values: StackFile, isEks: boolean): StackFile {
    const { teams } = values as { teams: Record<string, Record<string, unknown>> };
    const image = "registry.example.com/spark-lakehouse:4.1.2";
    const isNeeded = Object.values(teams).some((one) => one["tableFormat"] ?? one["access"]);
    const store = isEks ? {} : { objectStore: {}, buckets: { apps: {} } };
    return isNeeded ? { ...values, lakehouse: { image, ...store } } : values;
}

const stackFile: Arbitrary<StackFile> = fc.record(
    {
        cluster: fc.record({ kind: fc.constant("kubernetes"), context: fc.constant("kind-x") }),
        environment: fc.constantFrom("dev", "staging", "prod"),
        autoscaler: fc.constant("none"),
        sparkConf: fc.constant({ "spark.sql.session.timeZone": "UTC" }),
        operator: optional({
            namespace: fc.constant("operators"),
            createNamespace: fc.boolean(),
            load: fc.record({
                jobsPerMinute: fc.integer({ min: 1, max: 150 }),
                concurrentJobs: fc.integer({ min: 1, max: 6000 }),
            }),
        }),
        artifacts: fc.constant({ images: { spark: "registry.example.com/spark:4.1.2" } }),
        teams: fc.record({ processing: team, reporting: team }),
        jobs: jobsOf(arbitraryJob, "once"),
        scheduledJobs: jobsOf(arbitrarySchedule, "daily"),
    },
    { requiredKeys: ["cluster", "teams"] },
);

/** A stack file that is right in every way. */
export const arbitraryStackFile = stackFile.map((values) => withLakehouse(values, false));

/** The same on EKS; jobs may ask for more than the pools' nodes have. */
export const arbitraryEksStackFile: Arbitrary<StackFile> = fc
    .record({
        values: stackFile,
        cluster: fc.constantFrom(
            { kind: "eks", version: "1.36", network: { nat: "none", zones: ["eu-central-1a"] } },
            { kind: "eks", systemNodes: { count: 1 }, adminRoles: [], logs: ["audit"] },
            {
                kind: "existing-eks",
                clusterName: "analytics",
                subnets: [{ zone: "eu-central-1a", id: "subnet-0123456789abcdef0" }],
            },
        ),
        preset: fc.constantFrom("study", "small", "production"),
        autoscaler: fc.constantFrom("karpenter", "cluster-autoscaler", "none"),
    })
    .map(({ values, ...eks }) => withLakehouse({ ...values, ...eks }, true));
