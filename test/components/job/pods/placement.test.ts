import assert from "node:assert/strict";
import fc from "fast-check";
import { NODE_TAINTS } from "../../../../components/cluster/connection";
import { ZonePolicy } from "../../../../components/job/args/jobArgs";
import { placement, zoneOf } from "../../../../components/job/pods/placement";

const role = (value: string) => ({
    key: "spark-platform.dev/role",
    operator: "In",
    values: [value],
});
const capacity = (value: string) => ({
    key: "spark-platform.dev/capacity",
    operator: "In",
    values: [value],
});
const pool = (value: string) => ({
    key: "spark-platform.dev/pool",
    operator: "In",
    values: [value],
});
const zone = (value: string) => ({
    key: "topology.kubernetes.io/zone",
    operator: "In",
    values: [value],
});
const required = (...matchExpressions: object[]) => ({
    requiredDuringSchedulingIgnoredDuringExecution: { nodeSelectorTerms: [{ matchExpressions }] },
});
const preferred = (...matchExpressions: object[]) => ({
    preferredDuringSchedulingIgnoredDuringExecution: [
        { weight: 100, preference: { matchExpressions } },
    ],
});

const toleration = (key: string, value: string) => ({
    key: `spark-platform.dev/${key}`,
    operator: "Equal",
    value,
    effect: "NoSchedule",
});
const tolerations = {
    driver: [toleration("role", "driver")],
    executor: [toleration("role", "executor"), toleration("capacity", "spot")],
};

/** A placement with these affinities; tolerations are the same everywhere. */
function placed(driver: object, executor: object) {
    return {
        driver: { affinity: { nodeAffinity: driver }, tolerations: tolerations.driver },
        executor: { affinity: { nodeAffinity: executor }, tolerations: tolerations.executor },
    };
}

describe("placement", () => {
    it("requires drivers on demand, executors on spot if there is any, all in one zone", () => {
        assert.deepEqual(
            placement({ labelled: true, zones: ["a", "b"] }, "a"),
            placed(required(role("driver"), capacity("on-demand"), zone("a")), {
                ...required(role("executor"), zone("a")),
                ...preferred(capacity("spot")),
            }),
        );
    });

    it("omits the zone without a rule", () => {
        assert.deepEqual(
            placement({ labelled: true, zones: [] }, undefined),
            placed(required(role("driver"), capacity("on-demand")), {
                ...required(role("executor")),
                ...preferred(capacity("spot")),
            }),
        );
    });

    it("binds pods to the nodes of a pool, whatever their capacity", () => {
        assert.deepEqual(
            placement({ labelled: true, zones: [] }, "a", { driver: "x", executor: "y" }),
            placed(
                required(role("driver"), capacity("on-demand"), pool("x"), zone("a")),
                required(role("executor"), pool("y"), zone("a")),
            ),
        );
        assert.deepEqual(
            placement({ labelled: false, zones: [] }, "a", { driver: "x", executor: "y" }),
            placed(
                preferred(role("driver"), capacity("on-demand"), pool("x")),
                preferred(role("executor"), pool("y")),
            ),
        );
    });

    it("only prefers on nodes without labels, and drops the zone", () => {
        assert.deepEqual(
            placement({ labelled: false, zones: ["a"] }, "a"),
            placed(
                preferred(role("driver"), capacity("on-demand")),
                preferred(role("executor"), capacity("spot")),
            ),
        );
    });

    it("keeps drivers off nodes that may be reclaimed", () => {
        const keys = placement({ labelled: true, zones: [] }, undefined).driver.tolerations.map(
            ({ key }) => key,
        );
        assert.deepEqual(keys, [NODE_TAINTS.role]);
    });
});

describe("zoneOf", () => {
    const zones = fc.uniqueArray(fc.stringMatching(/^[a-z]{1,8}$/), { minLength: 2 });

    it("uses the requested zone, or none for any", () => {
        assert.equal(zoneOf("pi", ["a", "b"], ZonePolicy.Single, "c"), "c");
        assert.equal(zoneOf("pi", ["a", "b"], ZonePolicy.Any), undefined);
        assert.equal(zoneOf("pi", [], ZonePolicy.Single), undefined);
    });

    it("does not depend on the order of zones", () => {
        fc.assert(
            fc.property(fc.string(), zones, (job, list) => {
                const reversed = [...list].reverse();
                assert.equal(
                    zoneOf(job, list, ZonePolicy.Single),
                    zoneOf(job, reversed, ZonePolicy.Single),
                );
            }),
        );
    });

    it("stays when another zone is removed", () => {
        fc.assert(
            fc.property(fc.string(), zones, (job, list) => {
                const chosen = zoneOf(job, list, ZonePolicy.Single);
                const other = list.find((name) => name !== chosen);
                const rest = list.filter((name) => name !== other);
                assert.equal(zoneOf(job, rest, ZonePolicy.Single), chosen);
            }),
        );
    });

    it("spreads jobs over zones", () => {
        const jobs = Array.from({ length: 100 }, (_, index) => `job-${index}`);
        const chosen = jobs.map((job) => zoneOf(job, ["a", "b"], ZonePolicy.Single));
        const share = chosen.filter((name) => name === "a").length;
        assert.ok(share > 30 && share < 70, `${share} of 100 jobs in zone a`);
    });
});
