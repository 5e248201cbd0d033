import assert from "node:assert/strict";
import { KubernetesApi } from "../../../../components/kubernetes/api";
import { ResourceQuota } from "../../../../components/kubernetes/objects";
import { KubernetesApiError } from "../../../../components/kubernetes/http";
import { isCounted } from "../../../../components/operator/readiness/countedApplications";

const APPLICATIONS = "count/sparkapplications.sparkoperator.k8s.io";

/** @param answers what the quota of objects says is used, one look after the other; null: no quota */
function apiOf(
    answers: (Record<string, string> | undefined | null)[],
    hard?: Record<string, string>,
) {
    const asked: string[] = [];
    const last = answers.at(-1);
    const api: Partial<KubernetesApi> = {
        listResourceQuotas: (namespace) => {
            asked.push(`quotas of ${namespace}`);
            const used = answers.length > 0 ? answers.shift() : last;
            const status = used ? { used, hard } : undefined;
            const quota: ResourceQuota = { metadata: { name: "spark-objects" }, status };
            const other: ResourceQuota = {
                metadata: { name: "other" },
                status: { used: { [APPLICATIONS]: "1" } },
            };
            return Promise.resolve(used === null ? [other] : [other, quota]);
        },
        recount: (namespace) => {
            asked.push(`recount ${namespace}`);
            return Promise.resolve();
        },
    };
    return { api: api as KubernetesApi, asked };
}

const polling = { timeoutSeconds: 0.05, pollSeconds: 0.01 };
const known = { [APPLICATIONS]: "0" };
const unknown = { "count/pods": "3" };

describe("the count of a team's applications", () => {
    it("is not awaited longer than needed", async () => {
        const { api, asked } = apiOf([known]);
        assert.strictEqual(await isCounted(api, "a", polling), true);
        assert.deepStrictEqual(asked, ["quotas of a"]);
    });

    it("is requested again if Kubernetes did not know the kind at first", async () => {
        const { api, asked } = apiOf([null, undefined, unknown, unknown, known]);
        assert.strictEqual(await isCounted(api, "a", polling), true);
        assert.deepStrictEqual(
            asked.filter((question) => question === "recount a"),
            ["recount a"],
        );
    });

    it("is awaited for schedules, too, which Kubernetes may discover later", async () => {
        const schedules = "count/scheduledsparkapplications.sparkoperator.k8s.io";
        const hard = { [APPLICATIONS]: "500", [schedules]: "100" };
        const { api, asked } = apiOf([known, known, { ...known, [schedules]: "0" }], hard);
        assert.strictEqual(await isCounted(api, "a", polling), true);
        assert.strictEqual(asked.filter((question) => question === "quotas of a").length, 3);
    });

    it("is given up after the timeout", async () => {
        const { api, asked } = apiOf([unknown]);
        assert.strictEqual(await isCounted(api, "a", polling), false);
        assert.strictEqual(asked.filter((question) => question === "recount a").length, 2);
    });

    it("is not awaited if a namespace has no such quota", async () => {
        const { api, asked } = apiOf([null]);
        const long = { timeoutSeconds: 10, pollSeconds: 0.01 };
        assert.strictEqual(await isCounted(api, "a", long), true);
        assert.strictEqual(asked.length, 6);
    });

    it("is not awaited without permission to read quotas", async () => {
        const refused = new KubernetesApiError("forbidden", 403);
        const api = { listResourceQuotas: () => Promise.reject(refused) };
        assert.strictEqual(await isCounted(api as unknown as KubernetesApi, "a", polling), true);
    });
});
