import { CONTAINER_SECURITY } from "../../kubernetes/containerSecurity";
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

/** An Auto Scaling group that Cluster Autoscaler scales. */
export interface ScaledGroup {
    /** Its name in AWS, chosen by EKS: letters, digits and hyphens. */
    name: string;
    /** Minimum and maximum number of nodes, regardless of the group's own limits in AWS. */
    minSize: number;
    maxSize: number;
    /** Its pool's weight, 1 to 100; the largest is preferred. */
    weight?: number;
}

export interface ClusterAutoscalerValuesInput extends AutoscalerPodsInput {
    /** AWS region of the cluster. */
    region: string;
    /** Tag of the image that matches the cluster's Kubernetes version. */
    imageTag: string;
    groups: ScaledGroup[];
}

/** The values of Cluster Autoscaler's chart that are set here; the chart has many more. */
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
    containerSecurityContext: typeof CONTAINER_SECURITY;
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

/**
 * Requests: the example for AWS (kubernetes/autoscaler 1.36.1,
 * cloudprovider/aws/examples/cluster-autoscaler-autodiscover.yaml). The memory limit is higher, since
 * it holds every pod and node in memory. No CPU limit, since its simulations come in bursts.
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

/** Prefers different nodes. Requiring them would block updates on two nodes: the new pod starts first. */
const NODES: SpreadConstraint = {
    maxSkew: 1,
    topologyKey: "kubernetes.io/hostname",
    whenUnsatisfiable: "ScheduleAnyway",
    labelSelector: { matchLabels: { "app.kubernetes.io/instance": CLUSTER_AUTOSCALER_NAME } },
};

/** Flags that differ from the default, or that Spark depends on: docs/operations/autoscaler-settings.md. */
const FLAGS: Record<string, string | boolean> = {
    // The groups' minimum size in AWS is 0, so nothing else enforces it.
    "enforce-node-group-min-size": true,
    // Chooses the pool by weight (spot before on-demand), then its best-fitting group.
    expander: "priority,least-waste",
    // Pods are bound to a zone, so nodes in other zones do not help.
    "balance-similar-node-groups": false,
    // Drivers are owned by a SparkApplication, executors by their driver, so their nodes stay.
    "skip-nodes-with-custom-controller-pods": true,
    // The line above protects Spark's pods; this would only pin nodes with other pods.
    "skip-nodes-with-local-storage": false,
    // Longer than the idle timeout of executors (60 s by default), shorter than the default of 10 min.
    "scale-down-unneeded-time": "5m",
    // The default of 10 min restarts with every new node: under steady load, no node would be removed.
    "scale-down-delay-after-add": "0s",
    // A node that runs only DaemonSets is empty, however small it is.
    "ignore-daemonsets-utilization": true,
};

/** Values of Cluster Autoscaler's Helm release. */
export function clusterAutoscalerValues(
    input: ClusterAutoscalerValuesInput,
): ClusterAutoscalerValues {
    const { serviceAccount: name, irsaRoleArn } = input;
    // Reordering pools must not change flags: each change restarts the pods.
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
 * Patterns of Auto Scaling group names by priority; the highest wins. Groups that match no pattern
 * would not be used, so the lowest priority matches all.
 */
function priorities(groups: ScaledGroup[]): Record<string, string[]> {
    const patterns: Record<string, string[]> = { "1": [".*"] };
    for (const { name, weight } of groups) {
        if (weight !== undefined) {
            // Above the lowest priority, which must be positive.
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
    // The chart has no value for a digest, but appends the tag unchanged.
    return { repository, tag: digest === undefined ? tag : `${tag}@${digest}` };
}
