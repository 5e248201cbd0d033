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
    /** Name of the SQS queue with the notices of interruptions. */
    interruptionQueue: string;
    /** Whether the controller reaches AWS by endpoints in the VPC only, and so no price list. */
    isolated?: boolean;
}

/** The values of Karpenter's chart that are set here; the chart knows many more. */
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
 * Requests: Karpenter's getting-started guide (v1.14). More memory as a limit: it holds every
 * waiting pod, and 1 GiB was not enough for a burst of 14,800, at each start anew (METR/hawk#1370).
 * No CPU limit: a throttled controller makes every burst wait.
 */
const RESOURCES: Resources = {
    requests: { cpu: "1", memory: "1Gi" },
    limits: { memory: "2Gi" },
};

/**
 * Spark asks for executors once a second (`spark.kubernetes.allocation.batch.delay`), and the
 * default of one second would end most batches before the job's next pods: many small nodes.
 */
export const BATCH_IDLE = "2s";

/** As the chart has it, but zones count only if the pods can go there: Spark's nodes are tainted. */
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
    // The chart's own digest would win over another image's tag.
    return { digest: "", ...imageReference(image) };
}
