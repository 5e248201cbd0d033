import { ContainerStatus, Pod } from "./objects";

/** Why a pod cannot run, in Kubernetes' own words. */
export interface PodTrouble {
    reason: string;
    message: string;
}

/** Waiting reasons that do not go away on their own. */
const STUCK_REASONS = [
    "ErrImagePull",
    "ImagePullBackOff",
    "InvalidImageName",
    "ErrImageNeverPull",
    "CreateContainerConfigError",
    "CreateContainerError",
    "CrashLoopBackOff",
];

/** What keeps a pod from running, or `undefined` if it runs or may still start. */
export function podTrouble(pod: Pod): PodTrouble | undefined {
    const waiting = containersOf(pod).map((container) => container.state?.waiting);
    const stuck = waiting.find((state) => STUCK_REASONS.includes(state?.reason ?? ""));
    return stuck && { reason: stuck.reason ?? "", message: stuck.message ?? "" };
}

/** Why a pod is not scheduled: the scheduler's message, or that its scheduler has not processed it. */
export function unschedulable(pod: Pod): string | undefined {
    const scheduled = pod.status?.conditions?.find(({ type }) => type === "PodScheduled");
    const { nodeName, schedulerName } = pod.spec ?? {};
    if (scheduled === undefined && schedulerName !== undefined && nodeName === undefined) {
        return `scheduler "${schedulerName}" has not processed it`;
    }
    if (scheduled?.status !== "False" || scheduled.reason !== "Unschedulable") {
        return undefined;
    }
    return scheduled.message ?? "no node fits the pod";
}

function containersOf(pod: Pod): ContainerStatus[] {
    const { initContainerStatuses = [], containerStatuses = [] } = pod.status ?? {};
    return [...initContainerStatuses, ...containerStatuses];
}
