import { KubernetesApi } from "../../kubernetes/api";
import { KubernetesApiError, sleep } from "../../kubernetes/http";
import { CustomObject, Event, Pod } from "../../kubernetes/objects";
import { podTrouble, unschedulable } from "../../kubernetes/podTrouble";
import { plainLines, plainText } from "../../validation/plainText";
import { userError } from "../../validation/problems";
import { OperatorParts } from "../chart/parts";
import { rolloutGap, stuckPods } from "./rollout";

export interface Polling {
    timeoutSeconds: number;
    pollSeconds: number;
}

const LOG_LINES = 10;
const EVENTS = 10;
/** Size limit of the report: enough for three pods with long log lines, and the events. */
const REPORT_BYTES = 32 * 1024;

/**
 * Waits until the operator's Deployments are rolled out and its webhook answers. Throws as soon as a pod
 * is stuck, or after the timeout, with a report of the cluster's state.
 *
 * @param releases the parts of each release
 */
export async function operatorIsReady(
    api: KubernetesApi,
    releases: OperatorParts[],
    polling: Polling,
): Promise<void> {
    const end = Date.now() + polling.timeoutSeconds * 1000;
    for (let waiting = releases; waiting.length > 0;) {
        const looked = await Promise.all(waiting.map((parts) => observe(api, parts)));
        const open = looked.filter(({ gaps }) => gaps.length > 0);
        const isStuck = open.some(({ stuck }) => stuck.length > 0);
        if (open.length > 0 && (isStuck || Date.now() >= end)) {
            const time = isStuck ? "" : ` within ${polling.timeoutSeconds} s`;
            // Events of a new problem are written a moment after it appears.
            await sleep(polling.pollSeconds);
            throw userError(await report(api, open, time));
        }
        waiting = open.map(({ parts }) => parts);
        if (waiting.length > 0) {
            await sleep(polling.pollSeconds);
        }
    }
}

/** The state of one release: what it still lacks, and its stuck pods. */
interface Observation {
    parts: OperatorParts;
    gaps: string[];
    stuck: Pod[];
}

async function observe(api: KubernetesApi, parts: OperatorParts): Promise<Observation> {
    const gaps: string[] = [];
    const stuck: Pod[] = [];
    for (const { name, component } of parts.deployments) {
        const deployment = await api.readDeployment({ namespace: parts.namespace, name });
        const gap = rolloutGap(name, deployment);
        if (gap !== undefined) {
            gaps.push(gap);
            stuck.push(...stuckPods(deployment, await podsOf(api, parts, component)));
        }
    }
    if (gaps.length === 0 && parts.webhookNamespace !== undefined) {
        gaps.push(...(await webhookGap(api, parts.webhookNamespace)));
    }
    return { parts, gaps, stuck };
}

function podsOf(api: KubernetesApi, parts: OperatorParts, component?: string): Promise<Pod[]> {
    const instance = `app.kubernetes.io/instance=${parts.releaseName}`;
    const only = component === undefined ? "" : `,app.kubernetes.io/component=${component}`;
    return api.listPods({ namespace: parts.namespace, labelSelector: instance + only });
}

/**
 * Sends the API server a dry run that goes through the webhook. A ready pod is not enough: the API
 * server must also reach it through its Service and trust its certificate.
 */
async function webhookGap(api: KubernetesApi, namespace: string): Promise<string[]> {
    try {
        await api.dryRunCreate(
            {
                group: "sparkoperator.k8s.io",
                version: "v1beta2",
                plural: "sparkapplications",
                namespace,
                name: "readiness",
            },
            probe(namespace),
        );
        return [];
    } catch (error) {
        const { message, status } = error as KubernetesApiError;
        const notServed = status === undefined || /failed calling webhook/.test(message);
        // Any other rejection (a policy, a quota) does not mean that the webhook is unavailable.
        return notServed ? [`Webhook: ${message}`] : [];
    }
}

function probe(namespace: string): CustomObject {
    return {
        apiVersion: "sparkoperator.k8s.io/v1beta2",
        kind: "SparkApplication",
        metadata: { name: "readiness", namespace },
        spec: {
            type: "Scala",
            mode: "cluster",
            sparkVersion: "4.0.0",
            image: "none",
            mainClass: "None",
            mainApplicationFile: "local:///none.jar",
            driver: {},
            executor: {},
        },
    };
}

async function report(
    api: KubernetesApi,
    observations: Observation[],
    time: string,
): Promise<string> {
    const namespace = observations[0]?.parts.namespace ?? "";
    const pods = await Promise.all(observations.map(({ parts }) => podsOf(api, parts)));
    const described = await Promise.all(pods.flat().map((pod) => describe(api, namespace, pod)));
    const events = await api.listEvents({ namespace });
    const warnings = events.filter(({ type }) => type === "Warning").slice(-EVENTS);
    const lines = [
        `The Spark operator in namespace "${namespace}" did not become ready${time}:`,
        ...observations.flatMap(({ gaps }) => gaps.map((gap) => `  ${gap}`)),
        ...described.flat(),
        ...(warnings.length > 0 ? ["  Events:", ...warnings.map(eventLine)] : []),
    ];
    return plainText(lines.join("\n"), REPORT_BYTES);
}

async function describe(api: KubernetesApi, namespace: string, pod: Pod): Promise<string[]> {
    const name = pod.metadata?.name ?? "";
    const trouble = podTrouble(pod);
    const state = trouble
        ? `${trouble.reason}: ${trouble.message}`
        : (unschedulable(pod) ?? pod.status?.phase ?? "unknown");
    const log = await api.podLog({ namespace, pod: name, tailLines: LOG_LINES });
    const lines = plainLines(log).filter(Boolean);
    return [`  Pod ${name}: ${state}`, ...lines.map((line) => `    log: ${line}`)];
}

function eventLine({ reason, message, involvedObject, count }: Event): string {
    const times = count !== undefined && count > 1 ? ` (${count} times)` : "";
    return `    ${involvedObject?.name ?? ""}: ${reason ?? ""}: ${message ?? ""}${times}`;
}
