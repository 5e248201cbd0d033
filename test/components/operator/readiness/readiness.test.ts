import assert from "node:assert/strict";
import { KubernetesApi } from "../../../../components/kubernetes/api";
import { KubernetesApiError } from "../../../../components/kubernetes/http";
import { Deployment, Event, Pod } from "../../../../components/kubernetes/objects";
import { operatorIsReady } from "../../../../components/operator/readiness/readiness";
import { rolloutGap, stuckPods } from "../../../../components/operator/readiness/rollout";

const done: Deployment = {
    metadata: { generation: 2 },
    spec: { replicas: 1 },
    status: { observedGeneration: 2, replicas: 1, updatedReplicas: 1, availableReplicas: 1 },
};

function deployment(status: Deployment["status"]): Deployment {
    return { ...done, status: { ...done.status, ...status } };
}

function pod(name: string, hash: string, createdAt: number, waiting?: string): Pod {
    const state = waiting ? { waiting: { reason: waiting, message: `${waiting} of x` } } : {};
    return {
        metadata: {
            name,
            creationTimestamp: `2026-01-01T00:00:0${createdAt}Z`,
            labels: { "pod-template-hash": hash },
        },
        status: { phase: "Pending", containerStatuses: [{ state }] },
    };
}

describe("a Deployment", () => {
    it("is rolled out once all of its newest pods are available", () => {
        assert.strictEqual(rolloutGap("d", done), undefined);
    });

    const gaps: [string, Deployment | undefined, string][] = [
        ["does not exist", undefined, "Deployment d does not exist"],
        ["has not been looked at", deployment({ observedGeneration: 1 }), "0 of 1"],
        ["has no status", { spec: { replicas: 2 } }, "0 of 2"],
        ["has no available pod", deployment({ availableReplicas: undefined }), "0 of 1"],
        ["has old pods still", deployment({ replicas: 2, availableReplicas: 2 }), "1 of 1"],
    ];
    for (const [name, given, expected] of gaps) {
        it(`is not while it ${name}`, () => {
            const gap = rolloutGap("d", given);
            const whole = given ? `Deployment d: ${expected} pods available` : expected;
            assert.strictEqual(gap, whole);
        });
    }

    it("is stuck with a pod of its newest template, not of an older one", () => {
        const old = pod("old", "1", 1, "ImagePullBackOff");
        const starting = pod("new", "2", 2);
        const stuck = pod("new", "2", 2, "ImagePullBackOff");
        assert.deepStrictEqual(stuckPods(done, [old, starting]), []);
        assert.deepStrictEqual(stuckPods(done, [old, stuck]), [stuck]);
        assert.deepStrictEqual(stuckPods(deployment({ updatedReplicas: 0 }), [old]), []);
        assert.deepStrictEqual(stuckPods(deployment({ observedGeneration: 1 }), [old]), []);
        assert.deepStrictEqual(stuckPods(undefined, [old]), []);
    });

    it("is stuck with a pod that keeps crashing, not with one that survives an outage", () => {
        const crashed = (restartCount: number): Pod => {
            const { metadata, status } = pod("new", "2", 2, "CrashLoopBackOff");
            const containerStatuses = status?.containerStatuses?.map((one) => ({
                ...one,
                restartCount,
            }));
            return { metadata, status: { ...status, containerStatuses } };
        };
        assert.deepStrictEqual(stuckPods(done, [crashed(1)]), []);
        assert.deepStrictEqual(stuckPods(done, [crashed(3)]), [crashed(3)]);
    });
});

interface Cluster {
    deployments: Deployment[];
    pods?: Pod[];
    log?: string;
    events?: Event[];
    webhookAnswers?: (KubernetesApiError | undefined)[];
}

/** An API that shows each deployment state once, and then the last one. */
function apiOf(cluster: Cluster) {
    const calls = { deployments: 0, webhook: 0 };
    const api: Partial<KubernetesApi> = {
        readDeployment: () => {
            const index = Math.min(calls.deployments++, cluster.deployments.length - 1);
            return Promise.resolve(cluster.deployments[index]);
        },
        listPods: () => Promise.resolve(cluster.pods ?? []),
        podLog: () => Promise.resolve(cluster.log ?? ""),
        listEvents: () => Promise.resolve(cluster.events ?? []),
        dryRunCreate: () => {
            const error = cluster.webhookAnswers?.[calls.webhook++];
            return error ? Promise.reject(error) : Promise.resolve();
        },
    };
    return { api: api as KubernetesApi, calls };
}

const parts = {
    namespace: "operators",
    releaseName: "op",
    deployments: [{ name: "op-controller", component: "controller" }],
    webhookNamespace: "processing",
};
const polling = { timeoutSeconds: 0.1, pollSeconds: 0.01 };

describe("the operator", () => {
    it("is ready once its pods are available and its webhook answers", async () => {
        const away = new KubernetesApiError('failed calling webhook "mutate"', 500);
        const silent = new KubernetesApiError("no answer in 5 s");
        const { api, calls } = apiOf({
            deployments: [deployment({ availableReplicas: 0 }), done],
            webhookAnswers: [away, silent, undefined],
        });
        await operatorIsReady(api, [parts], polling);
        assert.deepStrictEqual(calls, { deployments: 4, webhook: 3 });
    });

    it("is ready once each of its releases is; those that are not are named", async () => {
        const gaps = new Map([
            ["op-controller", 0],
            ["late-controller", 2],
            ["never-controller", Infinity],
        ]);
        const asked: string[] = [];
        const api = {
            ...apiOf({ deployments: [] }).api,
            readDeployment: ({ name }: { name: string }) => {
                asked.push(name);
                const left = gaps.get(name) ?? 0;
                gaps.set(name, left - 1);
                return Promise.resolve(left > 0 ? deployment({ availableReplicas: 0 }) : done);
            },
        };
        const release = (releaseName: string) => ({
            namespace: "operators",
            releaseName,
            deployments: [{ name: `${releaseName}-controller`, component: "controller" }],
        });
        const [op, late, never] = [release("op"), release("late"), release("never")];
        await operatorIsReady(api, [op, late], { ...polling, timeoutSeconds: 60 });
        assert.deepStrictEqual(
            asked,
            ["op", "late", "late", "late"].map((of) => `${of}-controller`),
        );
        await assert.rejects(operatorIsReady(api, [op, never], polling), {
            message:
                'The Spark operator in namespace "operators" did not become ready within 0.1 s:\n' +
                "  Deployment never-controller: 0 of 1 pods available",
        });
    });

    it("is ready even if a policy rejects the dry run", async () => {
        const refusal = new KubernetesApiError(
            'admission webhook "policy" denied the request',
            403,
        );
        const { api, calls } = apiOf({ deployments: [done], webhookAnswers: [refusal] });
        await operatorIsReady(api, [parts], polling);
        assert.strictEqual(calls.webhook, 1);
    });

    it("can have no webhook", async () => {
        const { api, calls } = apiOf({ deployments: [done] });
        await operatorIsReady(api, [{ ...parts, webhookNamespace: undefined }], polling);
        assert.strictEqual(calls.webhook, 0);
    });

    it("fails immediately with a stuck pod, with the cluster's reports about it", async () => {
        const { api, calls } = apiOf({
            deployments: [deployment({ availableReplicas: 0 })],
            pods: [pod("op-controller-1", "1", 1, "ImagePullBackOff")],
            events: [
                { type: "Normal", reason: "Scheduled", message: "fine" },
                {
                    type: "Warning",
                    reason: "Failed",
                    message: "no such image",
                    count: 3,
                    involvedObject: { name: "op-controller-1" },
                },
            ],
        });
        await assert.rejects(operatorIsReady(api, [parts], { ...polling, timeoutSeconds: 60 }), {
            message: [
                'The Spark operator in namespace "operators" did not become ready:',
                "  Deployment op-controller: 0 of 1 pods available",
                "  Pod op-controller-1: ImagePullBackOff: ImagePullBackOff of x",
                "  Events:",
                "    op-controller-1: Failed: no such image (3 times)",
            ].join("\n"),
        });
        assert.strictEqual(calls.deployments, 1);
    });

    it("fails after its timeout, with the pods' state and log", async () => {
        const { api } = apiOf({
            deployments: [done],
            pods: [pod("op-webhook-1", "1", 1)],
            log: "one\ntwo\n",
            webhookAnswers: Array<KubernetesApiError>(100).fill(
                new KubernetesApiError("failed calling webhook: timeout", 500),
            ),
        });
        await assert.rejects(operatorIsReady(api, [parts], polling), {
            message: [
                'The Spark operator in namespace "operators" did not become ready within 0.1 s:',
                "  Webhook: failed calling webhook: timeout",
                "  Pod op-webhook-1: Pending",
                "    log: one",
                "    log: two",
            ].join("\n"),
        });
    });

    it("fails with a report without control characters for terminals or CI", async () => {
        const { api } = apiOf({
            deployments: [deployment({ availableReplicas: 0 })],
            pods: [pod("op-1", "1", 1, "ImagePullBackOff")],
            log: "a\x1b[2J\n::error::b\n",
            events: [{ type: "Warning", reason: "Failed", message: "c\u202ed\n##[error]e" }],
        });
        await assert.rejects(operatorIsReady(api, [parts], polling), {
            message: [
                'The Spark operator in namespace "operators" did not become ready:',
                "  Deployment op-controller: 0 of 1 pods available",
                "  Pod op-1: ImagePullBackOff: ImagePullBackOff of x",
                "    log: a\\x1b[2J",
                "    log: \\x3a:error::b",
                "  Events:",
                "    : Failed: c\\u202ed",
                "\\x23#[error]e",
            ].join("\n"),
        });
    });
});
