import { nodeGroups } from "../components/nodes/clusterAutoscaler/nodeGroups";
import { instanceTypes } from "../components/nodes/instanceTypes/instanceTypes";
import { DEFAULT_NODE_POOLS } from "../components/nodes/pools/nodePoolDefaults";
import { type Sandbox } from "../sandbox";
import { startClusterAutoscaler, stopClusterAutoscaler } from "../testkit/clusterAutoscaler";
import { kubectlOf } from "../testkit/testSandbox";
import { Provisioner } from "./provisioners";

/**
 * Cluster Autoscaler with the node groups of the library's pools and its production delays.
 *
 * @param binary path of a Cluster Autoscaler with the provider `kwok`
 */
export function clusterAutoscalerNodes(
    sandbox: Sandbox,
    binary: string,
    zones: string[],
): Provisioner {
    const groups = nodeGroups(DEFAULT_NODE_POOLS, { instanceTypes, zones });
    return {
        name: "Cluster Autoscaler, default pools",
        labelled: true,
        removesNodes: true,
        start: () => startClusterAutoscaler(sandbox, binary, groups, { unhurried: true }),
        stop: async () => {
            await stopClusterAutoscaler(sandbox);
            kubectlOf(sandbox, "delete", "--raw", "/api/v1/nodes");
        },
    };
}
