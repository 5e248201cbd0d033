import assert from "node:assert/strict";
import { effectiveConf } from "../../../../components/job/manifest/effectiveConf";
import {
    manifest,
    ResolvedJobArgs,
    scheduledManifest,
} from "../../../../components/job/manifest/manifest";
import { someJob } from "../../../../testkit/someJob";

const MAIN = "local:///opt/pi.py";

function partsOf(args: Partial<ResolvedJobArgs>) {
    return someJob({ args: { main: MAIN, ...args } });
}

/** As Kubernetes gets it: without the keys that have no value. */
function rendered(args: Partial<ResolvedJobArgs>) {
    return JSON.parse(JSON.stringify(manifest(partsOf(args))));
}

function renderedSchedule(args: Partial<ResolvedJobArgs>) {
    return JSON.parse(JSON.stringify(scheduledManifest(partsOf({ schedule: "@daily", ...args }))));
}

const OWN = { "spark-platform.dev/team": "processing", "spark-platform.dev/job": "pi" };

describe("the manifest of a run", () => {
    it("applies the timeout to the driver's pod only", () => {
        for (const { driver, executor } of [
            rendered({ timeout: "90m" }).spec,
            renderedSchedule({ timeout: "90m" }).spec.template,
        ]) {
            assert.equal(driver.template.spec.activeDeadlineSeconds, 5400);
            assert.equal(executor.template.spec.activeDeadlineSeconds, undefined);
        }
    });

    it("suspends a job without starting a new run", () => {
        const [free, held] = [rendered({ suspend: false }), rendered({ suspend: true })];
        assert.deepEqual(held, { ...free, spec: { suspend: true, ...free.spec } });
        assert.equal("suspend" in free.spec, false);
        assert.deepEqual(rendered({}), free);
    });

    it("does not suspend a running run of a suspended schedule", () => {
        const { spec } = renderedSchedule({ suspend: true });
        assert.equal(spec.suspend, true);
        assert.equal("suspend" in spec.template, false);
    });

    it("has the job's labels and annotations, and the library's", () => {
        const args = { labels: { owner: "data" }, annotations: { "example.com/a": "B c" } };
        const { metadata } = rendered({ ...args, trigger: "2" });
        assert.deepEqual(metadata.labels, { owner: "data", ...OWN });
        assert.deepEqual(metadata.annotations, {
            "example.com/a": "B c",
            "pulumi.com/skipAwait": "true",
            "spark-platform.dev/trigger": "2",
        });
        const schedule = renderedSchedule(args).metadata;
        assert.deepEqual(schedule.labels, { owner: "data", ...OWN });
        assert.equal(schedule.annotations["example.com/a"], "B c");
        assert.notEqual(rendered(args).metadata.name, rendered({}).metadata.name);
    });

    it("puts the application into Kueue's queue, and leaves its pods to the cluster's scheduler", () => {
        const scheduler = { name: "kueue", queue: "etl", priorityClass: "high" } as const;
        const { metadata, spec } = rendered({ scheduler });
        assert.deepEqual(metadata.labels, {
            "kueue.x-k8s.io/queue-name": "etl",
            "kueue.x-k8s.io/priority-class": "high",
            ...OWN,
        });
        assert.deepEqual(spec, rendered({}).spec);
        assert.deepEqual(renderedSchedule({ scheduler }).metadata.labels, metadata.labels);
        assert.deepEqual(
            Object.keys(effectiveConf(partsOf({ scheduler }))).filter((key) => /kueue/.test(key)),
            [],
        );
    });

    it("hands the application and its pods to another scheduler", () => {
        const { spec } = rendered({
            scheduler: { name: "volcano", queue: "etl", priorityClass: "high" },
        });
        assert.equal(spec.batchScheduler, "volcano");
        assert.deepEqual(spec.batchSchedulerOptions, { queue: "etl", priorityClassName: "high" });
        for (const role of [spec.driver, spec.executor]) {
            assert.equal(role.template.spec.schedulerName, "volcano");
        }
        const plain = rendered({ scheduler: { name: "yunikorn" } }).spec;
        assert.deepEqual(
            [plain.batchScheduler, plain.batchSchedulerOptions],
            ["yunikorn", undefined],
        );
    });

    it("reports the job's labels as its own", () => {
        const conf = effectiveConf(partsOf({ labels: { owner: "data" } }));
        for (const role of ["driver", "executor"]) {
            assert.deepEqual(conf[`spark.kubernetes.${role}.label.owner`], {
                value: "data",
                layer: "job",
            });
        }
    });
});
