import * as pulumi from "@pulumi/pulumi";
import { MONITORING_LABEL } from "../../kubernetes/namespaceLabels";
import { uiPort } from "../../spark/webUi";
import { LABELS } from "../../validation/labels";
import { QuotaArgs } from "../teamArgs";

/**
 * What a container counts for where it states nothing; without, a quota would refuse it. Little, for
 * sidecars and tools: Spark's own containers always state theirs.
 */
const DEFAULT_CPU = "100m";
const DEFAULT_MEMORY = "256Mi";
/** Spark's containers state none: this is what each counts for, whatever it writes. */
export const DEFAULT_DISK = "1Gi";

/**
 * Spec of the ResourceQuota for all pods, or nothing where there is no limit. Not on CPU limits:
 * every container would have to state one, and Spark pods have none.
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
 * Spec of the ResourceQuota for drivers. No scope of a quota selects by label, so drivers are told
 * by their PriorityClass. `pods`, unlike `count/pods`, leaves out pods that have ended.
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
 * Spec of the LimitRange that goes with a quota: it states what containers leave out. No CPU limit,
 * which would refuse every container that requests more than it, and no limit of disk, which would
 * evict executors that shuffle.
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
 * Specs of a namespace's NetworkPolicies by name. Nothing comes in but what one of them lets in;
 * each job of the library brings a further one, for its own pods. What goes out is not limited.
 *
 * @param port of the drivers' pages and metrics
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
 * @param labels which drivers
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
