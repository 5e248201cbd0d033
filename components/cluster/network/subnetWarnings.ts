/** What AWS tells of a subnet. */
export interface FoundSubnet {
    zone: string;
    vpcId: string;
    /** Whether instances in it get public addresses. */
    mapsPublicIps: boolean;
    freeAddresses: number;
    tags: Record<string, string>;
    /**
     * What the route to all other addresses leads to, e.g. the id of a NAT gateway. Routes that a
     * VPN gateway announces are not told of.
     */
    wayOut?: string;
}

/** What a stack says of it. */
export interface NamedSubnet {
    zone: string;
    vpcId: string;
}

/** How load balancers inside of the VPC find their subnets (EKS user guide, VPC and subnet requirements). */
const INTERNAL_TAG = "kubernetes.io/role/internal-elb";

/** What EKS recommends for its control plane alone (by the same source). */
const FEWEST_ADDRESSES = 16;

/** What nodes will miss in a subnet that is there already. */
export function subnetWarnings(found: FoundSubnet, named: NamedSubnet): string[] {
    const { zone, vpcId, mapsPublicIps, freeAddresses, tags, wayOut } = found;
    const warnings: [boolean, string][] = [
        [
            zone !== named.zone,
            `it is in ${zone}, not in ${named.zone}: pods for ${named.zone} would wait for ever`,
        ],
        [vpcId !== named.vpcId, `it is in ${vpcId}, not in ${named.vpcId}`],
        [mapsPublicIps, "it gives public addresses to nodes: name a private one"],
        [
            wayOut === undefined,
            "it has no route to 0.0.0.0/0: nodes reach AWS and images by endpoints in the VPC only",
        ],
        [
            wayOut?.startsWith("igw-") === true && !mapsPublicIps,
            `its way out is the internet gateway ${wayOut}, which nodes without a public address ` +
                "cannot use: name one with a NAT gateway",
        ],
        [
            freeAddresses < FEWEST_ADDRESSES,
            `it has ${freeAddresses} free addresses: the control plane alone wants ` +
                `${FEWEST_ADDRESSES}`,
        ],
        [
            !(INTERNAL_TAG in tags),
            `it has no tag ${INTERNAL_TAG}: internal load balancers do not find it`,
        ],
    ];
    return warnings.flatMap(([isTrue, warning]) => (isTrue ? [warning] : []));
}
