import assert from "node:assert/strict";
import { claimUses } from "../../../../components/job/place/claims";
import {
    claimWarnings,
    ZonedJob,
    zonesOfClaims,
} from "../../../../components/job/place/claimZones";
import { manifest } from "../../../../components/job/manifest/manifest";
import { placedJob } from "../../../../components/job/manifest/applicationSpec";
import { Problems } from "../../../../components/validation/problems";
import { jobWith } from "../../../../testkit/someJob";

const PLACES = {
    east: { zones: ["a"] },
    west: { zones: ["b"] },
    both: { zones: ["a", "b"] },
    share: {},
    missing: { unknown: "does not exist yet" },
};

const JOB: ZonedJob = { labelled: true, zones: ["a", "b"], isClosed: false };

function volumes(...claims: string[]) {
    const entries = claims.map((claim) => [claim, { mountPath: `/${claim}`, claim }]);
    return { volumes: Object.fromEntries(entries) as Record<string, { mountPath: string }> };
}

function look(roles: { driver?: string[]; executor?: string[] }, job: Partial<ZonedJob> = {}) {
    const { driver = [], executor = [] } = roles;
    const args = { driver: volumes(...driver), executor: volumes(...executor) };
    const { demand } = placedJob(jobWith({ main: "local:///x.py", ...args }));
    const uses = claimUses(demand);
    const problems = new Problems();
    const zones = zonesOfClaims(uses, PLACES, { ...JOB, ...job }, problems);
    return {
        zones,
        problems: problems.list(),
        warnings: claimWarnings(uses, PLACES, { ...JOB, ...job }),
    };
}

describe("the claims of a job", () => {
    const deciding: [string, Parameters<typeof look>, string[] | undefined][] = [
        ["nothing without claims", [{}], undefined],
        ["nothing by what any zone can mount", [{ driver: ["share"] }], undefined],
        ["the zone of a volume", [{ executor: ["west"] }], ["b"]],
        ["the zone that two have in common", [{ driver: ["both"], executor: ["west"] }], ["b"]],
        ["the zones of a regional disk", [{ driver: ["both"] }], ["a", "b"]],
        ["the zone that the job itself names", [{ driver: ["both"] }, { zone: "b" }], ["a", "b"]],
        [
            "nothing where a job may be in any",
            [{ driver: ["east"], executor: ["west"] }, { zonePolicy: "any" }],
            undefined,
        ],
        [
            "nothing where nodes are not labelled",
            [{ driver: ["east"], executor: ["west"] }, { labelled: false }],
            undefined,
        ],
        ["a zone of the node pools", [{ driver: ["west"] }, { isClosed: true }], ["b"]],
    ];
    for (const [what, args, zones] of deciding) {
        it(`decide ${what}`, () => {
            const found = look(...args);
            assert.deepEqual([found.zones, found.problems], [zones, []]);
        });
    }

    const APART =
        'executor.volumes.west.claim: the volume of claim "west" is in b, but that of "east" ' +
        "(driver.volumes.east.claim) is in a: all pods of a job are in one zone; use claims in " +
        "one zone, or zonePolicy: " +
        '"any"';
    const refused: [string, Parameters<typeof look>, string][] = [
        ["are in two zones", [{ driver: ["east"], executor: ["west"] }], APART],
        [
            "of one pod are in two zones",
            [{ executor: ["east", "west"] }, { zonePolicy: "any" }],
            'executor.volumes.west.claim: the volume of claim "west" is in b, but that of "east" ' +
                "(executor.volumes.east.claim) is in a: no node can mount both; use claims in " +
                "one zone",
        ],
        [
            "are in another zone than the job",
            [{ executor: ["west"] }, { zone: "a" }],
            'zone: "a" is not the zone of the volume of claim "west" (executor.volumes.west.claim): ' +
                'use "b", or omit zone',
        ],
        [
            "are where no pool has room",
            [{ executor: ["west"] }, { isClosed: true, zones: ["a"] }],
            'executor.volumes.west.claim: the volume of claim "west" is in b, but no node ' +
                "pool has room for the job's pods there: they fit in " +
                "a",
        ],
    ];
    for (const [what, args, message] of refused) {
        it(`are refused where they ${what}`, () =>
            assert.deepEqual(look(...args).problems, [message]));
    }

    it("cause a warning if their zone is unknown, unless there is only one choice", () => {
        const asked = { driver: ["missing", "share"] };
        assert.deepEqual(look(asked).warnings, [
            'driver.volumes.missing.claim: claim "missing" does not exist yet, so its volume ' +
                "may be in another zone than the job, whose pods would then stay Pending: set " +
                "zone to the volume's",
        ]);
        for (const job of [
            { zone: "a" },
            { zonePolicy: "any" as const },
            { zones: ["a"] },
            { labelled: false },
        ]) {
            assert.deepEqual(look(asked, job).warnings, []);
        }
    });

    it("by property count like those by argument", () => {
        const prefix = "spark.kubernetes.executor.volumes.persistentVolumeClaim";
        const conf = {
            [`${prefix}.data.mount.path`]: "/data",
            [`${prefix}.data.mount.subPath`]: "x",
            [`${prefix}.data.options.claimName`]: "west",
            [`${prefix}.own.mount.path`]: "/own",
            [`${prefix}.own.options.claimName`]: "OnDemand",
            [`${prefix}.own.options.storageClass`]: "gp3",
            [`${prefix}.own.options.sizeLimit`]: "1Gi",
        };
        const { demand } = placedJob(jobWith({ main: "local:///x.py", conf }));
        assert.deepEqual(claimUses(demand), [
            { role: "executor", path: `conf["${prefix}.data.options.claimName"]`, claim: "west" },
        ]);
    });

    it("in a pod template count, too", () => {
        const podTemplate = {
            spec: { volumes: [{ name: "data", persistentVolumeClaim: { claimName: "west" } }] },
        };
        const { demand } = placedJob(jobWith({ main: "local:///x.py", driver: { podTemplate } }));
        assert.deepEqual(claimUses(demand), [
            { role: "driver", path: "driver.podTemplate.spec.volumes[0]", claim: "west" },
        ]);
    });

    it("move the job to the zone of their volume, and leave other jobs where they are", () => {
        const zoneOf = (parts: object, args: object = {}) => {
            const job = jobWith({ main: "local:///x.py", ...args });
            const facts = { labelled: true, zones: ["a", "b", "c"] };
            const { driver } = manifest({ ...job, facts, ...parts }).spec;
            const { nodeAffinity } = driver.template.spec.affinity;
            const [term] =
                nodeAffinity.requiredDuringSchedulingIgnoredDuringExecution?.nodeSelectorTerms ??
                [];
            return term?.matchExpressions.find(({ key }) => key.endsWith("/zone"))?.values;
        };
        const [usual = ""] = zoneOf({}) ?? [];
        const others = ["a", "b", "c"].filter((zone) => zone !== usual);
        assert.deepEqual(zoneOf({ claimZones: [usual, ...others] }), [usual]);
        for (const other of others) {
            assert.deepEqual(zoneOf({ claimZones: [other] }), [other]);
        }
        // No node says in which zone it is.
        assert.equal(
            zoneOf({ claimZones: ["a"], facts: { labelled: true, zones: [] } }),
            undefined,
        );
    });
});
