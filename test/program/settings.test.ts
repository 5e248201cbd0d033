import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import * as fc from "fast-check";
import { parseSettings } from "../../program/settings";

/** A stack's configuration as the engine gives it: structured values are JSON. */
function configOf(settings: Record<string, unknown>): Record<string, string> {
    return Object.fromEntries(
        Object.entries(settings).map(([key, value]) => [
            `spark-platform:${key}`,
            typeof value === "string" ? value : JSON.stringify(value),
        ]),
    );
}

const minimal = { cluster: { context: "kind-x" }, teams: { processing: {} } };

function problemsOf(settings: Record<string, unknown>): string[] {
    try {
        parseSettings(configOf(settings), "dev");
        return [];
    } catch (error) {
        assert.ok(pulumi.RunError.isInstance(error));
        const [first, ...lines] = error.message.split("\n");
        assert.match(first ?? "", /^Configuration of stack "dev" has \d+ problems?:$/);
        return lines.map((line) => line.trim());
    }
}

describe("the settings of a stack", () => {
    it("are split by who needs them", () => {
        const config = {
            ...configOf({
                cluster: { kind: "kubernetes", context: "kind-x", zones: ["a"] },
                environment: "prod",
                autoscaler: "none",
                teams: { processing: { logLevel: "WARN" } },
                jobs: { pi: { team: "processing", main: "jobs/pi.py", arguments: ["100"] } },
                sparkConf: { "spark.ui.enabled": "false" },
                operator: { namespace: "operators" },
                artifacts: { images: { spark: "spark:1" } },
                scheduledJobs: {
                    daily: { team: "processing", main: "jobs/pi.py", schedule: "0 2 * * *" },
                },
            }),
            "pulumi:disable-default-providers": '["kubernetes"]',
            "kubernetes:namespace": "somewhere",
        };
        assert.deepStrictEqual(parseSettings(config, "dev"), {
            cluster: { kind: "kubernetes", args: { context: "kind-x", zones: ["a"] } },
            platform: {
                environment: "prod",
                autoscaler: "none",
                teams: { processing: { logLevel: "WARN" } },
                sparkConf: { "spark.ui.enabled": "false" },
                operator: { namespace: "operators" },
                artifacts: { images: { spark: "spark:1" } },
            },
            jobs: { pi: { team: "processing", main: "jobs/pi.py", arguments: ["100"] } },
            scheduledJobs: {
                daily: { team: "processing", main: "jobs/pi.py", schedule: "0 2 * * *" },
            },
            warnings: [],
        });
    });

    it("may be no more than a cluster and a team", () => {
        assert.deepStrictEqual(parseSettings(configOf(minimal), "dev"), {
            cluster: { kind: "kubernetes", args: { context: "kind-x" } },
            platform: { teams: { processing: {} } },
            jobs: {},
            scheduledJobs: {},
            warnings: [],
        });
    });

    const job = { team: "processing", main: "jobs/pi.py" };
    const bad: [string, object, string[]][] = [
        [
            "nothing",
            { cluster: undefined, teams: undefined },
            ["cluster: is missing", "teams: is missing"],
        ],
        [
            "no context: the current one may be anybody's",
            { cluster: {} },
            ["cluster.context: is missing"],
        ],
        [
            "another kind of cluster",
            { cluster: { kind: "gke", context: "x" } },
            [
                'cluster.kind: unknown cluster kind "gke"; did you mean "kubernetes"? ' +
                    "(known: kubernetes, eks, existing-eks)",
            ],
        ],
        [
            "a mode for network policies of a cluster that is not the stack's",
            { cluster: { context: "x", networkPolicyMode: "strict" } },
            [
                'cluster.networkPolicyMode: unknown key "networkPolicyMode": it is only for an ' +
                    "EKS cluster that the stack creates. Set the mode where this cluster's network " +
                    "plugin is configured (add-on vpc-cni: " +
                    '{"env":{"NETWORK_POLICY_ENFORCING_MODE":"strict"}})',
            ],
        ],
        [
            "an unknown key",
            { enviroment: "dev" },
            [
                'enviroment: unknown key "enviroment"; did you mean "environment"? (known: cluster, ' +
                    "environment, autoscaler, nodePools, karpenter, clusterAutoscaler, sparkConf, lakehouse, " +
                    "operator, artifacts, teams, jobs, scheduledJobs)",
            ],
        ],
        [
            "a wrong type",
            { teams: ["processing"] },
            ['teams: ["processing"] is not a map of keys and values (e.g. { processing: {} })'],
        ],
        [
            "a text for a map",
            { operator: "none" },
            ['operator: "none" is not a map of keys and values (e.g. { install: true })'],
        ],
        [
            "an unknown environment",
            { environment: "qa" },
            ['environment: unknown environment "qa" (known: dev, staging, prod)'],
        ],
        [
            "an unknown autoscaler",
            { autoscaler: "karpentr" },
            [
                'autoscaler: unknown autoscaler "karpentr"; did you mean "karpenter"? ' +
                    "(known: karpenter, cluster-autoscaler, none)",
            ],
        ],
        [
            "an autoscaler for EKS on another cluster",
            { autoscaler: "cluster-autoscaler" },
            [
                'autoscaler: "cluster-autoscaler" adds EC2 instances, and the cluster is not on ' +
                    'EKS: use "none"',
            ],
        ],
        [
            "the settings of an autoscaler that is not the chosen one",
            { karpenter: { systemNodes: 1 }, clusterAutoscaler: { tags: { "aws:x": "y" } } },
            [
                'clusterAutoscaler.tags["aws:x"]: tag keys that begin with "aws:" are ' +
                    "reserved: choose another",
                'karpenter: is for the autoscaler "karpenter", and this one is "none": ' +
                    'remove it, or set autoscaler to "karpenter"',
                'clusterAutoscaler: is for the autoscaler "cluster-autoscaler", and this one is ' +
                    '"none": remove it, or set autoscaler to "cluster-autoscaler"',
            ],
        ],
        [
            "node pools without an autoscaler",
            { nodePools: { driver: { role: "driver", capacity: "on-demand" } } },
            [
                'nodePools: has no effect with the autoscaler "none", which adds no nodes: remove ' +
                    "it, and label your existing nodes with spark-platform.dev/role " +
                    "(driver, executor) and spark-platform.dev/capacity (on-demand, spot)",
            ],
        ],
        [
            "no team",
            { teams: {} },
            ['teams: is empty: name at least one team (e.g. "processing: {}")'],
        ],
        [
            "a reserved team name",
            { teams: { "kube-public": {}, default: {} } },
            [
                'teams.kube-public: "kube-public" is a namespace of Kubernetes itself: choose another name',
                'teams.default: "default" is a namespace of Kubernetes itself: choose another name',
            ],
        ],
        [
            "the operator's namespace as a team",
            {
                teams: { operators: {} },
                operator: { namespace: "operators" },
            },
            ['teams.operators: "operators" is the operator\'s namespace: choose another name'],
        ],
        [
            "an unknown team of a job",
            { jobs: { pi: { ...job, team: "procesing" } } },
            [
                'jobs.pi.team: unknown team "procesing"; did you mean "processing"? (known: processing)',
            ],
        ],
        [
            "a missing main file",
            { jobs: { pi: { ...job, main: "jobs/no.py" } } },
            [
                `jobs.pi.main: "jobs/no.py" does not exist (looked for ${process.cwd()}/jobs/no.py); ` +
                    "paths are relative to the project's folder",
            ],
        ],
        [
            "memory in another form",
            { jobs: { pi: { ...job, driver: { memory: "14GB" } } } },
            [
                'jobs.pi.driver.memory: "14GB" is not a Spark memory size: ' +
                    'a whole number and k, m, g or t (e.g. "512m", "14g")',
            ],
        ],
        [
            "a schedule with the name of a job",
            { jobs: { pi: job }, scheduledJobs: { pi: { ...job, schedule: "@daily" } } },
            ["scheduledJobs.pi: is the name of a job already"],
        ],
        [
            "a schedule without a time",
            { scheduledJobs: { daily: job } },
            ["scheduledJobs.daily.schedule: is missing"],
        ],
        [
            "a parameter key with =",
            { jobs: { pi: { ...job, parameters: { "a=b": "c" } } } },
            [
                'jobs.pi.parameters["a=b"]: "a=b" cannot be the key of key=value: ' +
                    'use a word without "=" or spaces',
            ],
        ],
    ];
    for (const [name, change, expected] of bad) {
        it(`refuse ${name}`, () => {
            const settings = Object.entries({ ...minimal, ...change }).filter(([, v]) => v);
            assert.deepStrictEqual(problemsOf(Object.fromEntries(settings)), expected);
        });
    }

    it("refuse a date without quotes, which the engine hands on as a moment", () => {
        const parameters = { day: "2026-11-22 00:00:00 +0000 UTC", night: "2026-11-22" };
        const pi = { team: "processing", main: "jobs/pi.py", parameters };
        assert.deepEqual(problemsOf({ ...minimal, jobs: { pi } }), [
            'jobs.pi.parameters.day: "2026-11-22 00:00:00 +0000 UTC" was a date without quotes; ' +
                'write it as "2026-01-31"',
        ]);
    });

    it("show everything that is wrong at once", () => {
        const changes = Object.assign({}, ...bad.map(([, change]) => change)) as object;
        const kinds = new Set(
            problemsOf({ ...minimal, ...changes, cluster: { kind: "gke" } }).map(
                (line) => line.split(/[.:]/)[0],
            ),
        );
        assert.deepStrictEqual([...kinds].sort(), [
            "cluster",
            "clusterAutoscaler",
            "enviroment",
            "environment",
            "jobs",
            "karpenter",
            "nodePools",
            "scheduledJobs",
            "teams",
        ]);
    });

    it("never fail with anything but a message for people", () => {
        const keys = fc.constantFrom(
            ...["cluster", "teams", "jobs", "operator", "artifacts", "x"],
            ...["autoscaler", "nodePools", "karpenter", "clusterAutoscaler"],
        );
        fc.assert(
            fc.property(fc.dictionary(keys, fc.jsonValue()), (settings) => {
                assert.ok(problemsOf(settings).length > 0 || settings["cluster"] !== undefined);
            }),
        );
    });
});
