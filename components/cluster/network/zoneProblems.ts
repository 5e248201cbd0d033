import { formatValue, Problems } from "../../validation/problems";

/**
 * Ids of the zones where EKS makes no control plane (EKS user guide, VPC and subnet requirements).
 * Nodes may be there: CreateCluster says so itself where it refuses one of them.
 */
const WITHOUT_CONTROL_PLANE = ["use1-az3", "usw1-az2", "cac1-az3"];

/** A zone's name is one account's; its id is the same for all. */
export type ZoneIds = Readonly<Record<string, string>>;

export interface UsedZones {
    /** Property path of the zones, or of the subnets in them. */
    path: string;
    zones: readonly string[];
    /** Those of the control plane among them. */
    controlPlane?: readonly string[];
}

/** Adds a problem for each zone that the account does not have, or that EKS does not accept. */
export function zoneProblems(
    { path, zones, controlPlane = [] }: UsedZones,
    account: ZoneIds,
    problems: Problems,
): void {
    const names = Object.keys(account);
    for (const zone of zones.filter((name) => !names.includes(name))) {
        problems.add(
            path,
            `${formatValue(zone)} is not a zone of this account: use ${names.join(", ")}`,
        );
    }
    const fit = names.filter((name) => hasControlPlanes(account, name));
    for (const zone of controlPlane.filter((name) => !hasControlPlanes(account, name))) {
        problems.add(
            path,
            `${formatValue(zone)} is ${account[zone]}, where EKS makes no control plane, which has ` +
                `the first two zones: begin with two of ${fit.join(", ")}`,
        );
    }
}

/** Nothing is said of zones that the account does not have. */
function hasControlPlanes(account: ZoneIds, zone: string): boolean {
    return !WITHOUT_CONTROL_PLANE.includes(account[zone] ?? "");
}
