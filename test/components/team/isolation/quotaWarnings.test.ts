import assert from "node:assert/strict";
import { KubernetesApi } from "../../../../components/kubernetes/api";
import { KubernetesApiError } from "../../../../components/kubernetes/http";
import { Namespace, ResourceQuota } from "../../../../components/kubernetes/objects";
import { quotaWarnings, usedObjects } from "../../../../components/team/isolation/quotaWarnings";

const APPLICATIONS = "count/sparkapplications.sparkoperator.k8s.io";

describe("warnings about a team's object quota", () => {
    it("do not appear below 80 %", () => {
        const used = {
            [APPLICATIONS]: "399",
            "count/pods": "3999",
            "count/configmaps": "1599",
            services: "879",
            persistentvolumeclaims: "399",
            "requests.storage": "15Ti",
            "services.loadbalancers": "0",
        };
        assert.deepStrictEqual(quotaWarnings("processing", used, {}), []);
        assert.deepStrictEqual(quotaWarnings("processing", {}, {}), []);
        const none = { persistentvolumeclaims: "0" };
        assert.deepStrictEqual(quotaWarnings("processing", none, { volumeClaims: 0 }), []);
    });

    it("state the usage and the limit, and how to make room", () => {
        const used = {
            [APPLICATIONS]: "400",
            "count/scheduledsparkapplications.sparkoperator.k8s.io": "160",
            "count/pods": "4k",
            "count/configmaps": "1600",
            services: "880",
            persistentvolumeclaims: "400",
            "requests.storage": "16Ti",
        };
        const then = "At the limit, Kubernetes rejects any more";
        const finished = "delete finished applications, or set timeToLive on jobs";
        const claims = "delete unused claims";
        const raise = (argument: string) => `or raise teams.processing.quota.${argument}.`;
        assert.deepStrictEqual(quotaWarnings("processing", used, {}), [
            'Team "processing" uses 400 of 500 SparkApplications, finished ones included. ' +
                `${then}: ${finished}, ${raise("applications")}`,
            `Team "processing" uses 160 of 200 ScheduledSparkApplications. ${then}: delete some.`,
            'Team "processing" uses 4k of 5000 pods, finished ones included. ' +
                `${then}: ${finished}, ${raise("pods")}`,
            `Team "processing" uses 1600 of 2000 ConfigMaps. ${then}: ${finished}, ` +
                raise("applications"),
            `Team "processing" uses 880 of 1100 Services. ${then}: ${finished}, ` +
                raise("applications"),
            `Team "processing" uses 400 of 500 volume claims. ${then}: ${claims}, ` +
                raise("volumeClaims"),
            `Team "processing" uses 16Ti of 20Ti storage in volume claims. ${then}: ${claims}, ` +
                raise("storage"),
        ]);
    });

    it("appear if more objects exist than a lowered limit allows", () => {
        assert.deepStrictEqual(
            quotaWarnings("processing", { [APPLICATIONS]: "150" }, { applications: 100 }),
            [
                'Team "processing" uses 150 of 100 SparkApplications, finished ones included. ' +
                    "Nothing is deleted, but Kubernetes rejects any more: delete finished " +
                    "applications, or set timeToLive on jobs, or raise " +
                    "teams.processing.quota.applications.",
            ],
        );
    });
});

describe("the number of a team's objects", () => {
    const quota: ResourceQuota = {
        metadata: { name: "spark-objects" },
        status: { used: { services: "7" } },
    };

    function apiOf(quotas: ResourceQuota[] | undefined, namespace?: Namespace) {
        const asked: string[] = [];
        const api: Partial<KubernetesApi> = {
            listResourceQuotas: () =>
                quotas === undefined
                    ? Promise.reject(new KubernetesApiError("forbidden", 403))
                    : Promise.resolve(quotas),
            readNamespace: () => {
                asked.push("namespace");
                return Promise.resolve(namespace);
            },
            countObjects: ({ plural }) => {
                asked.push(plural);
                return plural === "pods"
                    ? Promise.reject(new KubernetesApiError("forbidden", 403))
                    : Promise.resolve(plural.length);
            },
        };
        return { api: api as KubernetesApi, asked };
    }

    it("comes from the status of its quota", async () => {
        const { api, asked } = apiOf([{ metadata: { name: "other" } }, quota], {});
        assert.deepStrictEqual(await usedObjects(api, "processing"), { services: "7" });
        assert.deepStrictEqual(asked, []);
    });

    it("is empty without a namespace, or without permission to read it", async () => {
        const { api, asked } = apiOf([]);
        assert.deepStrictEqual(await usedObjects(api, "processing"), {});
        assert.deepStrictEqual(asked, ["namespace"]);
        assert.deepStrictEqual(await usedObjects(apiOf(undefined, {}).api, "processing"), {});
    });

    it("is counted if the team has no such quota yet", async () => {
        const { api, asked } = apiOf([], {});
        assert.deepStrictEqual(await usedObjects(api, "processing"), {
            [APPLICATIONS]: "17",
            "count/scheduledsparkapplications.sparkoperator.k8s.io": "26",
            "count/pods": "0",
            "count/configmaps": "10",
            services: "8",
            persistentvolumeclaims: "22",
        });
        assert.strictEqual(asked.length, 7);
    });
});
