import { Run, WaitContext, waitForRun } from "../../../components/job/run/waiter";
import { KubernetesApi } from "../../../components/kubernetes/api";
import { CustomObject, Pod, ResourceQuota } from "../../../components/kubernetes/objects";

/** What the cluster shows at one look; an error is thrown by it. */
export interface Scene {
    state?: string;
    reason?: string;
    attempts?: number;
    restart?: string;
    pods?: Pod[];
    /** Executors that the job asks for. */
    instances?: number;
    /** The namespace's; an error is thrown. */
    quotas?: ResourceQuota[] | Error;
    /** Kueue's queue that the job names. */
    queue?: string;
    /** The namespace's workloads of Kueue; an error is thrown. */
    workloads?: CustomObject[] | Error;
    gone?: boolean;
    error?: Error;
    /** Another job has failed. */
    inVain?: boolean;
    /** Whether pods may not be deleted. */
    mayNotDelete?: boolean;
}

export interface Played {
    /** State that the wait ended with. */
    state?: string;
    /** Message that it ended with. */
    failure?: Error;
    warnings: string[];
    progress: string[];
    seconds: number;
    /** Pods that were deleted, with the second. */
    deleted: string[];
}

const RUN: Run = {
    job: "pi",
    application: "pi-12345678",
    namespace: "processing",
    until: "completed",
    expires: false,
};

/** The driver's log, an error instead, or the logs of its pod's containers. */
export type Log = string | Error | Record<string, string>;

/** Plays scenes to the waiter, one a second; the last one stays. Time is not real. */
export async function play(
    scenes: Scene[],
    run: Partial<Run> = {},
    log: Log = "",
): Promise<Played> {
    let seconds = 0;
    const played: Played = { warnings: [], progress: [], seconds, deleted: [] };
    const scene = () => scenes[Math.min(seconds, scenes.length - 1)] ?? {};
    const around: WaitContext = {
        api: fakeApi(scene, log, (pod) => played.deleted.push(`${pod} at ${seconds}`)),
        progress: (message) => played.progress.push(message),
        warn: (message) => played.warnings.push(message),
        shouldStop: () => scene().inVain === true,
        now: () => seconds * 1000,
        sleep: (milliseconds) => {
            seconds += milliseconds / 1000;
            return seconds > 600
                ? Promise.reject(new Error("the wait has no end"))
                : Promise.resolve();
        },
    };
    try {
        played.state = await waitForRun({ ...RUN, ...run }, around);
    } catch (error) {
        played.failure = error as Error;
    }
    return { ...played, seconds };
}

/** A pod whose container waits for a reason. */
export function waitingPod(name: string, reason: string, message: string): Pod {
    return {
        metadata: { name },
        status: { containerStatuses: [{ state: { waiting: { reason, message } } }] },
    };
}

/** A pod of a role that runs. */
export function runningPod(name: string, role: "driver" | "executor"): Pod {
    return { metadata: { name, labels: { "spark-role": role } }, status: { phase: "Running" } };
}

/** A pod that fits on no node. */
export function homelessPod(name: string, message: string): Pod {
    const condition = { type: "PodScheduled", status: "False", reason: "Unschedulable", message };
    return { metadata: { name }, status: { conditions: [condition] } };
}

/** A driver that has no node (yet). */
export function homelessDriver(uid: string): Pod {
    const pod = homelessPod("pi-12345678-driver", "0/4 nodes are available: 4 Insufficient cpu.");
    const metadata = { ...pod.metadata, uid, labels: { "spark-role": "driver" } };
    return { metadata, status: { ...pod.status, phase: "Pending" } };
}

function fakeApi(scene: () => Scene, log: Log, onDelete: (pod: string) => void): KubernetesApi {
    const api: Partial<KubernetesApi> = {
        server: "https://test:6443",
        readCustomObject: ({ plural, namespace, name }) => {
            const { error, gone } = scene();
            if (error !== undefined) {
                return Promise.reject(error);
            }
            const asked = `${namespace}/${plural}/${name}`;
            const exists = asked === "processing/sparkapplications/pi-12345678" && !gone;
            return Promise.resolve(exists ? applicationOf(scene()) : undefined);
        },
        listPods: ({ labelSelector }) => {
            const isAsked = labelSelector === "sparkoperator.k8s.io/app-name=pi-12345678";
            return Promise.resolve(isAsked ? (scene().pods ?? []) : []);
        },
        listResourceQuotas: () => {
            const { quotas = [] } = scene();
            return quotas instanceof Error ? Promise.reject(quotas) : Promise.resolve(quotas);
        },
        listCustomObjects: ({ plural }) => {
            const { workloads = [] } = scene();
            return workloads instanceof Error
                ? Promise.reject(workloads)
                : Promise.resolve(plural === "workloads" ? workloads : []);
        },
        deletePod: ({ namespace, name }) => {
            if (scene().mayNotDelete) {
                return Promise.reject(new Error('cannot delete resource "pods"'));
            }
            onDelete(`${namespace}/${name}`);
            return Promise.resolve();
        },
        podLog: ({ pod, container, tailLines }) => {
            if (log instanceof Error) {
                return Promise.reject(log);
            }
            const logs = typeof log === "string" ? { "spark-kubernetes-driver": log } : log;
            const text = pod === "pi-12345678-driver" ? logs[container ?? ""] : undefined;
            return text === undefined
                ? Promise.reject(new Error(`container "${container}" has not started`))
                : Promise.resolve(text.split("\n").slice(-tailLines).join("\n"));
        },
    };
    return api as KubernetesApi;
}

function applicationOf({
    state,
    reason,
    attempts,
    restart = "Never",
    instances,
    queue,
}: Scene): CustomObject {
    const labels: Record<string, string> =
        queue === undefined ? {} : { "kueue.x-k8s.io/queue-name": queue };
    return {
        metadata: { name: "pi-12345678", uid: "of the run", labels },
        spec: { restartPolicy: { type: restart }, executor: { instances } },
        status:
            state === undefined
                ? undefined
                : {
                      applicationState: { state, errorMessage: reason },
                      submissionAttempts: attempts ?? 1,
                  },
    };
}
