import { InstalledAutoscaler } from "./autoscalerConflict";
import { TERMINATION_GRACE_MINUTES } from "./autoscalerPods";
import { Autoscaler } from "./pools/autoscaler";

/** What comes first: there is capacity at any moment. */
const CREATION_STEPS: Readonly<Record<Autoscaler, string>> = {
    [Autoscaler.Karpenter]: "Karpenter comes, with its pools.",
    [Autoscaler.ClusterAutoscaler]: "Node groups come, then Cluster Autoscaler.",
    [Autoscaler.None]:
        "Nothing comes: the nodes that are to take over need their labels before " +
        "(docs/how-to/use-your-own-nodes.md).",
};

/** In the order in which the engine deletes it. */
const REMOVAL_STEPS: Readonly<Record<InstalledAutoscaler, string[]>> = {
    [Autoscaler.Karpenter]: [
        "Karpenter's pools go: their nodes are drained. Executors move; a driver may go on for " +
            `${TERMINATION_GRACE_MINUTES} minutes, then it is ended.`,
        "Karpenter goes, after its last node.",
    ],
    [Autoscaler.ClusterAutoscaler]: [
        "Cluster Autoscaler goes.",
        "Its node groups go: EKS drains their nodes. Executors move; a driver is ended after a " +
            "few minutes.",
    ],
};

/** What an update does, in order, that puts one autoscaler in the place of another. */
export function switchOrder(from: InstalledAutoscaler, to: Autoscaler): string {
    const steps = [CREATION_STEPS[to], ...REMOVAL_STEPS[from]].map(
        (step, index) => `  ${index + 1}. ${step}`,
    );
    return [
        `autoscaler: changes from "${from}" to "${to}", in this order:`,
        ...steps,
        "Do it when no long job runs: its driver would be ended.",
    ].join("\n");
}
