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

/** Times alone, all shorter: a test does not wait for minutes. */
const HASTE = {
    // Of 10 s.
    "scan-interval": "1s",
    // Of 5 min, the value in the chart.
    "scale-down-unneeded-time": "5s",
    // Of 5 min: how long a node with pods is not looked at again.
    "unremovable-node-recheck-timeout": "1s",
};

export interface ClusterAutoscalerOptions {
    /** The chart's times as they are. */
    unhurried?: boolean;
}

/**
 * Starts Cluster Autoscaler inside the sandbox, with which it ends, with the flags and priorities
 * that its chart gets. Its provider makes pretended nodes of the groups.
 *
 * @param binary path of a Cluster Autoscaler that has the provider `kwok`
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
            // The provider's own, where it looks for its settings.
            KUBECONFIG: sandbox.kubeconfig,
            KWOK_PROVIDER_MODE: "local",
            POD_NAMESPACE: AUTOSCALER_NAMESPACE,
        },
    });
}

/** Ends Cluster Autoscaler; its nodes stay, as on AWS. */
export function stopClusterAutoscaler(sandbox: Sandbox): Promise<void> {
    // When it may tidy up, this provider deletes them.
    return stopController(sandbox, CLUSTER_AUTOSCALER, "KILL");
}

/** What Cluster Autoscaler counts, by the metric's name with its labels. */
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
