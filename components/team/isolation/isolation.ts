import * as pulumi from "@pulumi/pulumi";
import { MONITORING_LABEL } from "../../kubernetes/namespaceLabels";
import { uiPort } from "../../spark/webUi";
import { LABELS } from "../../validation/labels";
import { QuotaArgs } from "../teamArgs";

/**
 * Requests of a container that states none; without them, a quota would reject it. Small, for sidecars
 * and tools: Spark's own containers always state theirs.
 */
const DEFAULT_CPU = "100m";
const DEFAULT_MEMORY = "256Mi";
/** Spark's containers request none: each counts as this much, no matter what it writes. */
export const DEFAULT_DISK = "1Gi";

/**
 * Spec of the ResourceQuota for all pods, or `undefined` without limits. It does not cover CPU limits:
 * every container would then need one, and Spark pods have none.
 */
export function resourceQuota({ cpu, memory, ephemeralStorage }: QuotaArgs) {
    const hard = {
        ...(cpu !== undefined && { "requests.cpu": cpu }),
        ...(memory !== undefined && { "requests.memory": memory, "limits.memory": memory }),
        ...(ephemeralStorage !== undefined && { "requests.ephemeral-storage": ephemeralStorage }),
    };
    return Object.keys(hard).length === 0 ? undefined : { hard };
}

/**
 * Spec of the ResourceQuota for drivers. A quota cannot select pods by label, so drivers are recognized
 * by their PriorityClass. `pods`, unlike `count/pods`, does not count finished pods.
 */
export function driverQuota(drivers: number, driverClass: pulumi.Input<string>) {
    return {
        hard: { pods: String(drivers) },
        scopeSelector: {
            matchExpressions: [
                { scopeName: "PriorityClass", operator: "In", values: [driverClass] },
            ],
        },
    };
}

/**
 * Spec of the LimitRange that complements a quota: defaults for containers that state nothing. No CPU
 * limit, which would reject every container that requests more, and no disk limit, which would evict
 * executors while they shuffle.
 */
export function limitRange({ cpu, memory, ephemeralStorage }: QuotaArgs) {
    const container = {
        type: "Container",
        ...(memory !== undefined && { default: { memory: DEFAULT_MEMORY } }),
        defaultRequest: {
            ...(cpu !== undefined && { cpu: DEFAULT_CPU }),
            ...(memory !== undefined && { memory: DEFAULT_MEMORY }),
            ...(ephemeralStorage !== undefined && { "ephemeral-storage": DEFAULT_DISK }),
        },
    };
    return { limits: [container] };
}

/**
 * Specs of a namespace's NetworkPolicies, by name. Ingress is denied unless one of them allows it; each
 * job of the library adds one for its own pods. Egress is not restricted.
 *
 * @param port of the drivers' web UI and metrics
 */
export function networkPolicies(port = uiPort()) {
    const submitted = {
        matchExpressions: [
            { key: "spark-role", operator: "Exists" },
            { key: LABELS.job, operator: "DoesNotExist" },
        ],
    };
    return {
        "default-deny-ingress": { podSelector: {}, policyTypes: ["Ingress"] },
        // All ports: Spark's block managers pick theirs at random.
        "spark-submitted": {
            podSelector: submitted,
            policyTypes: ["Ingress"],
            ingress: [{ from: [{ podSelector: submitted }] }],
        },
        "spark-metrics": metricsPolicy(port),
    };
}

/**
 * Spec of the NetworkPolicy that lets monitoring read the metrics of drivers.
 *
 * @param labels that select the drivers
 */
export function metricsPolicy(port: pulumi.Input<number>, labels: Record<string, string> = {}) {
    return {
        podSelector: { matchLabels: { ...labels, "spark-role": "driver" } },
        policyTypes: ["Ingress"],
        ingress: [
            {
                from: [{ namespaceSelector: { matchLabels: { [MONITORING_LABEL]: "true" } } }],
                ports: [{ protocol: "TCP", port }],
            },
        ],
    };
}
