import { imageReference } from "../../kubernetes/imageReference";
import {
    AutoscalerPodsInput,
    CLUSTER_AUTOSCALER_NAME,
    ownerAnnotation,
    podAnnotations,
    replicasOn,
    Resources,
    roleAnnotations,
} from "../autoscalerPods";

/** An Auto Scaling group that Cluster Autoscaler sizes and chooses from. */
export interface ScaledGroup {
    /** Its name in AWS, which EKS gives it: letters, digits and hyphens. */
    name: string;
    /** Nodes that it keeps, and that it may have, whatever AWS' own limits for it are. */
    minSize: number;
    maxSize: number;
    /** Its pool's weight, 1 to 100; the largest comes first. */
    weight?: number;
}

export interface ClusterAutoscalerValuesInput extends AutoscalerPodsInput {
    /** AWS region of the cluster. */
    region: string;
    /** Tag of the image that goes with the cluster's version of Kubernetes. */
    imageTag: string;
    groups: ScaledGroup[];
}

/** The values of Cluster Autoscaler's chart that are set here; the chart knows many more. */
export interface ClusterAutoscalerValues {
    fullnameOverride: string;
    deployment: { annotations: Record<string, string> };
    podAnnotations?: Record<string, string>;
    cloudProvider: string;
    awsRegion: string;
    autoscalingGroups: { name: string; minSize: number; maxSize: number }[];
    image: { repository?: string; tag: string };
    rbac: {
        create: boolean;
        serviceAccount: { create: boolean; name: string; annotations?: Record<string, string> };
    };
    replicaCount: number;
    resources: Resources;
    tolerations: { key: string; operator: string }[];
    topologySpreadConstraints: SpreadConstraint[];
    securityContext: PodSecurity;
    containerSecurityContext: ContainerSecurity;
    extraArgs: Record<string, string | boolean>;
    expanderPriorities: Record<string, string[]>;
}

interface SpreadConstraint {
    maxSkew: number;
    topologyKey: string;
    whenUnsatisfiable: string;
    labelSelector: { matchLabels: Record<string, string> };
}

interface PodSecurity {
    runAsNonRoot: boolean;
    runAsUser: number;
    fsGroup: number;
    seccompProfile: { type: string };
}

interface ContainerSecurity {
    allowPrivilegeEscalation: boolean;
    readOnlyRootFilesystem: boolean;
    capabilities: { drop: string[] };
}

/**
 * Requests: the example for AWS (kubernetes/autoscaler 1.36.1,
 * cloudprovider/aws/examples/cluster-autoscaler-autodiscover.yaml). More memory as a limit, since
 * it holds every pod and node; no CPU limit, since its simulations are bursts.
 */
const RESOURCES: Resources = {
    requests: { cpu: "100m", memory: "600Mi" },
    limits: { memory: "1Gi" },
};

/** As in the same example; the chart sets none of it. */
const POD_SECURITY: PodSecurity = {
    runAsNonRoot: true,
    runAsUser: 65534,
    fsGroup: 65534,
    seccompProfile: { type: "RuntimeDefault" },
};

const CONTAINER_SECURITY: ContainerSecurity = {
    allowPrivilegeEscalation: false,
    readOnlyRootFilesystem: true,
    capabilities: { drop: ["ALL"] },
};

/** On two nodes if possible. A must would stop updates on two nodes: the new pod comes first. */
const NODES: SpreadConstraint = {
    maxSkew: 1,
    topologyKey: "kubernetes.io/hostname",
    whenUnsatisfiable: "ScheduleAnyway",
    labelSelector: { matchLabels: { "app.kubernetes.io/instance": CLUSTER_AUTOSCALER_NAME } },
};

/** Flags that differ from the default, or that Spark cannot do without; docs/operations/autoscaler-settings.md. */
const FLAGS: Record<string, string | boolean> = {
    // AWS' own least size is 0, so that nobody else sees to it.
    "enforce-node-group-min-size": true,
    // Which pool, by weight: spot before on-demand. Then, among its groups, the best fit.
    expander: "priority,least-waste",
    // Pods are bound to a zone: nodes in another one are of no use to them.
    "balance-similar-node-groups": false,
    // Drivers belong to a SparkApplication, executors to their driver: their nodes stay.
    "skip-nodes-with-custom-controller-pods": true,
    // What protects Spark's pods is the line above; this would only pin nodes with other pods.
    "skip-nodes-with-local-storage": false,
    // Longer than an executor may idle (60 s by default), shorter than the default of 10 min.
    "scale-down-unneeded-time": "5m",
    // The default of 10 min counts from the last new node anywhere: with steady jobs no node goes.
    "scale-down-delay-after-add": "0s",
    // A node with DaemonSets alone is empty, however small it is.
    "ignore-daemonsets-utilization": true,
};

/** Values of Cluster Autoscaler's Helm release. */
export function clusterAutoscalerValues(
    input: ClusterAutoscalerValuesInput,
): ClusterAutoscalerValues {
    const { serviceAccount: name, irsaRoleArn } = input;
    // The order of pools means nothing, and each change of a flag restarts the pods.
    const groups = [...input.groups].sort((a, b) => (a.name < b.name ? -1 : 1));
    return {
        fullnameOverride: CLUSTER_AUTOSCALER_NAME,
        deployment: { annotations: ownerAnnotation(input.stack) },
        ...podAnnotations(irsaRoleArn),
        cloudProvider: "aws",
        awsRegion: input.region,
        autoscalingGroups: groups.map(({ name, minSize, maxSize }) => ({ name, minSize, maxSize })),
        image: imageValues(input.imageTag, input.image),
        rbac: {
            create: true,
            serviceAccount: { create: true, name, ...roleAnnotations(irsaRoleArn) },
        },
        replicaCount: replicasOn(input.systemNodes),
        resources: RESOURCES,
        tolerations: [{ key: "CriticalAddonsOnly", operator: "Exists" }],
        topologySpreadConstraints: [NODES],
        securityContext: POD_SECURITY,
        containerSecurityContext: CONTAINER_SECURITY,
        extraArgs: FLAGS,
        expanderPriorities: priorities(groups),
    };
}

/**
 * Patterns of Auto Scaling group names by priority; the highest wins. Groups that no pattern meets
 * would not be used, so that the lowest takes all.
 */
function priorities(groups: ScaledGroup[]): Record<string, string[]> {
    const patterns: Record<string, string[]> = { "1": [".*"] };
    for (const { name, weight } of groups) {
        if (weight !== undefined) {
            // Above the lowest, which must be positive.
            (patterns[weight + 1] ??= []).push(`^${name}$`);
        }
    }
    return patterns;
}

function imageValues(imageTag: string, image?: string): ClusterAutoscalerValues["image"] {
    if (image === undefined) {
        return { tag: imageTag };
    }
    const { repository, tag = imageTag, digest } = imageReference(image);
    // The chart has no value for a digest, but joins the tag as it is.
    return { repository, tag: digest === undefined ? tag : `${tag}@${digest}` };
}
