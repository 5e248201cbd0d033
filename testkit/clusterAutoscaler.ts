import { AUTOSCALER_NAMESPACE } from "../components/nodes/autoscalerPods";
import { clusterAutoscalerValues } from "../components/nodes/clusterAutoscaler/clusterAutoscalerValues";
import { NodeGroup } from "../components/nodes/clusterAutoscaler/nodeGroups";
import { type Sandbox } from "../sandbox";
import { askController, Controller, startController, stopController } from "./controller";
import { autoScalingGroup, GROUP_ANNOTATION, nodeTemplates } from "./nodeGroupNodes";
import { apply } from "./testSandbox";

const PORT = 18085;

const CLUSTER_AUTOSCALER: Controller = {
    name: "cluster-autoscaler",
    title: "Cluster Autoscaler",
    ready: `${PORT}/health-check`,
};

/** Only times, all shorter, so that tests do not wait for minutes. */
const HASTE = {
    // Default: 10 s.
    "scan-interval": "1s",
    // 5 min in the chart.
    "scale-down-unneeded-time": "5s",
    // Default: 5 min until a node with pods is checked again.
    "unremovable-node-recheck-timeout": "1s",
};

export interface ClusterAutoscalerOptions {
    /** The chart's own times. */
    unhurried?: boolean;
}

/**
 * Starts Cluster Autoscaler inside the sandbox, where it runs until the sandbox stops, with the
 * flags and priorities that its chart gets. Its provider simulates the groups' nodes.
 *
 * @param binary path of a Cluster Autoscaler with the provider `kwok`
 */
export async function startClusterAutoscaler(
    sandbox: Sandbox,
    binary: string,
    groups: NodeGroup[],
    { unhurried = false }: ClusterAutoscalerOptions = {},
): Promise<void> {
    const { extraArgs, expanderPriorities } = clusterAutoscalerValues({
        region: "eu-central-1",
        imageTag: "of no effect",
        serviceAccount: "of no effect",
        systemNodes: 1,
        stack: "of no effect",
        groups: groups.map((group) => ({ ...group, name: autoScalingGroup(group.name) })),
    });
    apply(
        sandbox,
        configMap("cluster-autoscaler-priority-expander", "priorities", expanderPriorities),
        configMap("kwok-provider-config", "config", {
            apiVersion: "v1alpha1",
            readNodesFrom: "configmap",
            nodegroups: { fromNodeAnnotationKey: `${GROUP_ANNOTATION}/name` },
            nodes: { skipTaint: true },
            configmap: { name: "kwok-provider-templates" },
        }),
        configMap("kwok-provider-templates", "templates", {
            apiVersion: "v1",
            kind: "List",
            items: nodeTemplates(groups),
        }),
    );
    const flags = {
        ...extraArgs,
        ...(unhurried ? {} : HASTE),
        "cloud-provider": "kwok",
        namespace: AUTOSCALER_NAMESPACE,
        kubeconfig: sandbox.kubeconfig,
        "leader-elect": false,
        address: `:${PORT}`,
    };
    const { PATH } = process.env;
    await startController(sandbox, CLUSTER_AUTOSCALER, {
        command: binary,
        args: Object.entries(flags).map(([flag, value]) => `--${flag}=${value}`),
        env: {
            PATH,
            // The provider's own namespace, where it looks for its settings.
            KUBECONFIG: sandbox.kubeconfig,
            KWOK_PROVIDER_MODE: "local",
            POD_NAMESPACE: AUTOSCALER_NAMESPACE,
        },
    });
}

/** Stops Cluster Autoscaler; its nodes stay, as on AWS. */
export function stopClusterAutoscaler(sandbox: Sandbox): Promise<void> {
    // On a graceful stop, this provider deletes them.
    return stopController(sandbox, CLUSTER_AUTOSCALER, "KILL");
}

/** Cluster Autoscaler's metrics, by name with labels. */
export async function countOf(sandbox: Sandbox, metric: string): Promise<number> {
    const metrics = await (await askController(sandbox, `${PORT}/metrics`)).text();
    const line = metrics
        .split("\n")
        .find((line) => line.startsWith(`cluster_autoscaler_${metric} `));
    return Number(line?.split(" ").pop());
}

function configMap(name: string, key: string, value: object): object {
    return {
        apiVersion: "v1",
        kind: "ConfigMap",
        metadata: { name, namespace: AUTOSCALER_NAMESPACE },
        data: { [key]: JSON.stringify(value) },
    };
}
