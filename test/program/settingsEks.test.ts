import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { Stack } from "../../components";
import { limitedPools } from "../../components/platform/stack/presetPools";
import { POOL_LIMITS, Preset, PRESETS } from "../../components/platform/stack/presets";
import { parseSettings } from "../../program/settings";
import { messagesOf } from "./messagesOf";

const SUBNETS = [
    { zone: "eu-central-1a", id: "subnet-0123456789abcdef0" },
    { zone: "eu-central-1b", id: "subnet-0fedcba9876543210" },
];
const job = { team: "processing", main: "jobs/pi.py" };

function parsed(settings: Record<string, unknown>): Stack {
    const values = { cluster: { kind: "eks" }, teams: { processing: {} }, ...settings };
    const config = Object.entries(values).map(([key, value]) => [
        `spark-platform:${key}`,
        typeof value === "string" ? value : JSON.stringify(value),
    ]);
    return parseSettings(Object.fromEntries(config) as Record<string, string>, "dev");
}

const OPEN =
    "cluster.publicAccessCidrs: is missing, so the whole internet can reach the API server of a " +
    'production cluster: name your networks (e.g. ["54.240.193.128/26"]), set endpointAccess to ' +
    '"private", or set ["0.0.0.0/0"] if that is meant';

/** What a preset says beside its cluster, with Karpenter. */
function platformOf(preset: string): object {
    const { cluster: _, ...platform } = PRESETS[preset as Preset];
    const nodePools = limitedPools(POOL_LIMITS[preset as Preset], "karpenter");
    return { ...platform, nodePools, teams: { processing: {} } };
}

function problemsOf(settings: Record<string, unknown>): string[] {
    return messagesOf(() => parsed(settings));
}

describe("the settings of a stack on EKS", () => {
    before(() => pulumi.runtime.setAllConfig({ "aws:region": "eu-central-1" }));
    after(() => pulumi.runtime.setAllConfig({}));

    it("may be no more than a kind of cluster and a team", () => {
        assert.deepStrictEqual(parsed({}), {
            cluster: { kind: "eks", args: {} },
            platform: { teams: { processing: {} } },
            jobs: {},
            scheduledJobs: {},
            warnings: [],
        });
    });

    it("may be those of an existing cluster", () => {
        const cluster = { clusterName: "analytics", subnets: SUBNETS };
        assert.deepStrictEqual(parsed({ cluster: { kind: "existing-eks", ...cluster } }).cluster, {
            kind: "existing-eks",
            args: cluster,
        });
    });

    for (const [preset, { cluster }] of Object.entries(PRESETS)) {
        it(`may come from the preset ${preset}`, () => {
            assert.deepStrictEqual(parsed({ preset }), {
                cluster: { kind: "eks", args: cluster },
                platform: platformOf(preset),
                jobs: {},
                scheduledJobs: {},
                warnings: preset === "production" ? [OPEN] : [],
            });
        });
    }

    for (const [preset, { cluster }] of Object.entries(PRESETS)) {
        it(`take from the preset ${preset} what a VPC or a cluster that is there leaves open`, () => {
            const network = { vpcId: "vpc-0123456789abcdef0", privateSubnets: SUBNETS };
            const there = { clusterName: "analytics", subnets: SUBNETS };
            const common = {
                platform: platformOf(preset),
                ...{ jobs: {}, scheduledJobs: {}, warnings: [] },
            };
            assert.deepStrictEqual(parsed({ preset, cluster: { kind: "eks", network } }), {
                cluster: { kind: "eks", args: { ...cluster, network } },
                ...common,
                warnings: preset === "production" ? [OPEN] : [],
            });
            assert.deepStrictEqual(
                parsed({ preset, cluster: { kind: "existing-eks", ...there } }),
                {
                    cluster: { kind: "existing-eks", args: there },
                    ...common,
                },
            );
        });
    }

    it("warn of an API server that all of the internet reaches, in production alone", () => {
        const warningsOf = (environment: string, cluster: object) =>
            parsed({ environment, cluster: { kind: "eks", ...cluster } }).warnings;
        assert.deepStrictEqual(warningsOf("prod", {}), [OPEN]);
        assert.deepStrictEqual(warningsOf("prod", { endpointAccess: "public" }), [OPEN]);
        assert.deepStrictEqual(warningsOf("prod", { endpointAccess: "private" }), []);
        for (const range of ["203.0.113.0/24", "0.0.0.0/0"]) {
            assert.deepStrictEqual(warningsOf("prod", { publicAccessCidrs: [range] }), []);
        }
        assert.deepStrictEqual(warningsOf("staging", {}), []);
        assert.deepStrictEqual(warningsOf("dev", {}), []);
    });

    it("win over those of a preset, key by key", () => {
        const cluster = { kind: "eks", systemNodes: { count: 2 }, adminRoles: undefined };
        const { environment } = parsed({ preset: "study", environment: "staging" }).platform;
        assert.equal(environment, "staging");
        assert.deepStrictEqual(parsed({ preset: "study", cluster }).cluster, {
            kind: "eks",
            args: {
                network: { nat: "one" },
                systemNodes: { instanceType: "t3.large", count: 2 },
                adminRoles: [],
            },
        });
    });

    describe("with a pool that no job can use", () => {
        const nodePools = {
            driver: { role: "driver", capacity: "on-demand" },
            spot: { role: "executor", capacity: "spot" },
            large: { role: "executor", capacity: "spot", families: ["r7i"] },
        };
        const jobs = { pi: { ...job, executor: { instances: 1, pool: "large" } } };
        const warning =
            "nodePools.spot: no job can use it, because each job names another pool: remove the pool, or " +
            "a job's pool";

        it("warn of it", () => {
            assert.deepStrictEqual(parsed({ nodePools, jobs }).warnings, [warning]);
        });

        it("say nothing where another job, or people, may use it", () => {
            const scheduledJobs = { daily: { ...job, schedule: "@daily" } };
            assert.deepStrictEqual(parsed({ nodePools, jobs, scheduledJobs }).warnings, []);
            const teams = { processing: { submitters: [{ name: "airflow" }] } };
            assert.deepStrictEqual(parsed({ nodePools, jobs, teams }).warnings, []);
            assert.deepStrictEqual(parsed({ nodePools }).warnings, []);
        });
    });

    const bad: [string, object, string[]][] = [
        [
            "a misspelt preset",
            { preset: "prod" },
            [
                'preset: unknown preset "prod"; did you mean "production"? (known: study, small, production)',
            ],
        ],
        [
            "a preset for another cluster",
            { preset: "study", cluster: { context: "kind-x" } },
            ['preset: is for EKS (cluster.kind: "eks" or "existing-eks")'],
        ],
        [
            "a job that fits on no node",
            { jobs: { pi: { ...job, driver: { cores: 64 } } } },
            [
                "jobs.pi.driver.cores: the driver requests 64 CPU and 896Mi of memory, more than any node " +
                    'of pool "driver" has (largest: r5.4xlarge with 15.89 CPU and 118312Mi of ' +
                    "memory): request less, or allow larger nodes there",
            ],
        ],
        [
            "everything in one list",
            {
                environment: "qa",
                cluster: { kind: "eks", version: "1.20", logs: ["api"], nodes: 3 },
                jobs: { pi: { ...job, team: "nobody" } },
            },
            [
                'cluster.version: "1.20" is not a supported Kubernetes version: use "1.33", ' +
                    '"1.34", "1.35" or "1.36"',
                'cluster.nodes: unknown key "nodes" (known: clusterName, region, version, network, ' +
                    "systemNodes, endpointAccess, publicAccessCidrs, adminRoles, logs, " +
                    "logRetentionDays, secretsKeyArn, oidcProvider, addonVersions, networkPolicyMode, deletionProtection, tags, " +
                    "credentials, kubeClientSettings)",
                'environment: unknown environment "qa" (known: dev, staging, prod)',
                'jobs.pi.team: unknown team "nobody" (known: processing)',
            ],
        ],
        [
            "pools in zones without subnets",
            {
                cluster: { kind: "existing-eks", clusterName: "analytics", subnets: SUBNETS },
                nodePools: {
                    driver: { role: "driver", capacity: "on-demand", zones: ["eu-central-1c"] },
                    executor: { role: "executor", capacity: "spot" },
                },
            },
            [
                'nodePools.driver.zones[0]: unknown zone "eu-central-1c"; did you mean ' +
                    '"eu-central-1a"? (known: eu-central-1a, eu-central-1b)',
                ...["eu-central-1a", "eu-central-1b"].map(
                    (zone) =>
                        `nodePools: has no pool for drivers in ${zone}, where a job may be placed: add ` +
                        "the zone to a pool, or remove it from the cluster's zones",
                ),
            ],
        ],
        [
            "IRSA without a provider",
            { karpenter: { identity: "irsa" } },
            [
                'karpenter.identity: "irsa" needs the cluster\'s OIDC provider in IAM: set ' +
                    'oidcProvider, or use "pod-identity"',
            ],
        ],
    ];

    for (const [title, settings, expected] of bad) {
        it(`are refused with ${title}`, () => {
            assert.deepStrictEqual(problemsOf(settings as Record<string, unknown>), expected);
        });
    }
});
