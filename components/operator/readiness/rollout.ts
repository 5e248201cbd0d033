import { Deployment, Pod } from "../../kubernetes/objects";
import { podTrouble } from "../../kubernetes/podTrouble";

const TEMPLATE_HASH = "pod-template-hash";

/** The operator exits while the API server is unreachable. With this many restarts, kubelet waits up to 30 s. */
const MIN_CRASHES = 3;

/** What a Deployment still lacks; `undefined` once all of its newest pods are available. */
export function rolloutGap(name: string, deployment: Deployment | undefined): string | undefined {
    if (deployment === undefined) {
        return `Deployment ${name} does not exist`;
    }
    const wanted = deployment.spec?.replicas ?? 1;
    const { replicas = 0, updatedReplicas = 0, availableReplicas = 0 } = deployment.status ?? {};
    const current = isObserved(deployment) ? Math.min(updatedReplicas, availableReplicas) : 0;
    // While old pods exist beside new ones, the rollout is not complete.
    return current >= wanted && replicas === updatedReplicas
        ? undefined
        : `Deployment ${name}: ${current} of ${wanted} pods available`;
}

/**
 * Pods of the Deployment's newest template that cannot start without intervention. Older pods do not
 * count: the current update may fix them.
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
        (trouble.reason !== "CrashLoopBackOff" || Math.max(0, ...restarts) >= MIN_CRASHES)
    );
}

/** Whether the status describes the current spec of the Deployment. */
function isObserved({ metadata, status }: Deployment): boolean {
    return (status?.observedGeneration ?? 0) >= (metadata?.generation ?? 0);
}

function createdAt(pod: Pod): string {
    return pod.metadata?.creationTimestamp ?? "";
}
