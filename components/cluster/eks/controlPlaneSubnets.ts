import * as pulumi from "@pulumi/pulumi";
import { EksSubnet } from "../../aws/eksConnection";
import { formatValue, problem } from "../../validation/problems";

/**
 * Number of zones of the control plane: the minimum that EKS accepts, since they cannot be changed
 * later (EKS user guide, VPC and subnet requirements). Nodes may run in other zones, too.
 */
export const CONTROL_PLANE_ZONES = 2;

/** The subnets of a network, and where they are configured. */
export interface ControlPlaneSubnetsInput {
    /** The component named in messages, e.g. `EksCluster "cluster"`. */
    subject: string;
    subnets: readonly EksSubnet[];
    /** Property path of the zones or subnets. */
    path: string;
}

/** Ids of the control plane's subnets: the first in each of the zones it was created in. */
export function controlPlaneSubnetIds(
    zones: pulumi.Output<string[]>,
    input: ControlPlaneSubnetsInput,
): pulumi.Output<string[]> {
    return zones.apply((kept) => pulumi.all(firstSubnets(kept, input).map(({ id }) => id)));
}

function firstSubnets(
    kept: readonly string[],
    { subject, subnets, path }: ControlPlaneSubnetsInput,
): EksSubnet[] {
    return kept.map((zone) => {
        const first = subnets.find((subnet) => subnet.zone === zone);
        if (first === undefined) {
            const present = [...new Set(subnets.map((subnet) => subnet.zone))];
            throw problem(
                subject,
                path,
                `${formatValue(present)} lacks ${formatValue(zone)}: the control plane was created ` +
                    `in ${kept.join(" and ")}, and EKS cannot move it. Add the zone again, at any ` +
                    "position, or destroy the cluster first",
            );
        }
        return first;
    });
}
