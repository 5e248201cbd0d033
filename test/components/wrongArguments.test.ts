import assert from "node:assert/strict";
import * as k8s from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";
import { unknown } from "@pulumi/pulumi/output";
import fc from "fast-check";
import * as api from "../../components";
import { KUBECONFIG, someCluster } from "../../testkit/cluster";
import { register } from "../../testkit/mocks";
import { registerOnAws, someEksCluster } from "../../testkit/onAws";
import { propertyRuns } from "../../testkit/propertyRuns";
import { takeRejections } from "../../testkit/setup";

/** Those that are taken register all of their resources. */
const RUNS = propertyRuns.numRuns * 3;

type Component = new (name: string, args: never) => unknown;

/** Right arguments of every public component, to be made wrong in one place each. */
function rightArguments(): [Component, Record<string, unknown>][] {
    const cluster = someCluster();
    const onEks = someEksCluster();
    const subnets = [
        { zone: "eu-central-1a", id: "subnet-0123456789abcdef0" },
        { zone: "eu-central-1b", id: "subnet-0fedcba9876543210" },
    ];
    const nodePools = {
        driver: { role: "driver", capacity: "on-demand", zones: ["eu-central-1a"] },
        executor: { role: "executor", capacity: "spot", families: ["m7g"], cpuLimit: 64 },
    };
    const team = {
        quota: { cpu: "8", memory: "32Gi", drivers: 2 },
        labels: { a: "b" },
        submitters: [{ name: "airflow", namespace: "airflow" }],
        access: [{ bucket: "example-lake", prefix: "sales" }],
        databases: [{ name: "sales", mode: "read" }],
        sparkConf: { "spark.a": "b" },
    };
    const lakehouse = {
        buckets: { "example-lake": { expireAfterDays: { tmp: 1 } } },
        catalog: { kind: "glue", warehouse: "s3a://example-lake/sales", databases: { sales: {} } },
    };
    const connection = {
        team: "processing",
        namespace: "processing",
        serviceAccount: "spark",
        quota: {},
        nodePools: {
            one: {
                role: "driver",
                zones: ["a"],
                largest: [{ instanceType: "m7g.large", cpuMillis: 1900, memoryMib: 6000 }],
            },
        },
    };
    const job = {
        team: connection,
        main: "local:///opt/main.py",
        arguments: ["a"],
        parameters: { a: "b" },
        deps: { jars: ["local:///a.jar"] },
        driver: { cores: 1, env: { A: "b" }, secretEnv: { B: { name: "n", key: "k" } } },
        executor: { instances: 2, volumes: { a: { mountPath: "/a", emptyDir: {} } } },
        conf: { "spark.a": "b" },
        restart: { policy: "never" },
    };
    return [
        [api.KubeContextCluster, { kubeconfig: KUBECONFIG, context: "one", zones: ["a"] }],
        [
            api.EksCluster,
            { network: { zones: ["eu-central-1a", "eu-central-1b"] }, systemNodes: {} },
        ],
        [api.ExistingEksCluster, { clusterName: "analytics", subnets }],
        [api.Network, { region: "eu-central-1", nat: "one", tags: { a: "b" } }],
        [api.Karpenter, { cluster: onEks, nodePools, tags: { a: "b" } }],
        [api.ClusterAutoscaler, { cluster: onEks, nodePools, systemNodes: 2 }],
        [
            api.SparkOperator,
            { cluster, jobNamespaces: ["a"], load: { jobsPerMinute: 1, concurrentJobs: 1 } },
        ],
        [
            api.SparkTeam,
            {
                ...{ cluster: onEks, ...team, lakehouse: { catalog: lakehouse.catalog } },
                priorityClasses: { driver: "d", executor: "e" },
            },
        ],
        [
            api.SparkPlatform,
            { cluster: onEks, nodePools, teams: { processing: team }, operator: {}, lakehouse },
        ],
        [
            api.LakehouseBucket,
            {
                bucketName: "example-lake",
                expireAfterDays: { "spark-events": 30 },
                tags: { a: "b" },
            },
        ],
        [api.SparkApplication, job],
        [api.ScheduledSparkApplication, { ...job, schedule: "@daily", history: { failed: 1 } }],
    ] as [Component, Record<string, unknown>][];
}

/** What a program in plain JavaScript may give by mistake. */
const wrongValues: (() => unknown)[] = [
    () => undefined,
    () => null,
    () => "analytics",
    () => "",
    () => 4,
    () => NaN,
    () => 10n,
    () => true,
    () => [],
    () => [null],
    () => [undefined, {}],
    () => ({}),
    () => ({ a: null }),
    () => Object.create(null) as unknown,
    () => () => "a",
    () => Symbol("a"),
    () => new Date(0),
    () => new Map([["a", 1]]),
    notKnownYet,
    () => ({ a: notKnownYet() }),
    () => [notKnownYet()],
    () => new k8s.Provider("stray", {}),
    () => circle(),
];

/** In a preview: where it is taken, nothing can be wrong with it yet. */
function notKnownYet(): pulumi.Output<unknown> {
    return pulumi.output(unknown);
}

function circle(): unknown {
    const value: Record<string, unknown> = {};
    value["self"] = value;
    return value;
}

const PREVIEW = { preview: true };

/** Paths to every value in some arguments, those of the arguments themselves first. */
function pathsIn(value: unknown, path: string[] = []): string[][] {
    const isMap = typeof value === "object" && value !== null && !pulumi.Resource.isInstance(value);
    const below = isMap ? Object.entries(value) : [];
    return [path, ...below.flatMap(([key, entry]) => pathsIn(entry, [...path, key]))];
}

function withValueAt(value: unknown, [key, ...rest]: string[], wrong: unknown): unknown {
    if (key === undefined) {
        return wrong;
    }
    if (Array.isArray(value)) {
        return value.map((entry: unknown, index) =>
            String(index) === key ? withValueAt(entry, rest, wrong) : entry,
        );
    }
    const map = value as Record<string, unknown>;
    return { ...map, [key]: withValueAt(map[key], rest, wrong) };
}

describe("wrong arguments of any public component", () => {
    before(() => pulumi.runtime.setAllConfig({ "aws:region": "eu-central-1" }));
    after(() => pulumi.runtime.setAllConfig({}));

    it("are of all components that there are", async () => {
        await register(() => {
            const made = rightArguments().map(([component]) => component.name);
            const all = Object.entries(api as Record<string, unknown>)
                .filter(
                    ([, value]) =>
                        (value as Component | undefined)?.prototype instanceof
                        pulumi.ComponentResource,
                )
                .map(([name]) => name);
            assert.deepEqual(made.sort(), all.sort());
        });
    });

    it("are refused for people, or taken: never a raw error", async () => {
        let refused = 0;
        let number = 0;
        await registerOnAws(() => {
            const right = rightArguments();
            const some = fc
                .constantFrom(...right)
                .chain(([component, args]) =>
                    fc.tuple(
                        fc.constant(component),
                        fc.constant(args),
                        fc.constantFrom(...pathsIn(args)),
                        fc.constantFrom(...wrongValues),
                    ),
                );
            fc.assert(
                fc.property(some, ([component, args, path, wrong]) => {
                    try {
                        number += 1;
                        new component(`thing-${number}`, withValueAt(args, path, wrong()) as never);
                    } catch (error) {
                        refused += 1;
                        assert.ok(
                            pulumi.RunError.isInstance(error),
                            `${component.name} ${path.join(".")}: ${(error as Error).stack}`,
                        );
                    }
                }),
                { ...propertyRuns, numRuns: RUNS },
            );
        }, PREVIEW);
        assert.ok(refused > RUNS / 4, `only ${refused} were refused`);
        assert.deepEqual(await takeRejections(), []);
    });
});
