import { IpRange, partOf, formatRange } from "./ipRange";

/** IP ranges of a zone's subnets. */
export interface ZonePlan {
    zone: string;
    /** For nodes, their pods and the control plane. */
    privateCidr: string;
    /** For NAT gateways and load balancers. */
    publicCidr: string;
}

/** Zone letters; us-east-1 has the most zones (EC2 user guide, Regions and Zones). */
const LETTERS = "abcdef";

/** Maximum number of zones in a network. */
export const MAX_ZONES = LETTERS.length;

/** Index of the eighth of a VPC that public subnets share; each of them gets an eighth of it. */
const PUBLIC_PART = 7;

/** Whether a zone's name consists of the region and a known zone letter. */
export function isZoneOf(region: string, zone: string): boolean {
    return zone.length === region.length + 1 && zone.startsWith(region) && zoneIndex(zone) >= 0;
}

/**
 * Subnets of a VPC. Each zone gets a fixed eighth of the VPC by its letter, and keeps it when other
 * zones are added, removed or reordered: a changed range would replace the subnet and every node in
 * it. The seventh eighth is not used.
 */
export function networkPlan(vpc: IpRange, zones: readonly string[]): ZonePlan[] {
    return zones.map((zone) => ({
        zone,
        privateCidr: formatRange(partOf(vpc, 3, zoneIndex(zone))),
        publicCidr: formatRange(partOf(partOf(vpc, 3, PUBLIC_PART), 3, zoneIndex(zone))),
    }));
}

/** Index of a zone's letter; -1 if it is unknown. */
function zoneIndex(zone: string): number {
    return LETTERS.indexOf(zone.slice(-1));
}
