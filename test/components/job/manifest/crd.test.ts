import assert from "node:assert/strict";
import fc from "fast-check";
import { manifest, scheduledManifest } from "../../../../components/job/manifest/manifest";
import { someJob } from "../../../../testkit/someJob";
import { arbitraryJob, arbitrarySchedule } from "../arbitraryJob";
import { misfitsOf } from "./crdSchema";

const APPLICATIONS = "sparkapplications";
const SCHEDULES = "scheduledsparkapplications";

const settings = {
    log4j2ConfigMap: "log4j2-1",
    metricsConfigMap: "metrics-1",
    mainConfigMap: "pi-main-1",
    priorityClasses: { driver: "spark-driver", executor: "spark-executor" },
};

/** As Kubernetes gets it: without the keys that have no value. */
function plain(object: object) {
    return JSON.parse(JSON.stringify(object));
}

describe("the operator's CRD", () => {
    it("has every field of a job's manifest", () => {
        const jobs = fc.sample(arbitraryJob, { numRuns: 100, seed: 1 });
        for (const args of jobs) {
            const { spec } = plain(manifest(someJob({ args, ...settings })));
            assert.deepEqual(misfitsOf(APPLICATIONS, spec), [], JSON.stringify(args));
        }
        assert.deepEqual(misfitsOf(APPLICATIONS, plain(manifest(someJob())).spec), []);
    });

    it("has every field of a schedule's manifest", () => {
        const jobs = fc.sample(arbitrarySchedule, { numRuns: 100, seed: 2 });
        for (const args of jobs) {
            const { spec } = plain(scheduledManifest(someJob({ args, ...settings })));
            assert.deepEqual(misfitsOf(SCHEDULES, spec), [], JSON.stringify(args));
        }
    });

    it("reveals fields that do not exist", () => {
        const { spec } = plain(manifest(someJob()));
        const wrong = { ...spec, ttl: 1, mode: 2, driver: { ...spec.driver, cores: 0 } };
        assert.deepEqual(misfitsOf(APPLICATIONS, wrong), [
            "spec.mode: 2 is not one of cluster, client",
            "spec.driver.cores: 0 is out of range",
            "spec.ttl: unknown",
        ]);
        assert.deepEqual(misfitsOf(SCHEDULES, { schedule: "@daily", template: spec, every: 1 }), [
            "spec.every: unknown",
        ]);
        assert.deepEqual(misfitsOf(SCHEDULES, { template: spec }), ["spec.schedule: is missing"]);
    });
});
