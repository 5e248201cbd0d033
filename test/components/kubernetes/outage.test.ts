import assert from "node:assert/strict";
import { KubernetesApi } from "../../../components/kubernetes/api";
import { KubernetesApiError } from "../../../components/kubernetes/http";
import { isOutage, patientApi } from "../../../components/kubernetes/outage";

const refused = new KubernetesApiError("connect ECONNREFUSED", undefined, "ECONNREFUSED");

/** An API that fails to list pods for that many seconds, and its warnings meanwhile. */
function failing(seconds: number, error: Error = refused) {
    let now = 0;
    const warnings: string[] = [];
    const inner = {
        server: "https://a:6443",
        listPods: () => (now < seconds * 1000 ? Promise.reject(error) : Promise.resolve([])),
    };
    const clock = {
        now: () => now,
        sleep: (milliseconds: number) => {
            now += milliseconds;
            return Promise.resolve();
        },
    };
    const warn = (message: string) => void warnings.push(message);
    const api = patientApi(inner as unknown as KubernetesApi, warn, clock);
    return { api, warnings, seconds: () => now / 1000 };
}

describe("an outage of the API server", () => {
    it("means that a server does not answer, is restarting or has lost its storage", () => {
        for (const status of [undefined, 429, 500, 503, 504]) {
            assert.ok(isOutage(new KubernetesApiError("etcdserver: leader changed", status)));
        }
        const webhook = 'Internal error occurred: failed calling webhook "a.b.c": refused';
        for (const [words, status] of [
            ["forbidden", 403],
            ["conflict", 409],
            [webhook, 500],
        ] as const) {
            assert.ok(!isOutage(new KubernetesApiError(words, status)));
        }
        assert.ok(!isOutage(new TypeError("x")));
    });

    it("is outlasted by waits, with one warning", async () => {
        const { api, warnings, seconds } = failing(50);
        await Promise.all([api.listPods({ namespace: "a" }), api.listPods({ namespace: "b" })]);
        assert.ok(seconds() >= 50);
        assert.deepEqual(warnings, [
            "the API server (https://a:6443) does not answer: connect ECONNREFUSED; " +
                "trying again for up to 60 s",
        ]);
    });

    it("ends the wait if it is long, with the last error", async () => {
        const { api, seconds } = failing(1000);
        await assert.rejects(api.listPods({ namespace: "a" }), {
            message:
                "the API server (https://a:6443) has not answered for 60 s: connect ECONNREFUSED",
            code: "ECONNREFUSED",
        });
        assert.equal(seconds(), 60);
    });

    it("is not a rejection or a mistake", async () => {
        for (const error of [new KubernetesApiError("forbidden", 403), new TypeError("x")]) {
            const { api, seconds, warnings } = failing(10, error);
            await assert.rejects(api.listPods({ namespace: "a" }), error);
            assert.deepEqual([seconds(), warnings], [0, []]);
        }
    });
});
