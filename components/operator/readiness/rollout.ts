import { Deployment, Pod } from "../../kubernetes/objects";
import { podTrouble } from "../../kubernetes/podTrouble";

const TEMPLATE_HASH = "pod-template-hash";

/** An API server that is away ends the operator. A kubelet's pauses up to here are half a minute. */
const FEWEST_CRASHES = 3;

/** What a Deployment still lacks, or nothing once all of its newest pods serve. */
export function rolloutGap(name: string, deployment: Deployment | undefined): string | undefined {
    if (deployment === undefined) {
        return `Deployment ${name} does not exist`;
    }
    const wanted = deployment.spec?.replicas ?? 1;
    const { replicas = 0, updatedReplicas = 0, availableReplicas = 0 } = deployment.status ?? {};
    const current = isObserved(deployment) ? Math.min(updatedReplicas, availableReplicas) : 0;
    // Old pods beside the new ones: the rollout is not over.
    return current >= wanted && replicas === updatedReplicas
        ? undefined
        : `Deployment ${name}: ${current} of ${wanted} pods available`;
}

/**
 * Pods of the Deployment's newest template that cannot run without help. Pods of an older one do
 * not count: the update that is under way may be their cure.
 */
export function stuckPods(deployment: Deployment | undefined, pods: Pod[]): Pod[] {
    if (deployment === undefined || !isObserved(deployment)) {
        return [];
    }
    if ((deployment.status?.updatedReplicas ?? 0) === 0) {
        return [];
    }
    const newest = [...pods].sort((a, b) => createdAt(b).localeCompare(createdAt(a)))[0];
    const hash = newest?.metadata?.labels?.[TEMPLATE_HASH];
    return pods.filter((pod) => pod.metadata?.labels?.[TEMPLATE_HASH] === hash && isStuck(pod));
}

function isStuck(pod: Pod): boolean {
    const trouble = podTrouble(pod);
    const restarts = (pod.status?.containerStatuses ?? []).map((one) => one.restartCount ?? 0);
    return (
        trouble !== undefined &&
        (trouble.reason !== "CrashLoopBackOff" || Math.max(0, ...restarts) >= FEWEST_CRASHES)
    );
}

/** Whether the status speaks of the Deployment as it is now. */
function isObserved({ metadata, status }: Deployment): boolean {
    return (status?.observedGeneration ?? 0) >= (metadata?.generation ?? 0);
}

function createdAt(pod: Pod): string {
    return pod.metadata?.creationTimestamp ?? "";
}
