import { allocatable, allocatableStorageGib } from "../components/nodes/instanceTypes/allocatable";
import { InstanceType } from "../components/nodes/instanceTypes/instanceTypes";
import { categoryOf, familyOf } from "../components/nodes/pools/poolTypes";

/** A zone's spot price as a share of the on-demand price; null if no capacity is left. */
export type SpotShares = Readonly<Record<string, number | null>>;

/** Size of the root volume on types without local disks: the pools' default. */
const ROOT_VOLUME_GIB = 100;

/**
 * What the controller subtracts from the resources that it reads: kwok/cloudprovider/helpers.go.
 */
const TAKEN_OFF = { cpuMillis: 100, memoryMib: 10 };

interface LabelRequirement {
    key: string;
    operator: "In" | "DoesNotExist";
    values?: string[];
}

/** Instance types in the controller's file format, with EC2's sizes, prices and labels. */
export function karpenterTypes(types: Iterable<InstanceType>, spotShares: SpotShares): object[] {
    return [...types].map((type) => ({
        name: type.name,
        architecture: type.arch,
        operatingSystems: ["linux"],
        resources: resources(type),
        offerings: Object.entries(spotShares).flatMap(([zone, share]) => [
            offering(type, zone, "on-demand", type.pricePerHour),
            ...(share === null ? [] : [offering(type, zone, "spot", type.pricePerHour * share)]),
        ]),
    }));
}

function resources(type: InstanceType): Record<string, string> {
    const { cpuMillis, memoryMib, ephemeralStorageGib, pods } = allocatable(type);
    const storageGib = ephemeralStorageGib ?? allocatableStorageGib(ROOT_VOLUME_GIB);
    return {
        cpu: `${cpuMillis + TAKEN_OFF.cpuMillis}m`,
        memory: `${memoryMib + TAKEN_OFF.memoryMib}Mi`,
        "ephemeral-storage": `${storageGib}Gi`,
        pods: String(pods),
    };
}

function offering(type: InstanceType, zone: string, capacity: string, price: number): object {
    return {
        Price: price,
        Available: true,
        Requirements: [
            is("karpenter.sh/capacity-type", capacity),
            is("topology.kubernetes.io/zone", zone),
            ...awsLabels(type),
        ],
    };
}

/** aws/karpenter-provider-aws v1.14.1, pkg/providers/instancetype/types.go. */
function awsLabels({ name, vcpus, memoryMib, nvmeGb }: InstanceType): LabelRequirement[] {
    const family = familyOf(name);
    const generation = /\d+/.exec(family)?.[0] ?? "";
    const localNvme = "karpenter.k8s.aws/instance-local-nvme";
    return [
        is("karpenter.k8s.aws/instance-category", categoryOf(family)),
        is("karpenter.k8s.aws/instance-generation", generation),
        is("karpenter.k8s.aws/instance-family", family),
        is("karpenter.k8s.aws/instance-cpu", String(vcpus)),
        is("karpenter.k8s.aws/instance-memory", String(memoryMib)),
        is("karpenter.k8s.aws/instance-capability-flex", String(family.endsWith("-flex"))),
        // Without the requirement any value would fit.
        nvmeGb > 0 ? is(localNvme, String(nvmeGb)) : { key: localNvme, operator: "DoesNotExist" },
    ];
}

function is(key: string, value: string): LabelRequirement {
    return { key, operator: "In", values: [value] };
}
