import { MONITORING_LABEL } from "../kubernetes/namespaceLabels";
import { OperatorRelease } from "./chart/releases";

/** Defaults of the chart. */
const WEBHOOK_PORT = 9443;
const METRICS_PORT = 8080;

interface ReadValues {
    webhook?: { enable?: boolean; port?: number };
    prometheus?: { metrics?: { enable?: boolean; port?: number } };
}

/**
 * Specs of the NetworkPolicies in the operator's namespace, by the suffix of their names. They allow
 * only the listed ingress; kubelet's probes are always allowed. Egress is not restricted.
 *
 * @param ownsNamespace whether all pods in the namespace belong to the operator
 */
export function operatorNetworkPolicies(
    main: OperatorRelease,
    others: OperatorRelease[],
    ownsNamespace: boolean,
) {
    const { webhook = {}, prometheus: { metrics = {} } = {} } = main.values as ReadValues;
    const instance = "app.kubernetes.io/instance";
    const names = [main, ...others].map(({ name }) => name);
    const podSelector = {
        matchExpressions: [{ key: instance, operator: "In", values: names.sort() }],
    };
    const policyTypes = ["Ingress"];
    const ports = (port: number) => [{ protocol: "TCP", port }];
    const from = [{ namespaceSelector: { matchLabels: { [MONITORING_LABEL]: "true" } } }];
    return {
        "default-deny-ingress": {
            podSelector: ownsNamespace ? {} : podSelector,
            policyTypes,
        },
        ...(webhook.enable !== false && {
            webhook: {
                podSelector: {
                    matchLabels: {
                        [instance]: main.name,
                        "app.kubernetes.io/component": "webhook",
                    },
                },
                policyTypes,
                // From anywhere: the API server is not a pod, so no selector matches it.
                ingress: [{ ports: ports(webhook.port ?? WEBHOOK_PORT) }],
            },
        }),
        ...(metrics.enable !== false && {
            metrics: {
                podSelector,
                policyTypes,
                ingress: [{ from, ports: ports(metrics.port ?? METRICS_PORT) }],
            },
        }),
    };
}
