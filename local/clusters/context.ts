import { clusterUid } from "../recovery/kubernetes";
import type { ClusterSource } from "./source";

/** A cluster that is there already: it is used, and never made or deleted. */
export function contextSource(named: { context?: string; kubeconfig?: string }): ClusterSource {
    const { context, kubeconfig } = named;
    return {
        description: `your kube context "${context}"`,
        async obstacle() {
            if (context === undefined) {
                return "Pulumi.local.yaml names no kube context (spark-platform:cluster: {context: …})";
            }
            try {
                await clusterUid({ context, kubeconfig });
                return undefined;
            } catch (error) {
                // The components' messages have a headline for stack files before the reason.
                return (error as Error).message.split("\n").at(-1)?.trim();
            }
        },
        question: () => undefined,
        async open() {
            const ref = { context: context ?? "", kubeconfig };
            const uid = await clusterUid(ref);
            return { way: "context", ...ref, uid };
        },
        remove: () => Promise.resolve(),
    };
}
