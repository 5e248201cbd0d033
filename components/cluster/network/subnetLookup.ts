import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { EksSubnet } from "../../aws/eksConnection";
import { lookUpInPreview } from "../../aws/previewLookup";
import { ExpectedSubnet, FoundSubnet, subnetWarnings } from "./subnetWarnings";

/** In a preview, warns about what nodes would lack in existing subnets. Never fails. */
export function warnOfSubnets(
    subnets: readonly EksSubnet[],
    vpcId: pulumi.Input<string>,
    parent: pulumi.Resource,
): void {
    for (const { id, zone } of subnets) {
        lookUpInPreview({ id, vpcId }, parent, (known, opts) =>
            subnetWarning(known.id, { zone, vpcId: known.vpcId }, opts),
        );
    }
}

/** The warning about one subnet, if any. */
export async function subnetWarning(
    id: string,
    expected: ExpectedSubnet,
    opts: pulumi.InvokeOptions,
): Promise<string | undefined> {
    try {
        const warnings = subnetWarnings(await readSubnet(id, opts), expected);
        return warnings.length === 0 ? undefined : `Subnet ${id}: ${warnings.join("; ")}`;
    } catch (error) {
        return `Subnet ${id} could not be checked: ${(error as Error).message}`;
    }
}

async function readSubnet(id: string, opts: pulumi.InvokeOptions): Promise<FoundSubnet> {
    const subnet = await aws.ec2.getSubnet({ id }, opts);
    const tables = async (name: string, value: string) => {
        const filters = [{ name, values: [value] }];
        return (await aws.ec2.getRouteTables({ vpcId: subnet.vpcId, filters }, opts)).ids;
    };
    const own = await tables("association.subnet-id", id);
    // A subnet without its own route table uses the VPC's main one.
    const [routeTableId] = own.length > 0 ? own : await tables("association.main", "true");
    const { routes } = await aws.ec2.getRouteTable({ routeTableId }, opts);
    const toAll = routes.find(({ cidrBlock }) => cidrBlock === "0.0.0.0/0");
    return {
        zone: subnet.availabilityZone,
        vpcId: subnet.vpcId,
        mapsPublicIps: subnet.mapPublicIpOnLaunch,
        freeAddresses: subnet.availableIpAddressCount,
        tags: subnet.tags,
        defaultRoute: toAll && targetOf(toAll),
    };
}

/** A route's target: AWS sets one of these. */
function targetOf(route: aws.types.output.ec2.GetRouteTableRoute): string {
    const targets = [
        route.gatewayId,
        route.natGatewayId,
        route.transitGatewayId,
        route.networkInterfaceId,
    ];
    return targets.find(Boolean) ?? "another target";
}
