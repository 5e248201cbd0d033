import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { EksSubnet } from "../../aws/eksConnection";
import { lookInPreview } from "../../aws/previewLook";
import { FoundSubnet, subnetWarnings } from "./subnetWarnings";

/** In a preview, warns of what nodes will miss in subnets that are there already. It never fails. */
export function warnOfSubnets(
    subnets: readonly EksSubnet[],
    vpcId: pulumi.Input<string>,
    parent: pulumi.Resource,
): void {
    for (const { id, zone } of subnets) {
        lookInPreview({ id, vpcId }, parent, (known, opts) =>
            subnetWarning(known.id, { zone, vpcId: known.vpcId }, opts),
        );
    }
}

/** The warning about one subnet, if there is something to say. */
export async function subnetWarning(
    id: string,
    named: { zone: string; vpcId: string },
    opts: pulumi.InvokeOptions,
): Promise<string | undefined> {
    try {
        const warnings = subnetWarnings(await lookAtSubnet(id, opts), named);
        return warnings.length === 0 ? undefined : `Subnet ${id}: ${warnings.join("; ")}`;
    } catch (error) {
        return `Subnet ${id} could not be looked at: ${(error as Error).message}`;
    }
}

async function lookAtSubnet(id: string, opts: pulumi.InvokeOptions): Promise<FoundSubnet> {
    const subnet = await aws.ec2.getSubnet({ id }, opts);
    const tables = async (name: string, value: string) => {
        const filters = [{ name, values: [value] }];
        return (await aws.ec2.getRouteTables({ vpcId: subnet.vpcId, filters }, opts)).ids;
    };
    const own = await tables("association.subnet-id", id);
    // A subnet without a table of its own has the VPC's.
    const [routeTableId] = own.length > 0 ? own : await tables("association.main", "true");
    const { routes } = await aws.ec2.getRouteTable({ routeTableId }, opts);
    const toAll = routes.find(({ cidrBlock }) => cidrBlock === "0.0.0.0/0");
    return {
        zone: subnet.availabilityZone,
        vpcId: subnet.vpcId,
        mapsPublicIps: subnet.mapPublicIpOnLaunch,
        freeAddresses: subnet.availableIpAddressCount,
        tags: subnet.tags,
        wayOut: toAll && targetOf(toAll),
    };
}

/** What a route leads to: AWS sets one of these. */
function targetOf(route: aws.types.output.ec2.GetRouteTableRoute): string {
    const targets = [
        route.gatewayId,
        route.natGatewayId,
        route.transitGatewayId,
        route.networkInterfaceId,
    ];
    return targets.find(Boolean) ?? "another target";
}
