import assert from "node:assert/strict";
import { importedJob } from "../../../local/import/importedJob";

/** The job and notes for some fields of a spec. */
function imported(spec: Record<string, unknown>, kind = "SparkApplication") {
    const { job, notes } = importedJob({ kind, metadata: { name: "a" }, spec });
    return { job, notes: notes.map(({ field, why }) => `${field}: ${why}`) };
}

const SMALL = { cores: 1, memory: "1g" };

describe("fields of a SparkApplication", () => {
    it("have the operator's defaults if missing", () => {
        assert.deepEqual(imported({}).job, { driver: SMALL, executor: SMALL });
        const { job } = imported({ executor: { coreRequest: "500m" } });
        assert.deepEqual(job["executor"], { coreRequest: "500m", memory: "1g" });
    });

    it("override equivalent properties, as in the operator", () => {
        const { job } = imported({
            driver: { memory: "4g", javaOptions: "-Da=b" },
            sparkConf: { "spark.driver.memory": "2g", "spark.driver.extraJavaOptions": "-Dc=d" },
            hadoopConf: { "fs.defaultFS": "hdfs://a" },
        });
        assert.deepEqual(job["driver"], { cores: 1, memory: "4g" });
        assert.deepEqual(job["conf"], {
            "spark.hadoop.fs.defaultFS": "hdfs://a",
            "spark.driver.extraJavaOptions": "-Da=b",
        });
    });

    for (const [given, taken] of [
        ["512", "512m"],
        [1024, "1024m"],
        ["2G", "2g"],
        ["3gb", "3g"],
        ["1Gi", "1Gi"],
    ] as const) {
        it(`take ${given} of memory as Spark does`, () => {
            const { job } = imported({ driver: { memory: given } });
            assert.deepEqual(job["driver"], { cores: 1, memory: taken });
        });
    }

    it("restart only if the operator would", () => {
        const restart = (restartPolicy: object) => imported({ restartPolicy }).job["restart"];
        assert.equal(restart({ type: "Never" }), undefined);
        assert.equal(restart({ type: "OnFailure" }), undefined);
        assert.equal(restart({ type: "OnFailure", onFailureRetries: 0 }), undefined);
        assert.deepEqual(restart({ type: "OnFailure", onFailureRetries: 2 }), {
            policy: "on-failure",
            retries: 2,
            interval: "5s",
        });
        assert.deepEqual(restart({ type: "Always", onFailureRetryInterval: 60 }), {
            policy: "always",
            interval: "1m",
        });
    });

    it("that are unknown are reported, with a suggestion", () => {
        const { notes } = imported({ driver: { enviroment: {}, tolerationz: [] }, restart: 1 });
        assert.deepEqual(notes, [
            "spec.restart: is not a field of the CRD",
            "spec.driver.enviroment: is not a field of the CRD",
            'spec.driver.tolerationz: is not a field of the CRD; did you mean "tolerations"?',
        ]);
    });

    it("without a value are ignored", () => {
        assert.deepEqual(imported({ proxyUser: "", volumes: [], driver: { hostNetwork: false } }), {
            job: { driver: SMALL, executor: SMALL },
            notes: [],
        });
    });

    it("turn each mount into a volume, and the rest into a template", () => {
        const { job, notes } = imported({
            volumes: [{ name: "data", persistentVolumeClaim: { claimName: "c" } }],
            driver: {
                volumeMounts: [
                    { name: "data", mountPath: "/a", readOnly: true },
                    { name: "data", mountPath: "/b", subPath: "x" },
                    { name: "other", mountPath: "/c" },
                ],
            },
        });
        const mount = { name: "data", mountPath: "/b", subPath: "x" };
        assert.deepEqual(job["driver"], {
            ...SMALL,
            volumes: { data: { claim: "c", mountPath: "/a", readOnly: true } },
            podTemplate: {
                spec: { containers: [{ name: "spark-kubernetes-driver", volumeMounts: [mount] }] },
            },
        });
        assert.deepEqual(notes, [
            'spec.driver.volumeMounts[2]: no volume of the application is named "other"',
        ]);
    });

    it("turn other containers of a template into sidecars", () => {
        const containers = [
            { name: "logs", image: "fluent-bit", workingDir: "/x" },
            { name: "spark-kubernetes-executor", env: [{ name: "A", value: "b" }] },
        ];
        const { job } = imported({ executor: { template: { spec: { containers } } } });
        assert.deepEqual(job["executor"], {
            ...SMALL,
            sidecars: [{ name: "logs", image: "fluent-bit" }],
            podTemplate: {
                spec: {
                    containers: [containers[1]],
                    initContainers: [{ name: "logs", workingDir: "/x" }],
                },
            },
        });
    });

    it("of a schedule have paths in its template", () => {
        const template = { proxyUser: "a", suspend: true, driver: {}, executor: {} };
        const { job, notes } = imported(
            { schedule: "@daily", template, timeZone: "Local" },
            "ScheduledSparkApplication",
        );
        assert.deepEqual(
            { schedule: job["schedule"], concurrency: job["concurrency"] },
            { schedule: "@daily", concurrency: "allow" },
        );
        assert.deepEqual(
            notes.map((note) => note.split(":")[0]),
            [
                ...["spec.timeZone", "spec.template.proxyUser", "spec.template.suspend"],
                "spec.template.timeToLiveSeconds",
            ],
        );
    });
});
