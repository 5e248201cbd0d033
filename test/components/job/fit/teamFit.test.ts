import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import fc from "fast-check";
import { jobFitsTeam, TeamLimits } from "../../../../components/job/fit/teamFit";
import { Problems } from "../../../../components/validation/problems";
import { arbitraryJob, broken } from "../arbitraryJob";

const PYTHON = "local:///opt/pi.py";

function problemsOf(args: object, team: Partial<TeamLimits>, path = ""): string[] {
    const problems = new Problems();
    jobFitsTeam(path, { main: PYTHON, ...args }, { team: "sales", ...team }, problems);
    return problems.list();
}

/** Executors with two claims each; with `most` as a range from `count` on. */
function withClaims(count: number, size: string, most?: number) {
    const volume = (mountPath: string) => ({
        mountPath,
        claimPerExecutor: { size, storageClass: "gp3" },
    });
    const executors =
        most === undefined
            ? { instances: count }
            : { dynamicAllocation: { min: count, max: most } };
    return { executor: { ...executors, volumes: { a: volume("/a"), b: volume("/b") } } };
}

describe("a job and its team's quota", () => {
    // By default: 250m CPU and 896 MiB for each pod.
    const fits: [string, object, TeamLimits["quota"]][] = [
        ["no quota", { executor: { instances: 1000 } }, undefined],
        ["an empty quota", { executor: { instances: 1000 } }, {}],
        ["just enough CPU", { executor: { instances: 3 } }, { cpu: "1" }],
        ["just enough memory", { executor: { instances: 3 } }, { memory: "3584Mi" }],
        ["a quota in other units", { executor: { instances: 3 } }, { cpu: "1000m", memory: "4G" }],
        [
            "room for the fewest of a range",
            {
                executor: { dynamicAllocation: { min: 1, max: 1000, initial: 500 } },
            },
            { cpu: "500m", memory: "2Gi" },
        ],
        ["a quota of drivers", {}, { drivers: 1 }],
        ["any number of pods without quota", { executor: { instances: 9000 } }, undefined],
        ["just enough pods", { executor: { instances: 4999 } }, {}],
        ["just enough claims", withClaims(3, "10Gi"), { volumeClaims: 6, storage: "60Gi" }],
        ["claims for the fewest of a range", withClaims(1, "10Gi", 900), { volumeClaims: 2 }],
        ["just enough disk", { executor: { instances: 3 } }, { ephemeralStorage: "4Gi" }],
    ];
    for (const [what, args, quota] of fits) {
        it(`fit with ${what}`, () => assert.deepEqual(problemsOf(args, { quota }), []));
    }

    const ADVICE = "request less, or raise the quota";
    const refused: [string, object, TeamLimits["quota"], string[]][] = [
        [
            "a fixed number of executors",
            { executor: { instances: 8, cores: 2, memory: "2g" }, driver: { coreRequest: "250m" } },
            { cpu: "16", memory: "16Gi" },
            [
                "executor.instances: the driver (0.25 CPU) and 8 executors (2 CPU each) request " +
                    `16.25 CPU, more than the quota of team "sales" (cpu: "16"): ${ADVICE}`,
                "executor.instances: the driver (896Mi of memory) and 8 executors (2867Mi of " +
                    "memory each) request 23832Mi of memory, more than the quota of team " +
                    `"sales" (memory: "16Gi"): ${ADVICE}`,
            ],
        ],
        [
            "one executor",
            {},
            { cpu: "0.4" },
            [
                "executor.instances: the driver (0.25 CPU) and one executor (0.25 CPU) request " +
                    `0.5 CPU, more than the quota of team "sales" (cpu: "0.4"): ${ADVICE}`,
            ],
        ],
        [
            "the fewest of a range",
            { executor: { dynamicAllocation: { min: 4, max: 8 } } },
            { cpu: "1" },
            [
                "executor.dynamicAllocation: the driver (0.25 CPU) and 4 executors (0.25 CPU " +
                    'each) request 1.25 CPU, more than the quota of team "sales" (cpu: "1"): ' +
                    ADVICE,
            ],
        ],
        [
            "a range from none, which needs one",
            { executor: { dynamicAllocation: { min: 0, max: 8 } } },
            { memory: "1Gi" },
            [
                "executor.dynamicAllocation: the driver (896Mi of memory) and one executor " +
                    "(896Mi of memory) request 1792Mi of memory, more than the quota of team " +
                    `"sales" (memory: "1Gi"): ${ADVICE}`,
            ],
        ],
        [
            "volumes in memory",
            {
                executor: {
                    volumes: {
                        t: { mountPath: "/t", emptyDir: { memory: true, sizeLimit: "4Gi" } },
                    },
                },
            },
            { memory: "5Gi" },
            [
                "executor.instances: the driver (896Mi of memory) and one executor (4992Mi of " +
                    "memory) request 5888Mi of memory, more than the quota of team " +
                    `"sales" (memory: "5Gi"): ${ADVICE}`,
            ],
        ],
        [
            "more pods than any team has",
            { executor: { instances: 5000 } },
            {},
            [
                "executor.instances: the driver and 5000 executors need 5001 pods, more than the " +
                    `quota of team "sales" (pods: 5000): ${ADVICE}`,
            ],
        ],
        [
            "more claims and storage than the team has",
            withClaims(3, "10Gi"),
            { volumeClaims: 5, storage: "59Gi" },
            [
                "executor.instances: the driver and 3 executors need 6 volume claims, more than " +
                    `the quota of team "sales" (volumeClaims: 5): ${ADVICE}`,
                "executor.instances: the driver and 3 executors need 60Gi in volume claims, more " +
                    `than the quota of team "sales" (storage: "59Gi"): ${ADVICE}`,
            ],
        ],
        [
            "more storage than any team has",
            withClaims(1, "100Ti"),
            {},
            [
                "executor.instances: the driver and one executor need 204800Gi in volume claims, " +
                    `more than the quota of team "sales" (storage: "20Ti"): ${ADVICE}`,
            ],
        ],
        [
            "more of the nodes' disks than the team has",
            { executor: { dynamicAllocation: { min: 3, max: 8 } } },
            { ephemeralStorage: "3Gi" },
            [
                "executor.dynamicAllocation: the driver and 3 executors need 4Gi of their nodes' " +
                    "disks (1Gi for each container that requests none), more than the quota " +
                    'of team "sales" ' +
                    `(ephemeralStorage: "3Gi"): ${ADVICE}`,
            ],
        ],
        [
            "less overhead in Java",
            { main: "local:///x.jar", language: "Java", driver: { memory: "10g" } },
            { memory: "10Gi" },
            [
                "executor.instances: the driver (11264Mi of memory) and one executor (896Mi of " +
                    "memory) request 12160Mi of memory, more than the quota of team " +
                    `"sales" (memory: "10Gi"): ${ADVICE}`,
            ],
        ],
    ];
    for (const [what, args, quota, expected] of refused) {
        it(`do not fit with ${what}`, () =>
            assert.deepEqual(problemsOf(args, { quota }), expected));
    }

    it("count the overhead that platform, team and job set", () => {
        const overhead = (value: string) => ({ "spark.driver.memoryOverhead": value });
        const ask = (team: Partial<TeamLimits>, conf = {}) =>
            problemsOf({ conf }, { quota: { memory: "1792Mi" }, ...team }).length;
        assert.equal(ask({}), 0);
        assert.equal(ask({ platformConf: overhead("1g") }), 1);
        assert.equal(ask({ platformConf: overhead("1g"), sparkConf: overhead("384m") }), 0);
        assert.equal(ask({ sparkConf: overhead("384m") }, overhead("1g")), 1);
        assert.equal(ask({ sparkConf: overhead("384m") }, pulumi.output(overhead("1g"))), 0);
    });

    it("are named by their path", () => {
        const [problem] = problemsOf({}, { quota: { cpu: "0.1" } }, "jobs.pi");
        assert.match(problem ?? "", /^jobs\.pi\.executor\.instances: /);
    });

    it("are not checked if the job itself is invalid", () => {
        const args = { executor: { instances: 0 }, driver: { memory: "14GB" } };
        assert.deepEqual(problemsOf(args, { quota: { cpu: "0.1" } }), []);
    });
});

describe("a folder of the node", () => {
    const args = {
        driver: { volumes: { tools: { mountPath: "/tools", hostPath: "/opt/tools" } } },
        executor: { volumes: { "nvme-0": { mountPath: "/nvme", hostPath: "/mnt/disks/0" } } },
    };

    it("is allowed for privileged teams", () => {
        assert.deepEqual(problemsOf(args, { podSecurity: "privileged" }), []);
    });

    for (const podSecurity of [undefined, "restricted", "baseline"] as const) {
        it(`is refused where Pod Security is ${podSecurity ?? "not given"}`, () => {
            const message =
                `is refused by Pod Security "${podSecurity ?? "restricted"}" of team "sales": ` +
                'use emptyDir or a claim, or set the team\'s podSecurity: "privileged"';
            assert.deepEqual(problemsOf(args, { podSecurity }), [
                `driver.volumes.tools.hostPath: ${message}`,
                `executor.volumes.nvme-0.hostPath: ${message}`,
            ]);
        });
    }
});

describe("jobFitsTeam", () => {
    it("never throws, whatever the arguments are", () => {
        const team: Partial<TeamLimits> = {
            quota: { cpu: "1", memory: "2Gi" },
            access: [{ bucket: "apps", prefix: "jobs" }],
            identity: "pod-identity",
            lakehouse: { catalog: { kind: "hadoop", warehouse: "s3a://apps/tables" } },
        };
        fc.assert(
            fc.property(broken(arbitraryJob), (args) => {
                problemsOf(args as object, team);
            }),
            { numRuns: 200 },
        );
    });
});
