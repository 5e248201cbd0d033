import { InstalledAutoscaler } from "./autoscalerConflict";
import { TERMINATION_GRACE_MINUTES } from "./autoscalerPods";
import { Autoscaler } from "./pools/autoscaler";

/** What is created first, so that there is always capacity. */
const CREATION_STEPS: Readonly<Record<Autoscaler, string>> = {
    [Autoscaler.Karpenter]: "Karpenter and its pools are created.",
    [Autoscaler.ClusterAutoscaler]: "Node groups are created, then Cluster Autoscaler.",
    [Autoscaler.None]:
        "Nothing is created: label the nodes that take over before this update " +
        "(docs/how-to/use-your-own-nodes.md).",
};

/** In the order in which the engine deletes the resources. */
const REMOVAL_STEPS: Readonly<Record<InstalledAutoscaler, string[]>> = {
    [Autoscaler.Karpenter]: [
        "Karpenter's pools are deleted: their nodes are drained. Executors move; a driver can " +
            `continue for ${TERMINATION_GRACE_MINUTES} minutes, then it is terminated.`,
        "Karpenter is deleted, after its last node.",
    ],
    [Autoscaler.ClusterAutoscaler]: [
        "Cluster Autoscaler is deleted.",
        "Its node groups are deleted: EKS drains their nodes. Executors move; a driver is " +
            "terminated after a few minutes.",
    ],
};

/** The steps of an update that replaces one autoscaler with another. */
export function switchOrder(from: InstalledAutoscaler, to: Autoscaler): string {
    const steps = [CREATION_STEPS[to], ...REMOVAL_STEPS[from]].map(
        (step, index) => `  ${index + 1}. ${step}`,
    );
    return [
        `autoscaler: changes from "${from}" to "${to}", in this order:`,
        ...steps,
        "Do this when no long job is running; its driver would be terminated.",
    ].join("\n");
}
