import { strict as assert } from "node:assert";
import { chmodSync, mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { zoneOf } from "../../../components/job/pods/placement";
import { versions } from "../../../components/versions";
import { driverLog, eventually, nodesOf, read } from "../../../testkit/applications";
import { apply, kubectl, testSandbox } from "../../../testkit/testSandbox";
import { teams } from "./jobs";
import { lifecycleJobs } from "./lifecycle";
import { quotaJobs } from "./quotas";
import type { Scene } from "./scene";

const team = "beta";
const VOLUME = "pinned";

/** Not the zone that the job's name would give it. */
const zone = zoneOf("pinned", ["a", "b"], "single") === "a" ? "b" : "a";
const SPOT = ["a-spot", "b-spot"];
const CLIENT = { "azure.workload.identity/client-id": "0f8d1a2b-8c0e-4b0e-9a3d-c9a1f0f6d3e5" };

const data = { volumes: { data: { mountPath: "/data", claim: VOLUME } } };
const job = { team, main: "jobs/pinned.py", wait: "completed" };

/** Settings that an update adds to the team, and a job that uses all of them. */
export const pinnedTeam = () => ({
    serviceAccount: { annotations: CLIENT, labels: { owner: "data" } },
    jobDefaults: {
        image: testSandbox().artifacts.images.spark,
        sparkVersion: versions.spark,
        imagePullPolicy: "Never",
    },
});

export const pinnedJobs = {
    pinned: {
        ...job,
        driver: data,
        executor: {
            ...data,
            resources: {
                widget: {
                    amount: 1,
                    vendor: "example.com",
                    discoveryScript: "/data/find.sh",
                    perTask: 1,
                },
            },
        },
        // Keeps its pods, so that the test can check them.
        conf: { "spark.kubernetes.executor.deleteOnTermination": "false" },
    },
};

const running = { ...quotaJobs, ...lifecycleJobs, ...pinnedJobs };

/** A volume in the other zone, with the script that finds widgets, and widgets on the nodes. */
export function provideForPinned(): void {
    const path = join(dirname(testSandbox().kubeconfig), VOLUME);
    mkdirSync(path, { recursive: true });
    writeFileSync(
        join(path, "find.sh"),
        `#!/bin/sh\necho '{"name":"widget","addresses":["w7"]}'\n`,
    );
    chmodSync(join(path, "find.sh"), 0o755);
    const spec = { accessModes: ["ReadWriteMany"], storageClassName: VOLUME };
    const term = { key: "topology.kubernetes.io/zone", operator: "In", values: [zone] };
    apply(
        testSandbox(),
        {
            apiVersion: "v1",
            kind: "PersistentVolume",
            metadata: { name: VOLUME },
            spec: {
                ...spec,
                capacity: { storage: "1Gi" },
                local: { path },
                nodeAffinity: { required: { nodeSelectorTerms: [{ matchExpressions: [term] }] } },
            },
        },
        {
            apiVersion: "v1",
            kind: "PersistentVolumeClaim",
            metadata: { name: VOLUME, namespace: team },
            spec: { ...spec, resources: { requests: { storage: "1Gi" } } },
        },
    );
    const widgets = [{ op: "add", path: "/status/capacity/example.com~1widget", value: "1" }];
    for (const node of SPOT) {
        const patch = ["--type=json", "-p", JSON.stringify(widgets)];
        kubectl("patch", "node", node, "--subresource=status", ...patch);
    }
    kubectl(
        ...["wait", "persistentvolumeclaim", VOLUME, "-n", team, "--timeout=60s"],
        "--for=jsonpath={.status.phase}=Bound",
    );
}

interface Pod {
    metadata: { name: string; labels: Record<string, string> };
    spec: { containers: { image: string; imagePullPolicy: string }[] };
}

export function pinned(scene: Scene): void {
    describe("what pins pods, and their identity", () => {
        it("a job runs where its claim's volume is, with widgets of its node", () => {
            const name = scene.application("pinned");
            assert.match(driverLog(team, name), /^WIDGETS \["w7"\]$/m);
            const nodes = [...nodesOf(team)].filter(([pod]) => pod.startsWith(name));
            assert.deepEqual([...new Set(nodes.map(([, node]) => node))].sort(), [
                `${zone}-on-demand`,
                `${zone}-spot`,
            ]);
        });

        it("a team's account is changed in place, and its pods have the label that Azure requires", () => {
            const { metadata } = read<{
                metadata: { annotations: object; labels: object };
            }>("serviceaccount", "spark", "-n", team);
            assert.deepEqual({ ...metadata.annotations, ...CLIENT }, metadata.annotations);
            assert.deepEqual({ ...metadata.labels, owner: "data" }, metadata.labels);
            const { items } = read<{ items: Pod[] }>("pods", "-n", team);
            const roles = items.map(({ metadata: { labels } }) => labels["spark-role"]).sort();
            assert.deepEqual(roles, ["driver", "executor"]);
            for (const { metadata: found, spec } of items) {
                assert.equal(found.labels["azure.workload.identity/use"], "true");
                const [container] = spec.containers;
                assert.equal(container?.imagePullPolicy, "Never");
                assert.equal(container?.image, testSandbox().artifacts.images.spark);
            }
        });

        it("a preview rejects a job that cannot reach its volume, and warns about others", async () => {
            const nodes = () =>
                read<{ status: { allocatable: Record<string, string> } }>("node", "a-spot");
            await eventually("widgets", () => nodes().status.allocatable["example.com/widget"]);
            const widget = { amount: 2, vendor: "example.com", discoveryScript: "/data/find.sh" };
            const other = zone === "a" ? "b" : "a";
            const refused = await scene.preview({
                jobs: { ...running, kept: { ...job, driver: data, zone: other } },
            });
            assert.notEqual(refused.code, 0);
            assert.match(
                refused.output,
                new RegExp(
                    `error: Job "kept" has 1 problem:\\s+zone: "${other}" is not the zone of the volume of ` +
                        'claim "pinned" \\(driver.volumes.data.claim\\): use "' +
                        `${zone}", or omit zone`,
                ),
            );
            assert.doesNotMatch(refused.output, /\n\s+at |unhandled/);
            const { jobDefaults } = pinnedTeam();
            const changed = {
                serviceAccount: { annotations: { ...CLIENT, "example.com/more": "x" } },
                jobDefaults: { ...jobDefaults, imagePullPolicy: "IfNotPresent" },
            };
            const warned = await scene.preview({
                teams: { ...teams, beta: changed },
                jobs: {
                    ...running,
                    large: { ...job, executor: { cores: 640 } },
                    elsewhere: { ...job, zone: "eu-central-1a" },
                    many: { ...job, executor: { resources: { widget } } },
                },
            });
            assert.equal(warned.code, 0, warned.output);
            for (const warning of [
                /Job "large", executor\.cores: each executor requests 640 CPU .* more than any node/,
                /Job "elsewhere", zone: no node for drivers is in "eu-central-1a".*: they are in a, b;/,
                /Job "many", executor\.resources\.widget: each executor requests 2 example\.com\/widget, but no node that it may run on has more than 1/,
            ]) {
                assert.match(warned.output, warning);
            }
            assert.doesNotMatch(warned.output, /Job "pinned", /);
            // The account is changed in place; of the jobs that exist, the team's own runs again.
            assert.match(warned.output, /~ kubernetes:core\/v1:ServiceAccount: \(update\)/);
            const again = warned.output.matchAll(
                /SparkApplication: \(replace\)\s+\[id=([^\]]*?)-[0-9a-f]{8}\]/g,
            );
            assert.deepEqual(
                [...again].map(([, name]) => name),
                ["beta/pinned"],
            );
        });
    });
}

export function removePinned(): void {
    kubectl("delete", "persistentvolume", VOLUME, "--ignore-not-found", "--wait=false");
    const widgets = [{ op: "remove", path: "/status/capacity/example.com~1widget" }];
    for (const node of SPOT) {
        const patch = ["--type=json", "-p", JSON.stringify(widgets)];
        kubectl("patch", "node", node, "--subresource=status", ...patch);
    }
}
