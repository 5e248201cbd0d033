interface Size {
    vcpus: number;
    memoryMib: number;
    networkInterfaces: number;
    addressesPerInterface: number;
    /** Share of each vCPU that is included in the instance's price. */
    baseline: number;
}

/** A general-purpose instance type with burstable CPU. */
export interface BurstableType extends Size {
    name: string;
    arch: "amd64" | "arm64";
    /** None of them has local disks. */
    nvmeGb: 0;
    /** US dollars per vCPU hour above the baseline. */
    dollarsPerVcpuHour: number;
}

/**
 * Sizes of burstable types, which no node pool uses: EC2 user guide, "Key concepts for burstable
 * performance instances". Interface limits as in Karpenter's AWS provider 1.14.1
 * (pkg/providers/instancetype/zz_generated.vpclimits.go).
 */
const SIZES: Readonly<Record<string, Size>> = {
    nano: size(2, 0.5, 2, 2, 0.05),
    micro: size(2, 1, 2, 2, 0.1),
    small: size(2, 2, 3, 4, 0.2),
    medium: size(2, 4, 3, 6, 0.2),
    large: size(2, 8, 3, 12, 0.3),
    xlarge: size(4, 16, 4, 15, 0.4),
    "2xlarge": size(8, 32, 4, 15, 0.4),
};

/** Types that differ from the rest. t2 is not included: its baselines and credits differ by size. */
const EXCEPTIONS: Readonly<Record<string, Partial<Size>>> = {
    "t3a.small": { networkInterfaces: 2 },
};

/** EC2's price list, "T2/T3/T4g Unlimited Mode Pricing": the same in all regions, for Linux. */
const DOLLARS_PER_VCPU_HOUR = { t3: 0.05, t3a: 0.05, t4g: 0.04 } as const;

/** The burstable type of that name, if it is one. */
export function burstableType(name: string): BurstableType | undefined {
    const [, family, ofSize = ""] = /^(t3|t3a|t4g)\.([a-z0-9]+)$/.exec(name) ?? [];
    const known = Object.hasOwn(SIZES, ofSize) ? SIZES[ofSize] : undefined;
    if (family === undefined || known === undefined) {
        return undefined;
    }
    return {
        ...known,
        ...EXCEPTIONS[name],
        name,
        arch: family === "t4g" ? "arm64" : "amd64",
        nvmeGb: 0,
        dollarsPerVcpuHour: DOLLARS_PER_VCPU_HOUR[family as keyof typeof DOLLARS_PER_VCPU_HOUR],
    };
}

function size(
    vcpus: number,
    memoryGib: number,
    networkInterfaces: number,
    addressesPerInterface: number,
    baseline: number,
): Size {
    return {
        ...{ vcpus, memoryMib: memoryGib * 1024 },
        ...{ networkInterfaces, addressesPerInterface, baseline },
    };
}
