import { clusterUid } from "../recovery/kubernetes";
import type { ClusterSource } from "./source";

/** An existing cluster: used as it is, never created or deleted. */
export function contextSource(named: { context?: string; kubeconfig?: string }): ClusterSource {
    const { context, kubeconfig } = named;
    return {
        description: `kube context "${context}"`,
        async obstacle() {
            if (context === undefined) {
                return "Pulumi.local.yaml does not set a kube context (spark-platform:cluster: {context: …})";
            }
            try {
                await clusterUid({ context, kubeconfig });
                return undefined;
            } catch (error) {
                // Messages of the components begin with a headline about stack files; the reason
                // follows.
                return (error as Error).message.split("\n").at(-1)?.trim();
            }
        },
        question: () => undefined,
        async open() {
            const ref = { context: context ?? "", kubeconfig };
            const uid = await clusterUid(ref);
            return { source: "context", ...ref, uid };
        },
        remove: () => Promise.resolve(),
    };
}
