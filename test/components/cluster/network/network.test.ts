import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { Network, NetworkArgs } from "../../../../components";
import { Registered, valueOf } from "../../../../testkit/mocks";
import { dependenciesOf, label, registerOnAws } from "../../../../testkit/onAws";

const A = "eu-central-1a";
const B = "eu-central-1b";

describe("Network", () => {
    let network: Network;

    function made(args: NetworkArgs, options = {}): Promise<Registered[]> {
        return registerOnAws(() => {
            network = new Network("net", { region: "eu-central-1", ...args });
        }, options);
    }

    /** Type and name to inputs; tags are looked at apart. */
    function inputsOf(resources: Registered[]): Record<string, unknown> {
        const own = resources.filter(({ type }) => type.startsWith("aws:"));
        return Object.fromEntries(
            own.map((one) => [label(one), { ...one.inputs, tags: undefined }]),
        );
    }

    const plain = (inputs: object) => ({ ...inputs, tags: undefined });
    const vpc = { vpcId: "net-id" };
    const internet = { destinationCidrBlock: "0.0.0.0/0" };
    const subnet = (availabilityZone: string, cidrBlock: string) =>
        plain({ ...vpc, availabilityZone, cidrBlock });
    const association = (kind: string, zone: string, table: string) =>
        plain({ subnetId: `net-${kind}-${zone}-id`, routeTableId: `${table}-id` });

    /** What there is with any NAT. */
    const common = {
        "Vpc net": plain({
            cidrBlock: "10.0.0.0/16",
            enableDnsHostnames: true,
            enableDnsSupport: true,
        }),
        "DefaultSecurityGroup net": plain({ ...vpc, ingress: [], egress: [] }),
        "InternetGateway net": plain(vpc),
        "RouteTable net-public": plain(vpc),
        "Route net-public": plain({
            ...internet,
            routeTableId: "net-public-id",
            gatewayId: "net-id",
        }),
        [`Subnet net-private-${A}`]: subnet(A, "10.0.0.0/19"),
        [`Subnet net-public-${A}`]: subnet(A, "10.0.224.0/22"),
        [`RouteTable net-private-${A}`]: plain(vpc),
        [`RouteTableAssociation net-private-${A}`]: association("private", A, `net-private-${A}`),
        [`RouteTableAssociation net-public-${A}`]: association("public", A, "net-public"),
        [`Subnet net-private-${B}`]: subnet(B, "10.0.32.0/19"),
        [`Subnet net-public-${B}`]: subnet(B, "10.0.228.0/22"),
        [`RouteTable net-private-${B}`]: plain(vpc),
        [`RouteTableAssociation net-private-${B}`]: association("private", B, `net-private-${B}`),
        [`RouteTableAssociation net-public-${B}`]: association("public", B, "net-public"),
        "VpcEndpoint net-s3": plain({
            ...vpc,
            serviceName: "com.amazonaws.eu-central-1.s3",
            vpcEndpointType: "Gateway",
            routeTableIds: ["net-public-id", `net-private-${A}-id`, `net-private-${B}-id`],
        }),
    };
    const gateway = (zone: string) => ({
        [`Eip net-nat-${zone}`]: plain({ domain: "vpc" }),
        [`NatGateway net-${zone}`]: plain({
            allocationId: `net-nat-${zone}-id`,
            subnetId: `net-public-${zone}-id`,
        }),
    });
    const natRoute = (zone: string, through: string) => ({
        [`Route net-private-${zone}`]: plain({
            ...internet,
            routeTableId: `net-private-${zone}-id`,
            natGatewayId: `net-${through}-id`,
        }),
    });

    it("has subnets in each zone, and one NAT gateway for all", async () => {
        assert.deepStrictEqual(inputsOf(await made({ zones: [A, B] })), {
            ...common,
            ...gateway(A),
            ...natRoute(A, A),
            ...natRoute(B, A),
        });
        assert.equal(await valueOf(network.vpcId), "net-id");
        assert.deepStrictEqual(await valueOf(pulumi.output(network.privateSubnets)), [
            { zone: A, id: `net-private-${A}-id` },
            { zone: B, id: `net-private-${B}-id` },
        ]);
    });

    it("is the same for another order of its zones", async () => {
        const [one, other] = [await made({ zones: [A, B] }), await made({ zones: [B, A] })];
        assert.deepEqual(inputsOf(other), inputsOf(one));
    });

    it("has a NAT gateway in each zone", async () => {
        assert.deepStrictEqual(inputsOf(await made({ zones: [A, B], nat: "per-zone" })), {
            ...common,
            ...gateway(A),
            ...gateway(B),
            ...natRoute(A, A),
            ...natRoute(B, B),
        });
    });

    it("reaches AWS without a NAT gateway", async () => {
        const services = [
            "autoscaling",
            "ec2",
            "ecr.api",
            "ecr.dkr",
            "eks",
            "eks-auth",
            "logs",
            "sqs",
            "ssm",
            "sts",
        ];
        const endpoints = services.map((service) => [
            `VpcEndpoint net-${service}`,
            plain({
                ...vpc,
                serviceName: `com.amazonaws.eu-central-1.${service}`,
                vpcEndpointType: "Interface",
                subnetIds: [`net-private-${A}-id`, `net-private-${B}-id`],
                securityGroupIds: ["net-endpoints-id"],
                privateDnsEnabled: true,
            }),
        ]);
        assert.deepStrictEqual(inputsOf(await made({ zones: [A, B], nat: "none" })), {
            ...common,
            "SecurityGroup net-endpoints": plain({
                ...vpc,
                description: "AWS services inside of the VPC",
                ingress: [
                    {
                        description: "HTTPS from the VPC",
                        protocol: "tcp",
                        fromPort: 443,
                        toPort: 443,
                        cidrBlocks: ["10.0.0.0/16"],
                    },
                ],
            }),
            ...Object.fromEntries(endpoints),
        });
    });

    it("uses the endpoint names of China there", async () => {
        const resources = await registerOnAws(
            () => new Network("net", { region: "cn-north-1", nat: "none" }),
        );
        const names = resources
            .filter(({ type }) => type === "aws:ec2/vpcEndpoint:VpcEndpoint")
            .map(({ inputs }) => inputs.serviceName as string);
        assert.deepStrictEqual(names, [
            "com.amazonaws.cn-north-1.s3",
            "cn.com.amazonaws.cn-north-1.autoscaling",
            "cn.com.amazonaws.cn-north-1.ec2",
            "cn.com.amazonaws.cn-north-1.ecr.api",
            "cn.com.amazonaws.cn-north-1.ecr.dkr",
            "cn.com.amazonaws.cn-north-1.eks",
            "com.amazonaws.cn-north-1.eks-auth",
            "com.amazonaws.cn-north-1.logs",
            "cn.com.amazonaws.cn-north-1.sqs",
            "com.amazonaws.cn-north-1.ssm",
            "cn.com.amazonaws.cn-north-1.sts",
        ]);
    });

    it("has the region's first three zones unless others are named", async () => {
        await made({});
        assert.deepStrictEqual(network.zones, [A, B, "eu-central-1c"]);
        await registerOnAws(() => {
            network = new Network("net", { region: "ap-northeast-1" });
        });
        assert.deepStrictEqual(
            network.zones,
            ["a", "c", "d"].map((letter) => `ap-northeast-1${letter}`),
        );
    });

    it("tags everything, and subnets as load balancers require", async () => {
        const resources = await registerOnAws(
            () =>
                new Network("net", {
                    region: "eu-central-1",
                    zones: [A, B],
                    tags: { "cost-centre": "4711" },
                }),
        );
        const untagged = resources.filter(
            ({ type, inputs }) =>
                type.startsWith("aws:") && inputs.tags?.["cost-centre"] !== "4711",
        );
        const kinds = new Set(untagged.map(({ type }) => type));
        // These have no tags in AWS.
        assert.deepStrictEqual([...kinds].sort(), [
            "aws:ec2/route:Route",
            "aws:ec2/routeTableAssociation:RouteTableAssociation",
        ]);
        const tagsOf = (name: string) => resources.find((one) => label(one) === name)?.inputs.tags;
        assert.deepStrictEqual(tagsOf(`Subnet net-private-${A}`), {
            "cost-centre": "4711",
            Name: `net-private-${A}`,
            "kubernetes.io/role/internal-elb": "1",
        });
        assert.deepStrictEqual(tagsOf(`Subnet net-public-${A}`), {
            "cost-centre": "4711",
            Name: `net-public-${A}`,
            "kubernetes.io/role/elb": "1",
        });
    });

    it("keeps a route to the internet for NAT gateways for their whole lifetime", async () => {
        const resources = await made({ zones: [A, B] });
        const nat = resources.find((one) => label(one) === `NatGateway net-${A}`);
        assert.deepStrictEqual(nat && dependenciesOf(nat), [
            `Eip net-nat-${A}`,
            "Route net-public",
            `Subnet net-public-${A}`,
        ]);
    });

    it("creates nothing in an existing VPC", async () => {
        const privateSubnets = [
            { zone: A, id: "subnet-0123456789abcdef0" },
            { zone: B, id: "subnet-0fedcba9876543210" },
            { zone: B, id: "subnet-0fedcba9876543211" },
        ];
        const resources = await made({ vpcId: "vpc-1", privateSubnets });
        assert.deepStrictEqual(inputsOf(resources), {});
        assert.equal(await valueOf(network.vpcId), "vpc-1");
        assert.deepStrictEqual(
            [network.privateSubnets, network.zones, network.routes],
            [privateSubnets, [A, B], []],
        );
    });

    it("registers the same resources in a preview", async () => {
        const preview = await made({}, { preview: true });
        assert.deepStrictEqual(preview.map(label), (await made({})).map(label));
    });

    it("refuses everything invalid in one list", () => {
        assert.throws(
            () =>
                new Network("net", {
                    region: "eu-central-1",
                    cidr: "10.0.0.0",
                    nat: "two" as never,
                }),
            {
                message:
                    'Network "net" has 2 problems:\n  cidr: "10.0.0.0" is not an IPv4 range in CIDR ' +
                    'notation that starts with its first IP address (e.g. "10.0.0.0/16")\n  nat: ' +
                    'unknown NAT "two" (known: none, one, per-zone)',
            },
        );
    });
});
