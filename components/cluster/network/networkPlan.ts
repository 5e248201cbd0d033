import { IpRange, partOf, shownRange } from "./ipRange";

/** Ranges of a zone's subnets. */
export interface ZonePlan {
    zone: string;
    /** For nodes, their pods and the control plane. */
    privateCidr: string;
    /** For NAT gateways and load balancers. */
    publicCidr: string;
}

/** Letters of zones, of which us-east-1 has the most (EC2 user guide, Regions and Zones). */
const LETTERS = "abcdef";

/** Zones that a network has room for. */
export const MOST_ZONES = LETTERS.length;

/** The part of a VPC, in eighths, that public subnets share: each is an eighth of it. */
const PUBLIC_PART = 7;

/** Whether a zone's name is that of a region and a letter with a place. */
export function isZoneOf(region: string, zone: string): boolean {
    return zone.length === region.length + 1 && zone.startsWith(region) && placeOf(zone) >= 0;
}

/**
 * Subnets of a VPC. Each zone has a place of its own, an eighth of the VPC, by its letter: it stays
 * there whatever zones are added, removed or moved. AWS would replace a subnet with other addresses,
 * and with it every node. The seventh eighth stays free.
 */
export function networkPlan(vpc: IpRange, zones: readonly string[]): ZonePlan[] {
    return zones.map((zone) => ({
        zone,
        privateCidr: shownRange(partOf(vpc, 3, placeOf(zone))),
        publicCidr: shownRange(partOf(partOf(vpc, 3, PUBLIC_PART), 3, placeOf(zone))),
    }));
}

/** -1 where it has none. */
function placeOf(zone: string): number {
    return LETTERS.indexOf(zone.slice(-1));
}
