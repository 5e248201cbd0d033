import * as pulumi from "@pulumi/pulumi";
import { EksSubnet } from "../../aws/eksConnection";
import { formatValue, problem } from "../../validation/problems";

/**
 * Number of zones with subnets of the control plane: as few as EKS accepts, since it accepts no
 * others later (EKS user guide, VPC and subnet requirements). Nodes may be in other zones, too.
 */
export const CONTROL_PLANE_ZONES = 2;

/** The subnets that a network has, and where they were set up. */
export interface ControlPlaneSubnetsInput {
    /** Who is told, e.g. `EksCluster "cluster"`. */
    subject: string;
    subnets: readonly EksSubnet[];
    /** Property path of the zones or subnets. */
    path: string;
}

/** Ids of the control plane's subnets: the first one in each of the zones that it was created with. */
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
                    `in ${kept.join(" and ")}, and EKS cannot move it. Add the zone again, in any ` +
                    "place, or destroy the cluster first",
            );
        }
        return first;
    });
}
