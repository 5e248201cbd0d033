/** What AWS reports about a subnet. */
export interface FoundSubnet {
    zone: string;
    vpcId: string;
    /** Whether instances in it get public addresses. */
    mapsPublicIps: boolean;
    freeAddresses: number;
    tags: Record<string, string>;
    /**
     * Target of the route to 0.0.0.0/0, e.g. the id of a NAT gateway. Routes propagated by a VPN gateway
     * are not included.
     */
    defaultRoute?: string;
}

/** What the stack's configuration says about it. */
export interface ExpectedSubnet {
    zone: string;
    vpcId: string;
}

/** How internal load balancers find their subnets (EKS user guide, VPC and subnet requirements). */
const INTERNAL_TAG = "kubernetes.io/role/internal-elb";

/** What EKS recommends for the control plane alone (same source). */
const MIN_FREE_ADDRESSES = 16;

/** What nodes would lack in an existing subnet. */
export function subnetWarnings(found: FoundSubnet, expected: ExpectedSubnet): string[] {
    const { zone, vpcId, mapsPublicIps, freeAddresses, tags, defaultRoute } = found;
    const warnings: [boolean, string][] = [
        [
            zone !== expected.zone,
            `it is in ${zone}, not in ${expected.zone}: pods for ${expected.zone} would stay Pending`,
        ],
        [vpcId !== expected.vpcId, `it is in ${vpcId}, not in ${expected.vpcId}`],
        [mapsPublicIps, "it assigns public IP addresses to nodes: use a private subnet"],
        [
            defaultRoute === undefined,
            "it has no route to 0.0.0.0/0: nodes reach AWS and images only through VPC endpoints",
        ],
        [
            defaultRoute?.startsWith("igw-") === true && !mapsPublicIps,
            `its default route is internet gateway ${defaultRoute}, which nodes without a public IP address ` +
                "cannot use: use a subnet with a NAT gateway",
        ],
        [
            freeAddresses < MIN_FREE_ADDRESSES,
            `it has ${freeAddresses} free IP addresses: the control plane alone needs ` +
                `${MIN_FREE_ADDRESSES}`,
        ],
        [
            !(INTERNAL_TAG in tags),
            `it has no tag ${INTERNAL_TAG}: internal load balancers cannot find it`,
        ],
    ];
    return warnings.flatMap(([isTrue, warning]) => (isTrue ? [warning] : []));
}
