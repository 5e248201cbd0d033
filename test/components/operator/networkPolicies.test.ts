import assert from "node:assert/strict";
import { operatorPlan } from "../../../components/operator/chart/plan";
import { operatorNetworkPolicies } from "../../../components/operator/networkPolicies";

const instance = "app.kubernetes.io/instance";
const policyTypes = ["Ingress"];

function podsOf(...values: string[]) {
    return { matchExpressions: [{ key: instance, operator: "In", values }] };
}

function policies(scope: "platform" | "team", ownsNamespace: boolean, values?: object) {
    const plan = operatorPlan({ scope, values: { ...values } }, ["alpha", "beta"]);
    const others = plan.teams.map(({ release }) => release);
    return operatorNetworkPolicies(plan.main, others, ownsNamespace);
}

describe("the network policies of the operator's namespace", () => {
    const webhook = {
        podSelector: {
            matchLabels: { [instance]: "spark-operator", "app.kubernetes.io/component": "webhook" },
        },
        policyTypes,
        ingress: [{ ports: [{ protocol: "TCP", port: 9443 }] }],
    };
    const metricsOf = (podSelector: object, port = 8080) => ({
        podSelector,
        policyTypes,
        ingress: [
            {
                from: [
                    {
                        namespaceSelector: {
                            matchLabels: { "spark-platform.dev/monitoring": "true" },
                        },
                    },
                ],
                ports: [{ protocol: "TCP", port }],
            },
        ],
    });

    it("deny everything except the webhook, and metrics for monitoring", () => {
        assert.deepStrictEqual(policies("platform", true), {
            "default-deny-ingress": { podSelector: {}, policyTypes },
            webhook,
            metrics: metricsOf(podsOf("spark-operator")),
        });
    });

    it("select only the operator's pods in a namespace that is not its own", () => {
        const all = podsOf("spark-operator", "spark-operator-alpha", "spark-operator-beta");
        assert.deepStrictEqual(policies("team", false), {
            "default-deny-ingress": { podSelector: all, policyTypes },
            webhook,
            metrics: metricsOf(all),
        });
    });

    it("follow the user's own values", () => {
        const own = { webhook: { port: 443 }, prometheus: { metrics: { port: 9090 } } };
        assert.deepStrictEqual(policies("platform", true, own), {
            "default-deny-ingress": { podSelector: {}, policyTypes },
            webhook: { ...webhook, ingress: [{ ports: [{ protocol: "TCP", port: 443 }] }] },
            metrics: metricsOf(podsOf("spark-operator"), 9090),
        });
        const without = {
            webhook: { enable: false },
            prometheus: { metrics: { enable: false } },
        };
        assert.deepStrictEqual(policies("platform", true, without), {
            "default-deny-ingress": { podSelector: {}, policyTypes },
        });
    });
});
