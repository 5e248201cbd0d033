import * as pulumi from "@pulumi/pulumi";
import { cpuCores, quantityBytes } from "../../validation/quantities";
import { PodArgs } from "../args/podArgs";
import { ContainerResources, containerResources } from "./containerResources";
import { mergedList } from "./mergedObject";

type KnownPod = pulumi.Unwrap<PodArgs>;

/** A container that starts before Spark's: an init container or a sidecar. */
export interface SideContainer {
    name: string;
    /** Only on sidecars. */
    restartPolicy?: "Always";
    resources?: Partial<ContainerResources>;
}

/** The containers of the arguments: init containers first, then sidecars. */
export function sideContainers({ initContainers = [], sidecars = [] }: KnownPod) {
    return [
        ...initContainers,
        ...sidecars.map((one) => ({ ...one, restartPolicy: "Always" as const })),
    ];
}

/** A pod's amounts, in the units of `PodRequest`. */
export interface Amounts {
    cpuMillis: number;
    memoryMib: number;
    /** Sum of the containers' memory limits. */
    memoryLimitMib: number;
    diskBytes: number;
}

/**
 * What a pod requests with all its containers, as Kubernetes computes it (`PodRequests` of
 * component-helpers): the sum of those that run together, or more if an init container needs more.
 *
 * @param disk for a container that requests none
 */
export function podAmounts(spark: Amounts, pod: KnownPod, disk: number): Amounts {
    const all = allOf(pod).map(({ restartPolicy, resources }) => ({
        isSidecar: restartPolicy === "Always",
        amounts: amountsOf(containerResources(resources), disk),
    }));
    const total = (key: keyof Amounts) => {
        let sidecars = 0;
        let most = 0;
        for (const { isSidecar, amounts } of all) {
            most = Math.max(most, sidecars + amounts[key]);
            sidecars += isSidecar ? amounts[key] : 0;
        }
        return Math.max(most, sidecars + spark[key]);
    };
    return {
        cpuMillis: total("cpuMillis"),
        memoryMib: total("memoryMib"),
        memoryLimitMib: total("memoryLimitMib"),
        diskBytes: total("diskBytes"),
    };
}

/** Includes those of the pod template. */
function allOf(pod: KnownPod): SideContainer[] {
    const { spec } = (pod.podTemplate ?? {}) as { spec?: { initContainers?: SideContainer[] } };
    return mergedList<SideContainer>(sideContainers(pod), spec?.initContainers ?? [], "name");
}

function amountsOf({ requests, limits }: ContainerResources, disk: number): Amounts {
    const mib = (quantity: string | undefined) => Math.ceil(quantityBytes(quantity) / 2 ** 20);
    const asked = requests["ephemeral-storage"];
    return {
        cpuMillis: Math.round(cpuCores(requests["cpu"]) * 1000),
        memoryMib: mib(requests["memory"]),
        memoryLimitMib: mib(limits["memory"]),
        diskBytes: asked === undefined ? disk : quantityBytes(asked),
    };
}
