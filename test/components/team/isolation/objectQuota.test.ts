import assert from "node:assert/strict";
import { objectQuota, systemQuota } from "../../../../components/team/isolation/objectQuota";

describe("a team's object quota", () => {
    it("has defaults for a team that sets no limits", () => {
        assert.deepStrictEqual(objectQuota({ cpu: "4" }), {
            hard: {
                "count/sparkapplications.sparkoperator.k8s.io": "500",
                "count/scheduledsparkapplications.sparkoperator.k8s.io": "200",
                "count/pods": "5000",
                "count/configmaps": "2000",
                services: "1100",
                persistentvolumeclaims: "500",
                "requests.storage": "20Ti",
                "services.loadbalancers": "0",
                "services.nodeports": "0",
            },
        });
    });

    it("applies the team's limits; ConfigMaps and Services follow the applications", () => {
        const quota = { applications: 2000, pods: 9000, volumeClaims: 0, storage: "500Gi" };
        assert.deepStrictEqual(objectQuota(quota).hard, {
            "count/sparkapplications.sparkoperator.k8s.io": "2000",
            "count/scheduledsparkapplications.sparkoperator.k8s.io": "200",
            "count/pods": "9000",
            "count/configmaps": "6500",
            services: "4100",
            persistentvolumeclaims: "0",
            "requests.storage": "500Gi",
            "services.loadbalancers": "0",
            "services.nodeports": "0",
        });
        assert.deepStrictEqual(objectQuota({ pods: undefined }), objectQuota({}));
    });

    it("blocks pods with Kubernetes' own priorities", () => {
        assert.deepStrictEqual(systemQuota(), {
            hard: { pods: "0" },
            scopeSelector: {
                matchExpressions: [
                    {
                        scopeName: "PriorityClass",
                        operator: "In",
                        values: ["system-cluster-critical", "system-node-critical"],
                    },
                ],
            },
        });
    });
});
