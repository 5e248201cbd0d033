import { imageReference } from "../../kubernetes/imageReference";
import {
    AutoscalerPodsInput,
    ownerAnnotation,
    podAnnotations,
    replicasOn,
    Resources,
    roleAnnotations,
} from "../autoscalerPods";

/** Name of the Helm release of its CRDs. */
export const KARPENTER_CRD_NAME = "karpenter-crd";

export interface KarpenterValuesInput extends AutoscalerPodsInput {
    clusterName: string;
    /** Name of the SQS queue with interruption notices. */
    interruptionQueue: string;
    /** Whether the controller reaches AWS only through VPC endpoints, and thus no price list. */
    isolated?: boolean;
}

/** The values of Karpenter's chart that are set here; the chart has many more. */
export interface KarpenterValues {
    additionalAnnotations: Record<string, string>;
    podAnnotations?: Record<string, string>;
    replicas: number;
    topologySpreadConstraints: SpreadConstraint[];
    serviceAccount: { name: string; annotations?: Record<string, string> };
    controller: { resources: Resources; image?: ImageValues };
    settings: {
        clusterName: string;
        interruptionQueue: string;
        batchIdleDuration: string;
        isolatedVPC?: boolean;
    };
}

interface SpreadConstraint {
    maxSkew: number;
    topologyKey: string;
    whenUnsatisfiable: string;
    nodeTaintsPolicy: string;
}

interface ImageValues {
    repository: string;
    tag?: string;
    digest: string;
}

/**
 * Requests: Karpenter's getting-started guide (v1.14). The memory limit is higher: Karpenter holds every
 * pending pod in memory, and with 1 GiB it crashed on each start with a burst of 14,800 pods
 * (METR/hawk#1370). No CPU limit: a throttled controller delays every burst.
 */
const RESOURCES: Resources = {
    requests: { cpu: "1", memory: "1Gi" },
    limits: { memory: "2Gi" },
};

/**
 * Spark requests executors once a second (`spark.kubernetes.allocation.batch.delay`). The default of one
 * second would close most batches before the job's next pods, and create many small nodes.
 */
export const BATCH_IDLE = "2s";

/** As in the chart, but counting only zones where the pods can run: Spark's nodes are tainted. */
const ZONES: SpreadConstraint = {
    maxSkew: 1,
    topologyKey: "topology.kubernetes.io/zone",
    whenUnsatisfiable: "DoNotSchedule",
    nodeTaintsPolicy: "Honor",
};

/** Values of the Helm release of its CRDs. */
export function karpenterCrdValues(stack: string) {
    return { additionalAnnotations: ownerAnnotation(stack) };
}

/** Values of Karpenter's Helm release. */
export function karpenterValues(input: KarpenterValuesInput): KarpenterValues {
    const { clusterName, interruptionQueue, serviceAccount, irsaRoleArn, image } = input;
    return {
        ...karpenterCrdValues(input.stack),
        ...podAnnotations(irsaRoleArn),
        replicas: replicasOn(input.systemNodes),
        topologySpreadConstraints: [ZONES],
        serviceAccount: { name: serviceAccount, ...roleAnnotations(irsaRoleArn) },
        controller: {
            resources: RESOURCES,
            ...(image !== undefined && { image: imageValues(image) }),
        },
        settings: {
            clusterName,
            interruptionQueue,
            batchIdleDuration: BATCH_IDLE,
            ...(input.isolated === true && { isolatedVPC: true }),
        },
    };
}

function imageValues(image: string): ImageValues {
    // The chart's own digest would override another image's tag.
    return { digest: "", ...imageReference(image) };
}
