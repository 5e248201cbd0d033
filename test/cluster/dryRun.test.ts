import { strict as assert } from "node:assert";
import fc from "fast-check";
import { manifest, scheduledManifest } from "../../components/job/manifest/manifest";
import { sleep } from "../../sandbox/shell";
import { adminApi, type AdminApi, type Answer } from "../../testkit/access";
import { versions } from "../../components/versions";
import { someJob } from "../../testkit/someJob";
import { TestStack } from "../../testkit/stack";
import { sandboxConfig, testSandbox } from "../../testkit/testSandbox";
import { arbitraryJob, arbitrarySchedule } from "../components/job/arbitraryJob";
import { importedManifests } from "../local/import/imported";
import { reportedManifests } from "../program/reportedJobs";
import { RUNNABLE_PODS } from "../program/reportedPods";

const runs = Number(process.env.DRY_RUNS ?? 250);

const settings = {
    log4j2ConfigMap: "log4j2-1",
    metricsConfigMap: "metrics-1",
    mainConfigMap: "pi-main-1",
    priorityClasses: { driver: "spark-driver", executor: "spark-executor" },
    lakehouse: { objectStore: { endpoint: "http://store:7070", secret: "object-store" } },
};

interface Container {
    name: string;
    volumeMounts?: { name: string }[];
}

interface Template {
    metadata?: { labels?: Record<string, string>; annotations?: Record<string, string> };
    spec: {
        containers: [Container];
        initContainers?: Container[];
        volumes?: { name: string }[];
    };
}

/**
 * A Pod as Spark creates it from a template: the operator's CRD lets templates contain
 * anything. Without the admission of priority classes, nothing would report a wrong one.
 */
function podOf({ metadata, spec }: Template, labels: Record<string, string>): object {
    const [container, ...others] = spec.containers;
    const { initContainers = [], volumes = [] } = spec;
    const mounted = [container, ...initContainers].flatMap(({ volumeMounts = [] }) => volumeMounts);
    // Claims of executors come from Spark.
    const claims = new Set(
        mounted.map(({ name }) => name).filter((name) => !volumes.some((one) => one.name === name)),
    );
    const resources = {
        requests: { cpu: "1", memory: "1Gi" },
        limits: { memory: "1Gi" },
    };
    const first = { ...container, image: "spark:1", resources };
    return {
        apiVersion: "v1",
        kind: "Pod",
        metadata: { ...metadata, generateName: "dry-", labels: { ...metadata?.labels, ...labels } },
        spec: {
            ...spec,
            serviceAccountName: "spark",
            restartPolicy: "Never",
            containers: [first, ...others],
            volumes: [...volumes, ...[...claims].map((name) => ({ name, emptyDir: {} }))],
        },
    };
}

interface Roles {
    driver: { template: unknown };
    executor: { template: unknown };
}

function podsOf({ driver, executor }: Roles, labels: Record<string, string>): object[] {
    return [driver, executor].map(({ template }) => podOf(template as Template, labels));
}

describe("what the library accepts", () => {
    const importedPods: object[] = [];
    let stack: TestStack;
    let api: AdminApi;

    before(async () => {
        stack = await TestStack.create({
            config: sandboxConfig({ teams: { processing: {} } }),
        });
        const { code, output } = await stack.up();
        assert.equal(code, 0, output);
        api = adminApi(testSandbox().kubeconfig);
    });

    after(async () => {
        api.close();
        await stack.remove();
    });

    /** A webhook that has just lost its lease on a busy machine, and restarts, is asked again. */
    async function answerTo(path: string, object: object): Promise<Answer> {
        for (;;) {
            const answer = await api.post(path, object);
            const isAway = JSON.stringify(answer.body).includes("connect: connection refused");
            if (answer.status !== 500 || !isAway) {
                return answer;
            }
            await sleep(1000);
        }
    }

    /** The API server's objections to objects in a dry run; empty if it accepts all of them. */
    async function refusals(path: string, objects: object[]): Promise<unknown[]> {
        const answers = await Promise.all(
            objects.map((object) => answerTo(`${path}?dryRun=All&fieldValidation=Strict`, object)),
        );
        return answers.flatMap(({ status, body }, index) =>
            status === 201 ? [] : [{ status, body, object: JSON.stringify(objects[index]) }],
        );
    }

    const custom = "/apis/sparkoperator.k8s.io/v1beta2/namespaces/processing";
    const apiVersion = "sparkoperator.k8s.io/v1beta2";
    const jobs = fc.sample(arbitraryJob, { numRuns: runs, seed: 3 }).map((args, index) => {
        // Two objects with one name would be the same object.
        const job = `job-${index}`;
        return manifest(someJob({ job, args, ...settings }));
    });

    it(`${runs} jobs are accepted by the API server and the operator's webhook`, async () => {
        const objects = jobs.map((job) => ({ apiVersion, kind: "SparkApplication", ...job }));
        assert.deepEqual(await refusals(`${custom}/sparkapplications`, objects), []);
    });

    it(`${runs} schedules are, too`, async () => {
        const kind = "ScheduledSparkApplication";
        const objects = fc
            .sample(arbitrarySchedule, { numRuns: runs, seed: 4 })
            .map((args, index) => scheduledManifest(someJob({ job: `s-${index}`, args })))
            .map((schedule) => ({ apiVersion, kind, ...schedule }));
        assert.deepEqual(await refusals(`${custom}/scheduledsparkapplications`, objects), []);
    });

    it("reported jobs are, with either Spark", async () => {
        const reported = [versions.spark, versions.olderSpark].flatMap((version) => [
            ...reportedManifests(version),
            ...reportedManifests(version, RUNNABLE_PODS),
        ]);
        assert.ok(reported.length > 50, `only ${reported.length}`);
        const objects = reported.map((job) => ({ apiVersion, kind: "SparkApplication", ...job }));
        assert.deepEqual(await refusals(`${custom}/sparkapplications`, objects), []);
        jobs.push(...reported);
    });

    it("imported applications are", async () => {
        const imported = importedManifests();
        for (const [kind, plural] of [
            ["SparkApplication", "sparkapplications"],
            ["ScheduledSparkApplication", "scheduledsparkapplications"],
        ] as const) {
            const objects = imported.filter((one) => one.kind === kind);
            assert.ok(objects.length > 1, kind);
            const whole = objects.map((object) => ({ apiVersion, ...object }));
            assert.deepEqual(await refusals(`${custom}/${plural}`, whole), []);
        }
        importedPods.push(
            ...imported.flatMap(({ metadata, spec }) =>
                podsOf("template" in spec ? spec.template : spec, metadata.labels),
            ),
        );
    });

    it("every pod of a template is admitted under the restricted standard", async () => {
        const pods = jobs.flatMap(({ spec, metadata }) => podsOf(spec, metadata.labels));
        const path = "/api/v1/namespaces/processing/pods";
        assert.deepEqual(await refusals(path, [...pods, ...importedPods]), []);
    });
});
