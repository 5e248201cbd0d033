import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import * as fc from "fast-check";
import { teamProblems } from "../../../components/team/teamProblems";
import { Problems } from "../../../components/validation/problems";

function problemsOf(name: string, args: unknown): string[] {
    const problems = new Problems();
    teamProblems(`teams.${name}`, name, args, problems);
    return problems.list();
}

const DNS_LABEL =
    'is not a DNS label: use 1-63 lower-case letters, digits and "-", ' +
    'beginning and ending with a letter or digit (e.g. "data-science")';
const ACCOUNT_NAME =
    'is not the name of a service account: use lower-case letters, digits, "-" and "." ' +
    '(e.g. "airflow")';
const CREDENTIAL = "which anyone who can view the job can read: keep it in a Kubernetes Secret, ";

const BUCKET_NAME =
    'is not a bucket name: use 3-63 lower-case letters, digits, "-" and ".", beginning and ' +
    'ending with a letter or digit (e.g. "example-lake")';
const FOLDER =
    "is not a folder: use names of letters, digits and any of !_.'()=@:+,&-, " +
    'separated by "/", without a leading "/" (e.g. "sales/raw"); omit it for the whole bucket';

/** Arguments of a team, and all of their problems. */
const REFUSED: [string, unknown, string[]][] = [
    [
        "an unknown key",
        { loglevel: "INFO" },
        [
            'loglevel: unknown key "loglevel"; did you mean "logLevel"? (known: createNamespace, ' +
                "labels, quota, access, databases, tableFormat, identity, submitters, podSecurity, sparkVersion, logLevel, " +
                "logFormat, sparkConf, serviceAccount, jobDefaults)",
        ],
    ],
    [
        "buckets with names that S3 rejects",
        {
            access: [
                { bucket: "My_Lake" },
                { bucket: "192.168.1.1" },
                { bucket: "lake--x-s3" },
                {},
            ],
        },
        [
            `access[0].bucket: "My_Lake" ${BUCKET_NAME}`,
            `access[1].bucket: "192.168.1.1" ${BUCKET_NAME}`,
            'access[2].bucket: "lake--x-s3" is not a valid bucket name: S3 reserves its ' +
                "prefix or suffix",
            "access[3].bucket: is missing",
        ],
    ],
    [
        "prefixes that are not folders",
        {
            access: ["/sales", "sales/*", "a//b", "../b", ""].map((prefix) => ({
                bucket: "lake",
                prefix,
            })),
        },
        ["/sales", "sales/*", "a//b", "../b", ""].map(
            (prefix, index) => `access[${index}].prefix: "${prefix}" ${FOLDER}`,
        ),
    ],
    [
        "an unknown mode and the alias of a key",
        { access: [{ bucket: "lake", mode: "readwrite", kmsKeyArn: "alias/lake" }] },
        [
            'access[0].mode: unknown mode "readwrite"; did you mean "read-write"? (known: read, ' +
                "read-write)",
            'access[0].kmsKeyArn: "alias/lake" is not the ARN of a KMS key; an alias is ' +
                "not accepted (e.g. " +
                '"arn:aws:kms:eu-central-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab")',
        ],
    ],
    [
        "the same place twice",
        {
            access: [
                { bucket: "lake", prefix: "a" },
                { bucket: "lake", prefix: "a/", mode: "read-write" },
            ],
        },
        [
            "access[1]: covers the same place as teams.processing.access[0]: keep one of them, with the mode that " +
                "is needed",
        ],
    ],
    [
        "more access than a policy can hold",
        {
            access: [..."abcdefghij"].map((letter) => ({
                bucket: "lake",
                prefix: letter.repeat(250),
            })),
        },
        [
            "access: needs a policy of 10930 characters, but IAM allows 6144: grant fewer, " +
                "broader prefixes, or split the team",
        ],
    ],
    [
        "a boolean as a string",
        { createNamespace: "no" },
        ['createNamespace: "no" is not true or false'],
    ],
    [
        "an unknown log level",
        { logLevel: "LOUD" },
        ['logLevel: unknown log level "LOUD" (known: TRACE, DEBUG, INFO, WARN, ERROR)'],
    ],
    [
        "an unknown log format",
        { logFormat: "xml" },
        ['logFormat: unknown log format "xml" (known: text, json)'],
    ],
    [
        "a log level twice",
        { logLevel: "INFO", sparkConf: { "spark.log.level": "DEBUG" } },
        ['sparkConf["spark.log.level"]: is set by `logLevel`; remove it here'],
    ],
    [
        "properties of the log and the web UI that cannot work",
        {
            sparkConf: {
                "spark.log.level": "LOUD",
                "spark.log.structuredLogging.enabled": "true",
                "spark.executor.extraJavaOptions": "-Dlog4j.configuration=file:///opt/l.properties",
                "spark.ui.port": "0",
            },
        },
        [
            'sparkConf["spark.log.level"]: unknown log level "LOUD" (known: TRACE, DEBUG, INFO, ' +
                "WARN, ERROR, ALL, FATAL, OFF)",
            'sparkConf["spark.log.structuredLogging.enabled"]: is set by `logFormat`; remove it here',
            'sparkConf["spark.executor.extraJavaOptions"]: ' +
                '"-Dlog4j.configuration=file:///opt/l.properties" sets log4j.configuration, which ' +
                "log4j 1 read; Spark has log4j 2 since 3.3: convert the file and use " +
                '"-Dlog4j2.configurationFile=" (e.g. "file:///opt/log4j2.properties")',
            'sparkConf["spark.ui.port"]: "0" is not a port for Spark\'s pages: a whole number from ' +
                "1024 to 65535",
        ],
    ],
    [
        "a label of Spark",
        { labels: { "spark-role": "driver" } },
        ["labels.spark-role: is set by Spark or the platform; choose another key"],
    ],
    [
        "an invalid label key",
        { labels: { "a b": "c" } },
        [
            'labels["a b"]: "a b" is not a label or annotation key ' +
                '(e.g. "cost-centre", "example.com/owner")',
        ],
    ],
    [
        "an invalid label value",
        { labels: { owner: "-x" } },
        [
            'labels.owner: "-x" is not a label value: use up to 63 letters, digits, "-", "_" and ' +
                '".", beginning and ending with a letter or digit',
        ],
    ],
    [
        "Pod Security by label",
        { labels: { "pod-security.kubernetes.io/enforce": "privileged" } },
        [
            'labels["pod-security.kubernetes.io/enforce"]: ' +
                'is set by podSecurity: use that (e.g. "baseline")',
        ],
    ],
    [
        "labels that are no map",
        { labels: "a" },
        ['labels: "a" is not a map of keys and values (e.g. { NAME: … })'],
    ],
    [
        "an unknown Pod Security Standard",
        { podSecurity: "restrictive" },
        [
            'podSecurity: unknown Pod Security Standard "restrictive"; did you mean "restricted"? ' +
                "(known: restricted, baseline, privileged)",
        ],
    ],
    [
        "a quota that is no map",
        { quota: "4" },
        ['quota: "4" is not a map of keys and values (e.g. { cpu: "4" })'],
    ],
    [
        "an unknown key of a quota",
        { quota: { cpus: "4" } },
        [
            'quota.cpus: unknown key "cpus"; did you mean "cpu"? (known: cpu, memory, drivers, ' +
                "storage, volumeClaims, applications, pods, ephemeralStorage)",
        ],
    ],
    [
        "CPU in words",
        { quota: { cpu: "4 cores" } },
        ['quota.cpu: "4 cores" is not a Kubernetes quantity (e.g. "4", "500m")'],
    ],
    [
        "CPU in words",
        { quota: { cpu: "64 cores" } },
        ['quota.cpu: "64 cores" is not a Kubernetes quantity (e.g. "4", "500m")'],
    ],
    [
        "an amount of memory as CPU",
        { quota: { cpu: "64Gi" } },
        ['quota.cpu: "64Gi" is not a Kubernetes quantity (e.g. "4", "500m")'],
    ],
    [
        "no CPU at all",
        { quota: { cpu: "0" } },
        ['quota.cpu: "0" would not allow any pod: use more, or omit it for no limit'],
    ],
    [
        "negative memory",
        { quota: { memory: "-1Gi" } },
        ['quota.memory: "-1Gi" is not a Kubernetes quantity (e.g. "256Gi", "512Mi")'],
    ],
    [
        "memory in Spark's notation",
        { quota: { memory: "256g" } },
        ['quota.memory: "256g" is not a Kubernetes quantity (e.g. "256Gi", "512Mi")'],
    ],
    [
        "memory in bytes",
        { quota: { memory: "256" } },
        ['quota.memory: "256" is not a Kubernetes quantity (e.g. "256Gi", "512Mi")'],
    ],
    [
        "no memory at all",
        { quota: { memory: "0.0Gi" } },
        ['quota.memory: "0.0Gi" would not allow any pod: use more, or omit it for no limit'],
    ],
    [
        "a limit of zero drivers",
        { quota: { drivers: 0 } },
        ["quota.drivers: 0 is not a whole number of 1 or more"],
    ],
    [
        "half a driver",
        { quota: { drivers: 1.5 } },
        ["quota.drivers: 1.5 is not a whole number of 1 or more"],
    ],
    [
        "no storage",
        { quota: { storage: "0Ti" } },
        ['quota.storage: "0Ti" would allow no volume claim: use more, or set volumeClaims: 0'],
    ],
    [
        "storage in bytes",
        { quota: { storage: "500" } },
        ['quota.storage: "500" is not a Kubernetes quantity (e.g. "500Gi", "20Ti")'],
    ],
    [
        "no disk",
        { quota: { ephemeralStorage: "0Gi" } },
        [
            'quota.ephemeralStorage: "0Gi" would not allow any pod: use more, or omit it for no limit',
        ],
    ],
    [
        "no applications, no executors and a negative number of claims",
        { quota: { applications: 0, pods: 1, volumeClaims: -1 } },
        [
            "quota.applications: 0 is not a whole number of 1 or more",
            "quota.pods: 1 is not a whole number of 2 or more",
            "quota.volumeClaims: -1 is not a whole number of 0 or more",
        ],
    ],
    [
        "an incomplete Spark version",
        { sparkVersion: "4.2" },
        ['sparkVersion: "4.2" is not a Spark version (e.g. "4.1.2")'],
    ],
    [
        "an old Spark version",
        { sparkVersion: "3.2.1" },
        ['sparkVersion: "3.2.1" is too old: 3.3 or newer'],
    ],
    [
        "submitters that are no list",
        { submitters: {} },
        ["submitters: {} is not a list (e.g. [{ name: … }])"],
    ],
    [
        "a submitter that is not a map",
        { submitters: ["airflow"] },
        ['submitters[0]: "airflow" is not a map of keys and values (e.g. { name: … })'],
    ],
    [
        "a submitter without a name",
        { submitters: [{ mode: "operator" }] },
        ["submitters[0].name: is missing"],
    ],
    [
        "a submitter with an empty name",
        { submitters: [{ name: "" }] },
        ['submitters[0].name: "" is not a non-empty string'],
    ],
    [
        "an unknown key of a submitter",
        { submitters: [{ name: "a", role: "admin" }] },
        [
            'submitters[0].role: unknown key "role" ' +
                "(known: name, kind, namespace, mode, orchestrator)",
        ],
    ],
    [
        "an unknown kind of submitter",
        { submitters: [{ name: "a", kind: "ServiceAccount" }] },
        [
            'submitters[0].kind: unknown kind of submitter "ServiceAccount"; ' +
                'did you mean "service-account"? (known: service-account, group, user)',
        ],
    ],
    [
        "an unknown mode",
        { submitters: [{ name: "a", mode: "livy" }] },
        ['submitters[0].mode: unknown mode "livy" (known: operator, spark-submit)'],
    ],
    [
        "an orchestrator by name",
        { submitters: [{ name: "a", orchestrator: "airflow" }] },
        ['submitters[0].orchestrator: "airflow" is not true or false'],
    ],
    [
        "an invalid service account name",
        { submitters: [{ name: "Data Team" }] },
        [`submitters[0].name: "Data Team" ${ACCOUNT_NAME}`],
    ],
    [
        "an invalid namespace of a service account",
        { submitters: [{ name: "a", namespace: "air_flow" }] },
        [`submitters[0].namespace: "air_flow" ${DNS_LABEL}`],
    ],
    [
        "the account of the jobs",
        { submitters: [{ name: "spark" }] },
        [
            'submitters[0].name: "spark" is the account that the team\'s jobs run as: ' +
                "choose another name",
        ],
    ],
    [
        "the default account",
        { submitters: [{ name: "default" }] },
        [
            'submitters[0].name: "default" is the account of pods that name none: ' +
                "choose another name",
        ],
    ],
    [
        "a group in a namespace",
        { submitters: [{ name: "data", kind: "group", namespace: "airflow" }] },
        ["submitters[0].namespace: is for service accounts only; a group has none: remove it"],
    ],
    [
        "cluster administrators",
        { submitters: [{ name: "system:masters", kind: "group" }] },
        [
            'submitters[0].name: "system:masters" cannot be a submitter: ' +
                "it may already do anything",
        ],
    ],
    [
        "everyone who can log in",
        { submitters: [{ name: "system:authenticated", kind: "group" }] },
        [
            'submitters[0].name: "system:authenticated" cannot be a submitter: ' +
                "it stands for everyone who can log in, and would let everyone submit jobs",
        ],
    ],
    [
        "everyone without a login",
        {
            submitters: [
                { name: "system:unauthenticated", kind: "group" },
                { name: "system:anonymous", kind: "user" },
            ],
        },
        [
            'submitters[0].name: "system:unauthenticated" cannot be a submitter: ' +
                "it stands for everyone without a login, and would let everyone submit jobs",
            'submitters[1].name: "system:anonymous" cannot be a submitter: ' +
                "it stands for everyone without a login, and would let everyone submit jobs",
        ],
    ],
    [
        "a service account as a user",
        { submitters: [{ name: "system:serviceaccount:airflow:worker", kind: "user" }] },
        [
            'submitters[0].name: "system:serviceaccount:airflow:worker" cannot be a submitter: ' +
                "it belongs to Kubernetes itself; for a service account, set kind " +
                '"service-account" and its namespace',
        ],
    ],
    [
        "a submitter twice",
        {
            submitters: [
                { name: "a" },
                { name: "a", kind: "user" },
                { name: "a", kind: "service-account", mode: "spark-submit" },
            ],
        },
        ["submitters[2]: is the same as submitters[0]: keep one of them"],
    ],
    [
        "a property that the library sets",
        { sparkConf: { "spark.executor.memory": "1g" } },
        ['sparkConf["spark.executor.memory"]: is set by `executor.memory`; remove it here'],
    ],
    [
        "a property of Hadoop without prefix",
        { sparkConf: { "fs.s3a.x": "1" } },
        [
            'sparkConf["fs.s3a.x"]: Spark ignores properties that do not begin with "spark." ' +
                '(Hadoop\'s take "spark.hadoop.")',
        ],
    ],
    [
        "a property without quotes",
        { sparkConf: { "spark.x": 1 } },
        ['sparkConf["spark.x"]: 1 is not a string: write it in quotes (e.g. "1")'],
    ],
    [
        "a property with a line break",
        { sparkConf: { "spark.x": "a\nb" } },
        ['sparkConf["spark.x"]: "a\\nb" has a line break; Spark properties are one line'],
    ],
    [
        "a key that every object inherits",
        { sparkConf: { constructor: "x" } },
        [
            'sparkConf.constructor: Spark ignores properties that do not begin with "spark." ' +
                '(Hadoop\'s take "spark.hadoop.")',
        ],
    ],
    [
        "a credential by its key",
        { sparkConf: { "spark.hadoop.fs.s3a.secret.key": "x/y" } },
        [
            `sparkConf["spark.hadoop.fs.s3a.secret.key"]: looks like a credential, ${CREDENTIAL}` +
                "set a variable NAME from it in `secretEnv` of driver and executor, and write " +
                '"${env.NAME}" here',
        ],
    ],
    [
        "a credential by its value",
        { sparkConf: { "spark.x": "-----BEGIN PRIVATE KEY-----\nMIIE" } },
        [
            `sparkConf["spark.x"]: holds a private key, ${CREDENTIAL}` +
                "and let the program read it from a variable of `secretEnv`",
        ],
    ],
];

describe("teamProblems", () => {
    it("accepts a team without settings and one with all of them", () => {
        assert.deepStrictEqual(problemsOf("processing", {}), []);
        const all = {
            createNamespace: false,
            labels: { "cost-centre": "4711", "example.com/owner": "" },
            quota: {
                cpu: "64",
                memory: "256Gi",
                drivers: 10,
                storage: "500Gi",
                volumeClaims: 0,
                applications: 100,
                pods: 400,
                ephemeralStorage: "2Ti",
            },
            submitters: [
                { name: "airflow", namespace: "airflow", orchestrator: true },
                { name: "ci", mode: "spark-submit", orchestrator: true },
                { name: "spark", namespace: "other" },
                { name: "oidc:data-team", kind: "group" },
                { name: "ana@example.com", kind: "user", mode: "operator" },
            ],
            podSecurity: "baseline",
            sparkVersion: "4.2.0",
            logLevel: "DEBUG",
            logFormat: "json",
            sparkConf: { "spark.sql.shuffle.partitions": "64" },
        };
        assert.deepStrictEqual(problemsOf("data-science", all), []);
    });

    for (const [what, args, messages] of REFUSED) {
        it(`refuses ${what}`, () => {
            const expected = messages.map((message) =>
                message
                    .replace(/^/, "teams.processing.")
                    .replace("the same as ", "the same as teams.processing."),
            );
            assert.deepStrictEqual(problemsOf("processing", args), expected);
        });
    }

    it("lists all problems at once, in the user's order", () => {
        const paths = problemsOf("processing", {
            quota: { cpu: "x", memory: "y", drivers: 0 },
            submitters: [{ name: "A" }, { name: "b", mode: "c" }],
            sparkVersion: "4",
        }).map((line) => line.split(": ")[0]);
        assert.deepStrictEqual(paths, [
            "teams.processing.quota.cpu",
            "teams.processing.quota.memory",
            "teams.processing.quota.drivers",
            "teams.processing.submitters[0].name",
            "teams.processing.submitters[1].mode",
            "teams.processing.sparkVersion",
        ]);
    });

    it("accepts values that are not known yet", () => {
        const access = [{ bucket: pulumi.output("lake"), prefix: pulumi.output("sales") }];
        assert.deepStrictEqual(problemsOf("processing", { access }), []);
    });

    it("rejects an Output where a plain value is required", () => {
        const conf = { "spark.a": pulumi.output("b") };
        assert.deepStrictEqual(problemsOf("processing", { sparkConf: conf }), [
            'teams.processing.sparkConf["spark.a"]: is an Output, and must be a plain value here: it ' +
                "decides what is created, or how it is named (take it from pulumi.Config)",
        ]);
    });

    for (const name of ["Processing", "a_b", "-a", "", "a".repeat(64)]) {
        it(`refuses "${name}" as a name`, () => {
            assert.deepStrictEqual(problemsOf(name, {}), [
                `teams.${name}: ${JSON.stringify(name)} ${DNS_LABEL}`,
            ]);
        });
    }

    for (const name of ["default", "kube-system", "kube-mine"]) {
        it(`refuses the reserved name "${name}"`, () => {
            assert.deepStrictEqual(problemsOf(name, {}), [
                `teams.${name}: "${name}" is a namespace of Kubernetes itself: choose another name`,
            ]);
        });
    }

    it("refuses properties that the operator's webhook would deny", () => {
        const denied = [
            "spark.kubernetes.authenticate.driver.serviceAccountName",
            "spark.kubernetes.authenticate.oauthToken",
            "spark.kubernetes.driver.master",
            "spark.master",
            "spark.kubernetes.namespace",
            "spark.kubernetes.container.image",
        ];
        for (const key of denied) {
            const [problem, ...others] = problemsOf("processing", { sparkConf: { [key]: "x" } });
            assert.match(problem ?? "", / is set by [^;]+; remove it here$/);
            assert.deepStrictEqual(others, []);
        }
    });

    it("accepts every positive amount of CPU and memory", () => {
        const digits = fc.integer({ min: 1, max: 1_000_000 }).map(String);
        const cpu = fc.tuple(digits, fc.constantFrom("", "m", ".5")).map((parts) => parts.join(""));
        const unit = fc.constantFrom("k", "M", "G", "T", "Ki", "Mi", "Gi", "Ti", ".5Gi");
        const memory = fc.tuple(digits, unit).map((parts) => parts.join(""));
        fc.assert(
            fc.property(fc.record({ cpu, memory }), (quota) => {
                assert.deepStrictEqual(problemsOf("processing", { quota }), []);
            }),
        );
    });
});
