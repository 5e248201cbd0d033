import { IpRange, partOf, shownRange } from "./ipRange";

/** Ranges of a zone's subnets. */
export interface ZonePlan {
    zone: string;
    /** For nodes, their pods and the control plane. */
    privateCidr: string;
    /** For NAT gateways and load balancers. */
    publicCidr: string;
}

/** Zones that a network has room for. */
export const MOST_ZONES = 6;

/** The part of a VPC, in eighths, that public subnets share: each is an eighth of it. */
const PUBLIC_PART = 7;

/**
 * Subnets of a VPC. Each zone has a place of its own, an eighth of the VPC, whatever number of
 * zones there is: another zone at the end moves none of the others. The seventh eighth stays free.
 */
export function networkPlan(vpc: IpRange, zones: readonly string[]): ZonePlan[] {
    return zones.map((zone, index) => ({
        zone,
        privateCidr: shownRange(partOf(vpc, 3, index)),
        publicCidr: shownRange(partOf(partOf(vpc, 3, PUBLIC_PART), 3, index)),
    }));
}
