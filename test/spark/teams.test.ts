import { strict as assert } from "node:assert";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import {
    driverLog,
    eventually,
    nodesOf,
    read,
    stateOf,
    type Application,
} from "../support/applications";
import { checkout, TestStack, type Run } from "../support/stack";
import {
    apply,
    kubectl,
    kubectlWithToken,
    sandboxConfig,
    testSandbox,
} from "../support/testSandbox";

const program = (name: string) => readFileSync(join(__dirname, "programs", name), "utf8");

const teams = {
    alpha: {
        sparkConf: { "spark.locality.wait": "1s" },
        submitters: [{ name: "airflow", orchestrator: true }],
    },
    // Room for a job of a driver and an executor, and for half of another one.
    tight: { quota: { cpu: "800m", memory: "8Gi", drivers: 2 } },
};

const levels = { team: "alpha", main: "jobs/levels.py", wait: "completed" };
const jobs = {
    conf: {
        team: "alpha",
        main: "jobs/echo.py",
        conf: { "spark.sql.shuffle.partitions": "7" },
        executor: { instances: 2, memory: "600m" },
        wait: "completed",
    },
    "at-info": { ...levels, logLevel: "INFO" },
    "at-warn": { ...levels, logLevel: "WARN" },
    "at-error": { ...levels, logLevel: "ERROR" },
};

interface Resource {
    urn: string;
    type: string;
    outputs?: Record<string, unknown>;
}

describe("teams", () => {
    let stack: TestStack;
    let applications: Record<string, string>;

    const up = async (more: Record<string, unknown>): Promise<Run> => {
        stack.configure(
            sandboxConfig({
                sparkConf: { "spark.sql.shuffle.partitions": "3", "spark.rdd.compress": "true" },
                teams,
                ...more,
            }),
        );
        const result = await stack.up();
        assert.equal(result.code, 0, result.output);
        const outputs = (await stack.outputs()).jobs as Record<string, { application: string }>;
        applications = Object.fromEntries(
            Object.entries(outputs).map(([name, { application }]) => [name, application]),
        );
        return result;
    };

    before(async () => {
        const files = ["sleep.py", "levels.py", "echo.py"];
        stack = await TestStack.create({
            program: `export * from "../../../index";\n`,
            files: Object.fromEntries(files.map((name) => [`jobs/${name}`, program(name)])),
            config: {},
        });
        await up({ jobs });
    });

    after(() => stack.remove());

    /** Driver on an on-demand node, executors on spot, all in one zone; returns the zones. */
    function placesOf(names: string[]): Set<string> {
        const nodes = [...nodesOf("alpha")];
        return new Set(
            names.map((job) => {
                const pods = nodes.filter(([pod]) => pod.startsWith(applications[job] ?? "?"));
                const drivers = pods.filter(([pod]) => pod.endsWith("-driver"));
                const executors = pods.filter(([pod]) => /-exec-\d+$/.test(pod));
                const zone = drivers[0]?.[1][0] ?? "";
                assert.deepEqual(
                    drivers.map(([, node]) => node),
                    [`${zone}-on-demand`],
                    job,
                );
                assert.deepEqual(
                    [...new Set(executors.map(([, node]) => node))],
                    [`${zone}-spot`],
                    job,
                );
                return zone;
            }),
        );
    }

    it("the driver's own configuration is the effective one, key by key", async () => {
        const { output } = await stack.pulumi("stack", "export");
        const { resources } = (JSON.parse(output) as { deployment: { resources: Resource[] } })
            .deployment;
        const job = resources.find(
            ({ urn, type }) =>
                type === "spark-platform:index:SparkApplication" && /::conf$/.test(urn),
        );
        const effective = job?.outputs?.effectiveConf as Record<
            string,
            { value: string; layer: string }
        >;
        const line = /^CONF (.*)$/m.exec(driverLog("alpha", applications.conf ?? ""))?.[1] ?? "";
        const actual = JSON.parse(line) as Record<string, string>;
        assert.deepEqual(
            Object.keys(effective).map((key) => [key, actual[key]]),
            Object.entries(effective).map(([key, { value }]) => [key, value]),
        );
        const layerOf = (key: string) => effective[key]?.layer;
        assert.equal(layerOf("spark.sql.shuffle.partitions"), "job");
        assert.equal(layerOf("spark.locality.wait"), "team");
        assert.equal(layerOf("spark.rdd.compress"), "platform");
        assert.equal(layerOf("spark.decommission.enabled"), "library");
        assert.equal(layerOf("spark.executor.memory"), "job");
    });

    for (const [job, seen] of [
        ["at-info", ["INFO", "WARN", "ERROR"]],
        ["at-warn", ["WARN", "ERROR"]],
        ["at-error", ["ERROR"]],
    ] as const) {
        it(`job ${job}: the driver logs ${seen.join(", ")}`, () => {
            const lines = driverLog("alpha", applications[job] ?? "").matchAll(
                /^\S+ \S+ (\w+) levels: an? \w+$/gm,
            );
            assert.deepEqual(
                [...lines].map(([, level]) => level),
                seen,
            );
        });
    }

    it("jobs are spread over the zones, each in one, drivers on demand and executors on spot", () => {
        assert.deepEqual([...placesOf(Object.keys(jobs))].sort(), ["a", "b"]);
    });

    it("a submitter's own SparkApplication is placed by the webhook, without a pod template", async () => {
        // The program is in a volume: that of the CR, which only the webhook mounts.
        const source = readFileSync(join(checkout, "jobs/pi.py"), "utf8");
        const metadata = { name: "by-hand", namespace: "alpha" };
        const data = { "pi.py": source };
        apply(testSandbox(), { apiVersion: "v1", kind: "ConfigMap", metadata, data });
        const token = kubectl("create", "token", "airflow", "-n", "alpha").trim();
        const asSubmitter = kubectlWithToken(token, join(stack.folder, "submitter"));
        const file = join(stack.folder, "by-hand.json");
        writeFileSync(file, JSON.stringify(handWritten()));
        asSubmitter("apply", "-f", file);
        const state = await eventually(
            "the end of the run",
            () => /^(COMPLETED|FAILED)$/.exec(stateOf("alpha", "by-hand"))?.[0],
        );
        assert.equal(state, "COMPLETED", driverLog("alpha", "by-hand"));
        const pods = [...nodesOf("alpha")].filter(([pod]) => /^(by-hand|pi-by-hand)/.test(pod));
        const nodes = new Set(pods.map(([pod, node]) => [/driver$/.test(pod), node].join()));
        assert.deepEqual([...nodes].sort(), ["false,b-spot", "true,b-on-demand"]);
        assert.match(asSubmitter("logs", "by-hand-driver", "-n", "alpha"), /Pi is roughly 3\.1/);
        asSubmitter("delete", "sparkapplication", "by-hand", "-n", "alpha");
    });

    it("a driver over the quota shows in the application's status", async () => {
        const app = handWritten();
        app.metadata = { name: "too-big", namespace: "tight" };
        app.spec.driver.coreRequest = "2";
        apply(testSandbox(), app);
        const message = await eventually("a refusal", () => {
            const { status } = read<Application>("sparkapplication", "too-big", "-n", "tight");
            const { state, errorMessage = "" } = status?.applicationState ?? {};
            return state === "FAILED" && errorMessage;
        });
        assert.match(message, /exceeded quota: spark-quota/);
        kubectl("delete", "sparkapplication", "too-big", "-n", "tight");
    });

    it("executors over the quota are reported while the job is waited for", async () => {
        apply(testSandbox(), occupant());
        // Long enough for the report; the job ends once there is room again.
        const leave = setTimeout(() => kubectl("delete", "pod", "occupant", "-n", "tight"), 70_000);
        const job = { team: "tight", main: "jobs/sleep.py", arguments: ["1"], wait: "completed" };
        const { output } = await up({ jobs: { short: job } }).finally(() => clearTimeout(leave));
        assert.match(output, /warning: .*0 of 1 executors run: .*exceeded quota: spark-quota/);
    });

    it("without the webhook all is placed as before", async () => {
        await up({
            operator: { values: { webhook: { enable: false } } },
            jobs: {
                "at-warn": { ...jobs["at-warn"], trigger: "2" },
                "at-error": { ...jobs["at-error"], trigger: "2" },
            },
        });
        assert.doesNotMatch(kubectl("get", "mutatingwebhookconfigurations", "-o", "name"), /spark/);
        assert.deepEqual([...placesOf(["at-warn", "at-error"])].sort(), ["a", "b"]);
    });
});

/** A pod that takes so much of its team's quota that a driver still fits, but no executor. */
function occupant() {
    return {
        apiVersion: "v1",
        kind: "Pod",
        metadata: { name: "occupant", namespace: "tight" },
        spec: {
            containers: [
                {
                    name: "occupant",
                    image: testSandbox().artifacts.images.spark,
                    command: ["sleep", "600"],
                    resources: { requests: { cpu: "350m" } },
                    securityContext: restricted().securityContext,
                },
            ],
            securityContext: restricted().podSecurityContext,
            terminationGracePeriodSeconds: 1,
        },
    };
}

/** What the Pod Security Standard of that name asks for. */
function restricted() {
    return {
        podSecurityContext: {
            runAsNonRoot: true,
            runAsUser: 185,
            seccompProfile: { type: "RuntimeDefault" },
        },
        securityContext: { allowPrivilegeEscalation: false, capabilities: { drop: ["ALL"] } },
    };
}

/** As people write them: placement and volume in the fields that only the webhook reads. */
function handWritten() {
    const places = (labels: Record<string, string>) => ({
        affinity: {
            nodeAffinity: {
                requiredDuringSchedulingIgnoredDuringExecution: {
                    nodeSelectorTerms: [
                        {
                            matchExpressions: Object.entries(labels).map(([key, value]) => ({
                                key,
                                operator: "In",
                                values: [value],
                            })),
                        },
                    ],
                },
            },
        },
        tolerations: [{ key: "spark-platform.dev/role", operator: "Exists" }],
        volumeMounts: [{ name: "program", mountPath: "/program" }],
        ...restricted(),
    });
    const size = { cores: 1, coreRequest: "250m", memory: "512m", serviceAccount: "spark" };
    const zone = { "topology.kubernetes.io/zone": "b" };
    return {
        apiVersion: "sparkoperator.k8s.io/v1beta2",
        kind: "SparkApplication",
        metadata: { name: "by-hand", namespace: "alpha" },
        spec: {
            type: "Python",
            mode: "cluster",
            sparkVersion: "4.1.2",
            image: testSandbox().artifacts.images.spark,
            mainApplicationFile: "local:///program/pi.py",
            restartPolicy: { type: "Never" },
            volumes: [{ name: "program", configMap: { name: "by-hand" } }],
            driver: {
                ...size,
                ...places({ ...zone, "spark-platform.dev/capacity": "on-demand" }),
            },
            executor: {
                ...size,
                instances: 1,
                ...places({ ...zone, "spark-platform.dev/capacity": "spot" }),
            },
        },
    };
}
