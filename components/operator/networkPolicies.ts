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
 * Specs of the NetworkPolicies of the operator's namespace by the end of
 * their names. Nothing comes in but what one of
 * them lets in; kubelet's probes are not limited by any. What goes out is not limited.
 *
 * @param ownsNamespace whether all pods of the namespace are the operator's
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
                // From anywhere: the API server is no pod, so no selector can name it.
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
