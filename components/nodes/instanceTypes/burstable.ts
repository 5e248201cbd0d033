import { Architecture, InstanceType } from "./instanceTypes";

type Shape = Omit<InstanceType, "name" | "arch" | "nvmeGb" | "pricePerHour"> & {
    /** Share of each vCPU that its price pays for. */
    baseline: number;
};

/** A type for general use with burstable CPU. */
export interface BurstableType extends Omit<InstanceType, "pricePerHour"> {
    baseline: number;
}

/**
 * Sizes of types with burstable CPU, which no pool uses: EC2 user guide, "Key concepts for burstable
 * performance instances"; their interfaces as in Karpenter's AWS provider 1.14.1
 * (pkg/providers/instancetype/zz_generated.vpclimits.go).
 */
const SIZES: Readonly<Record<string, Shape>> = {
    nano: shape(2, 0.5, 2, 2, 0.05),
    micro: shape(2, 1, 2, 2, 0.1),
    small: shape(2, 2, 3, 4, 0.2),
    medium: shape(2, 4, 3, 6, 0.2),
    large: shape(2, 8, 3, 12, 0.3),
    xlarge: shape(4, 16, 4, 15, 0.4),
    "2xlarge": shape(8, 32, 4, 15, 0.4),
};

/** Where a family differs; t2 is left out, whose baselines and prices differ in every size. */
const EXCEPTIONS: Readonly<Record<string, Partial<Shape>>> = {
    "t3a.small": { networkInterfaces: 2 },
};

/** A type with burstable CPU, or nothing for another one. */
export function burstableType(name: string): BurstableType | undefined {
    const [, family, size = ""] = /^(t3|t3a|t4g)\.([a-z0-9]+)$/.exec(name) ?? [];
    const known = family !== undefined && Object.hasOwn(SIZES, size) ? SIZES[size] : undefined;
    const arch = family === "t4g" ? Architecture.Arm64 : Architecture.Amd64;
    return known && { ...known, ...EXCEPTIONS[name], name, arch, nvmeGb: 0 };
}

function shape(
    vcpus: number,
    memoryGib: number,
    networkInterfaces: number,
    addressesPerInterface: number,
    baseline: number,
): Shape {
    return {
        ...{ vcpus, memoryMib: memoryGib * 1024 },
        ...{ networkInterfaces, addressesPerInterface, baseline },
    };
}
