import assert from "node:assert/strict";
import { KubernetesApi } from "../../../../components/kubernetes/api";
import { CustomObject, Pod, RoleBinding } from "../../../../components/kubernetes/objects";
import { awaitHandover, awaitQuietNamespace } from "../../../../components/operator/rbac/handover";

/** Ends with what is asked, not with the time. */
const patient = { quietSeconds: 60, timeoutSeconds: 60, pollSeconds: 0.01 };
const polling = { quietSeconds: 0.05, timeoutSeconds: 0.15, pollSeconds: 0.01 };

function application(name: string, state?: string, submissionID?: string): CustomObject {
    const applicationState = state === undefined ? undefined : { state };
    return { metadata: { name }, status: { applicationState, submissionID } };
}

function driver(of: string, submission: string): Pod {
    const labels = {
        "sparkoperator.k8s.io/app-name": of,
        "sparkoperator.k8s.io/submission-id": submission,
    };
    return { metadata: { name: `${of}-driver`, labels } };
}

interface Cluster {
    /** Shown once each, then the last one. */
    applications: CustomObject[][];
    drivers?: Pod[];
    binding?: RoleBinding;
}

function apiOf({ applications, drivers = [], binding }: Cluster) {
    const asked: string[] = [];
    let looks = 0;
    const api: Partial<KubernetesApi> = {
        readRoleBinding: ({ namespace, name }) => {
            asked.push(`binding ${namespace}/${name}`);
            return Promise.resolve(binding);
        },
        listCustomObjects: ({ plural, namespace }) => {
            asked.push(`${plural} of ${namespace}`);
            return Promise.resolve(applications[Math.min(looks++, applications.length - 1)] ?? []);
        },
        listPods: () => Promise.resolve(drivers),
    };
    return { api: api as KubernetesApi, asked };
}

describe("a namespace is handed over to another operator", () => {
    it("immediately if no application waits for its driver", async () => {
        const settled = ["SUBMITTED", "RUNNING", "COMPLETED", "FAILED", "SUSPENDED"];
        const suspended = { ...application("later"), spec: { suspend: true } };
        const going = { ...application("gone"), metadata: { deletionTimestamp: "now" } };
        const { api, asked } = apiOf({
            applications: [
                [...settled.map((state) => application(state, state)), suspended, going],
            ],
        });
        assert.deepStrictEqual(await awaitQuietNamespace(api, "alpha", polling), []);
        assert.deepStrictEqual(asked, ["sparkapplications of alpha"]);
    });

    for (const state of [undefined, "", "PENDING_RERUN", "RESUMING", "SUBMISSION_FAILED"]) {
        it(`once an application in state ${state ?? "none"} is submitted`, async () => {
            const waits = [application("job", state)];
            const { api, asked } = apiOf({
                applications: [waits, waits, [application("job", "SUBMITTED")]],
            });
            assert.deepStrictEqual(await awaitQuietNamespace(api, "alpha", patient), []);
            assert.strictEqual(asked.length, 3);
        });
    }

    it("after some time, even if applications wait, unless one is being submitted", async () => {
        const enough = { ...patient, quietSeconds: 0.05 };
        const start = Date.now();
        const rerun = application("again", "PENDING_RERUN", "1");
        const { api } = apiOf({
            applications: [[application("job"), rerun]],
            drivers: [driver("other", "9"), driver("again", "1")],
        });
        assert.deepStrictEqual(await awaitQuietNamespace(api, "alpha", enough), []);
        assert.ok((Date.now() - start) / 1000 >= enough.quietSeconds);
    });

    it("at the latest after the timeout, naming the affected applications", async () => {
        const start = Date.now();
        const { api } = apiOf({
            applications: [[application("job"), application("again", "PENDING_RERUN", "1")]],
            drivers: [driver("job", "1"), driver("again", "2")],
        });
        assert.deepStrictEqual(await awaitQuietNamespace(api, "alpha", polling), ["job", "again"]);
        assert.ok((Date.now() - start) / 1000 >= polling.timeoutSeconds);
    });

    const binding = { namespace: "alpha", name: "operator" };
    const account = { name: "op-alpha", namespace: "operators" };

    it("without waiting if it already has it", async () => {
        const { api, asked } = apiOf({
            applications: [[application("job")]],
            binding: { subjects: [{ kind: "ServiceAccount", ...account }] },
        });
        await awaitHandover(api, binding, account, polling);
        assert.deepStrictEqual(asked, ["binding alpha/operator"]);
    });

    for (const subject of [undefined, { ...account, namespace: "other" }, { name: "op" }]) {
        it(`after a look where ${JSON.stringify(subject)} has it`, async () => {
            const { api, asked } = apiOf({
                applications: [[]],
                ...(subject && { binding: { subjects: [subject] } }),
            });
            await awaitHandover(api, binding, account, polling);
            assert.deepStrictEqual(asked, ["binding alpha/operator", "sparkapplications of alpha"]);
        });
    }
});
