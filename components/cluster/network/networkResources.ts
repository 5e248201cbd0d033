import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { EksSubnet } from "../../aws/eksConnection";
import { Nat } from "./networkArgs";
import { networkEndpoints } from "./networkEndpoints";
import { ZonePlan } from "./networkPlan";

export interface NewNetworkInput {
    region: string;
    cidr: string;
    plan: readonly ZonePlan[];
    nat: Nat;
    interfaceEndpoints: boolean;
    tags?: Record<string, pulumi.Input<string>>;
}

export interface NewNetwork {
    vpcId: pulumi.Output<string>;
    privateSubnets: EksSubnet[];
    /** Nodes do not work without them. */
    routes: pulumi.Resource[];
}

/** A zone with its subnets and the routes of its private one. */
interface ZoneNetwork {
    zone: string;
    privateSubnet: aws.ec2.Subnet;
    publicSubnet: aws.ec2.Subnet;
    privateTable: aws.ec2.RouteTable;
    associations: pulumi.Resource[];
}

/** Registers a VPC with its subnets, gateways, routes and endpoints. */
export function newNetwork(
    name: string,
    { region, cidr, plan, nat, interfaceEndpoints, tags }: NewNetworkInput,
    child: pulumi.CustomResourceOptions,
): NewNetwork {
    const named = (suffix: string) => ({ ...tags, Name: suffix });
    const vpc = new aws.ec2.Vpc(
        name,
        {
            cidrBlock: cidr,
            // For the names of nodes and of the AWS services in the VPC.
            enableDnsHostnames: true,
            enableDnsSupport: true,
            tags: named(name),
        },
        child,
    );
    const vpcId = vpc.id;
    // Used by everything that names no security group; it allows no traffic.
    new aws.ec2.DefaultSecurityGroup(
        name,
        { vpcId, ingress: [], egress: [], tags: named(`${name}-default`) },
        child,
    );
    const gateway = new aws.ec2.InternetGateway(name, { vpcId, tags: named(name) }, child);
    const publicTable = new aws.ec2.RouteTable(
        `${name}-public`,
        { vpcId, tags: named(`${name}-public`) },
        child,
    );
    const publicRoute = new aws.ec2.Route(
        `${name}-public`,
        {
            routeTableId: publicTable.id,
            destinationCidrBlock: "0.0.0.0/0",
            gatewayId: gateway.id,
        },
        child,
    );
    // By name: reordering the zones must not move the single gateway and change its public IP address.
    const zones = [...plan]
        .sort((a, b) => a.zone.localeCompare(b.zone))
        .map((one) => zoneNetwork(name, one, { vpcId, publicTable, named }, child));
    const natGateways = zones
        .slice(0, natCount(nat, zones.length))
        .map(({ zone, publicSubnet }) => {
            const address = new aws.ec2.Eip(
                `${name}-nat-${zone}`,
                { domain: "vpc", tags: named(`${name}-nat-${zone}`) },
                { ...child, dependsOn: [gateway] },
            );
            return new aws.ec2.NatGateway(
                `${name}-${zone}`,
                {
                    allocationId: address.id,
                    subnetId: publicSubnet.id,
                    tags: named(`${name}-${zone}`),
                },
                // It needs its route to the internet from its creation to its deletion.
                { ...child, dependsOn: [publicRoute] },
            );
        });
    const natRoutes = zones.flatMap(({ zone, privateTable }, index) => {
        const natGateway = natGateways[index] ?? natGateways[0];
        return natGateway === undefined
            ? []
            : [
                  new aws.ec2.Route(
                      `${name}-private-${zone}`,
                      {
                          routeTableId: privateTable.id,
                          destinationCidrBlock: "0.0.0.0/0",
                          natGatewayId: natGateway.id,
                      },
                      child,
                  ),
              ];
    });
    const endpoints = networkEndpoints(
        name,
        {
            vpcId,
            region,
            cidr,
            subnetIds: zones.map(({ privateSubnet }) => privateSubnet.id),
            routeTableIds: [publicTable.id, ...zones.map(({ privateTable }) => privateTable.id)],
            interfaces: interfaceEndpoints,
            tags,
        },
        child,
    );
    return {
        vpcId,
        privateSubnets: zones.map(({ zone, privateSubnet }) => ({ zone, id: privateSubnet.id })),
        routes: [
            publicRoute,
            ...zones.flatMap(({ associations }) => associations),
            ...natRoutes,
            ...endpoints,
        ],
    };
}

interface ZoneInput {
    vpcId: pulumi.Input<string>;
    publicTable: aws.ec2.RouteTable;
    named: (suffix: string) => Record<string, string>;
}

function zoneNetwork(
    name: string,
    { zone, privateCidr, publicCidr }: ZonePlan,
    { vpcId, publicTable, named }: ZoneInput,
    child: pulumi.CustomResourceOptions,
): ZoneNetwork {
    const subnet = (kind: string, cidrBlock: string, role: string) =>
        new aws.ec2.Subnet(
            `${name}-${kind}-${zone}`,
            {
                vpcId,
                availabilityZone: zone,
                cidrBlock,
                // How load balancers find their subnets (EKS user guide, network load balancing).
                tags: { ...named(`${name}-${kind}-${zone}`), [`kubernetes.io/role/${role}`]: "1" },
            },
            child,
        );
    const privateSubnet = subnet("private", privateCidr, "internal-elb");
    const publicSubnet = subnet("public", publicCidr, "elb");
    const privateTable = new aws.ec2.RouteTable(
        `${name}-private-${zone}`,
        { vpcId, tags: named(`${name}-private-${zone}`) },
        child,
    );
    const associate = (kind: string, subnetId: pulumi.Input<string>, table: aws.ec2.RouteTable) =>
        new aws.ec2.RouteTableAssociation(
            `${name}-${kind}-${zone}`,
            { subnetId, routeTableId: table.id },
            child,
        );
    return {
        zone,
        privateSubnet,
        publicSubnet,
        privateTable,
        associations: [
            associate("private", privateSubnet.id, privateTable),
            associate("public", publicSubnet.id, publicTable),
        ],
    };
}

function natCount(nat: Nat, zones: number): number {
    return { [Nat.None]: 0, [Nat.One]: 1, [Nat.PerZone]: zones }[nat];
}
