import { clusterUid } from "../recovery/kubernetes";
import type { ClusterSource } from "./source";

/**
 * A cluster of real nodes on this machine, without Docker. Its code is loaded only when needed.
 *
 * @param wantsObjectStore whether the stack has an object store, which needs a volume and an image
 */
export function sandboxSource(wantsObjectStore: () => boolean): ClusterSource {
    const load = () => import("../../sandbox");
    let asks = true;
    return {
        description: "a sandbox with four nodes on this machine",
        async obstacle() {
            const { missingForSandbox, sandboxState, checkoutId } = await load();
            asks = sandboxState(checkoutId()) === undefined;
            const missing = missingForSandbox();
            return missing.length > 0 ? missing.join("; ") : undefined;
        },
        question: () =>
            asks
                ? "The sandbox downloads Debian packages with apt (without installing them) and sets iptables rules in its own network namespace. Continue?"
                : undefined,
        async open() {
            const { sandboxUp, provideObjectStore, checkoutId, ImageSet, imageNames } =
                await load();
            const id = checkoutId();
            const hasLake = wantsObjectStore();
            const images = hasLake ? ImageSet.Lakehouse : ImageSet.Base;
            const { context, kubeconfig, artifacts } = await sandboxUp({ id, images });
            if (hasLake) {
                await provideObjectStore(id);
            }
            return {
                source: "sandbox",
                context,
                kubeconfig,
                uid: await clusterUid({ context, kubeconfig }),
                artifacts,
                ...(hasLake && { lakehouseImage: imageNames.lakehouse }),
            };
        },
        async remove() {
            const { sandboxDown, checkoutId } = await load();
            await sandboxDown(checkoutId());
        },
    };
}
