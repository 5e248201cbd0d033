import { formatValue, Problems } from "../../validation/problems";

/**
 * Ids of zones that EKS does not support for control planes (EKS user guide, VPC and subnet
 * requirements). Nodes can run there, as CreateCluster's own error message says.
 */
const WITHOUT_CONTROL_PLANE = ["use1-az3", "usw1-az2", "cac1-az3"];

/** Zone ids by name. Names differ between accounts, ids do not. */
export type ZoneIds = Readonly<Record<string, string>>;

export interface UsedZones {
    /** Property path of the zones, or of the subnets in them. */
    path: string;
    zones: readonly string[];
    /** Zones of the control plane. */
    controlPlane?: readonly string[];
}

/** Adds a problem for each zone that the account does not have or that EKS does not accept. */
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
            `${formatValue(zone)} is ${account[zone]}, which EKS does not support for control planes. ` +
                `The control plane uses the first two zones: list two of ${fit.join(", ")} first`,
        );
    }
}

/** Also true for zones that the account does not have. */
function hasControlPlanes(account: ZoneIds, zone: string): boolean {
    return !WITHOUT_CONTROL_PLANE.includes(account[zone] ?? "");
}
