import { strict as assert } from "node:assert";
import { nodesOf } from "../../../testkit/applications";
import { kubectl } from "../../../testkit/testSandbox";
import { jobs, operator } from "./jobs";
import type { Scene } from "./scene";

export function placement(scene: Scene): void {
    describe("placement", () => {
        it("jobs are spread over the zones, each in one, with drivers on demand and executors on spot", () => {
            assert.deepEqual(zonesOf(scene, Object.keys(jobs)), ["a", "b"]);
        });
    });
}

/** Two are enough for two zones; if more are requested, all of them run again. */
const { "at-warn": warn, "at-error": error } = jobs;
const again = Object.keys(jobs).length === 6 ? { "at-warn": warn, "at-error": error } : jobs;

/** Settings of the last update: the operator continues without its webhook, and jobs run again. */
export const withoutWebhook = {
    operator: { values: { ...operator.values, webhook: { enable: false } } },
    jobs: Object.fromEntries(
        Object.entries(again).map(([name, job]) => [name, { ...job, trigger: "2" }]),
    ),
};

export function placementWithoutWebhook(scene: Scene): void {
    describe("placement without the webhook", () => {
        it("without the webhook, placement does not change", () => {
            assert.doesNotMatch(
                kubectl("get", "mutatingwebhookconfigurations", "-o", "name"),
                /spark/,
            );
            assert.deepEqual(zonesOf(scene, Object.keys(again)), ["a", "b"]);
        });
    });
}

/** Zones of the jobs: each driver on its zone's on-demand node, all of its executors on spot. */
function zonesOf(scene: Scene, names: string[]): string[] {
    const nodes = [...nodesOf("alpha")];
    const zones = names.map((job) => {
        const pods = nodes.filter(([pod]) => pod.startsWith(scene.application(job)));
        const drivers = pods.filter(([pod]) => pod.endsWith("-driver"));
        const executors = pods.filter(([pod]) => /-exec-\d+$/.test(pod));
        const zone = drivers[0]?.[1][0] ?? "";
        assert.deepEqual([...new Set(drivers.map(([, node]) => node))], [`${zone}-on-demand`], job);
        assert.deepEqual([...new Set(executors.map(([, node]) => node))], [`${zone}-spot`], job);
        return zone;
    });
    return [...new Set(zones)].sort();
}
