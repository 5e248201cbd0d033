import assert from "node:assert/strict";
import { podSecurityLabels } from "../../../../components/kubernetes/namespaceLabels";
import * as isolation from "../../../../components/team/isolation/isolation";

describe("a team's isolation", () => {
    it("enforces a Pod Security Standard, and warns of violations", () => {
        assert.deepStrictEqual(podSecurityLabels("baseline"), {
            "pod-security.kubernetes.io/enforce": "baseline",
            "pod-security.kubernetes.io/enforce-version": "latest",
            "pod-security.kubernetes.io/warn": "baseline",
            "pod-security.kubernetes.io/warn-version": "latest",
        });
    });

    const quotas = [
        {
            quota: { cpu: "64", memory: "256Gi" },
            hard: { "requests.cpu": "64", "requests.memory": "256Gi", "limits.memory": "256Gi" },
            container: {
                type: "Container",
                default: { memory: "256Mi" },
                defaultRequest: { cpu: "100m", memory: "256Mi" },
            },
        },
        {
            quota: { cpu: "64" },
            hard: { "requests.cpu": "64" },
            container: { type: "Container", defaultRequest: { cpu: "100m" } },
        },
        {
            quota: { memory: "1Ti", drivers: 3 },
            hard: { "requests.memory": "1Ti", "limits.memory": "1Ti" },
            container: {
                type: "Container",
                default: { memory: "256Mi" },
                defaultRequest: { memory: "256Mi" },
            },
        },
        {
            quota: { ephemeralStorage: "2Ti" },
            hard: { "requests.ephemeral-storage": "2Ti" },
            container: { type: "Container", defaultRequest: { "ephemeral-storage": "1Gi" } },
        },
    ];
    for (const { quota, hard, container } of quotas) {
        it(`limits the total requests of pods with ${JSON.stringify(quota)}`, () => {
            assert.deepStrictEqual(isolation.resourceQuota(quota), { hard });
            assert.deepStrictEqual(isolation.limitRange(quota), { limits: [container] });
        });
    }

    it("has no quota for all pods unless one is set", () => {
        assert.strictEqual(isolation.resourceQuota({}), undefined);
        assert.strictEqual(isolation.resourceQuota({ drivers: 2 }), undefined);
    });

    it("counts drivers by their PriorityClass", () => {
        assert.deepStrictEqual(isolation.driverQuota(5, "spark-driver"), {
            hard: { pods: "5" },
            scopeSelector: {
                matchExpressions: [
                    { scopeName: "PriorityClass", operator: "In", values: ["spark-driver"] },
                ],
            },
        });
    });

    it("only allows ingress between the pods of hand-written jobs, and from monitoring", () => {
        const submitted = {
            matchExpressions: [
                { key: "spark-role", operator: "Exists" },
                { key: "spark-platform.dev/job", operator: "DoesNotExist" },
            ],
        };
        assert.deepStrictEqual(isolation.networkPolicies(), {
            "default-deny-ingress": { podSelector: {}, policyTypes: ["Ingress"] },
            "spark-submitted": {
                podSelector: submitted,
                policyTypes: ["Ingress"],
                ingress: [{ from: [{ podSelector: submitted }] }],
            },
            "spark-metrics": {
                podSelector: { matchLabels: { "spark-role": "driver" } },
                policyTypes: ["Ingress"],
                ingress: [
                    {
                        from: [
                            {
                                namespaceSelector: {
                                    matchLabels: { "spark-platform.dev/monitoring": "true" },
                                },
                            },
                        ],
                        ports: [{ protocol: "TCP", port: 4040 }],
                    },
                ],
            },
        });
    });
});
