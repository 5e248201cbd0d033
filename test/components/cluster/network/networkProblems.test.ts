import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { networkCheck } from "../../../../components/cluster/network/networkProblems";
import { Problems } from "../../../../components/validation/problems";

const SUBNETS = [
    { zone: "eu-central-1a", id: "subnet-0123456789abcdef0" },
    { zone: "eu-central-1b", id: "subnet-0fedcba9876543210" },
];
const NO_RANGE =
    "is not an IPv4 range in CIDR notation that starts with its first IP address " +
    '(e.g. "10.0.0.0/16")';

const NOT_PLAIN =
    "is an Output, and must be a plain value here: it decides what is created, or how it is named " +
    "(take it from pulumi.Config)";

const CASES: [title: string, args: unknown, problems: string[]][] = [
    ["nothing", {}, []],
    ["no arguments", undefined, []],
    ["an Output", pulumi.output({}), [`network: ${NOT_PLAIN}`]],
    [
        "a new VPC",
        { cidr: "10.20.0.0/18", zones: ["eu-central-1c", "eu-central-1a"], nat: "per-zone" },
        [],
    ],
    ["a VPC that is there", { vpcId: "vpc-1", privateSubnets: SUBNETS }, []],
    [
        "no map",
        "10.0.0.0/16",
        ['network: "10.0.0.0/16" is not a map of keys and values (e.g. { cidr: … })'],
    ],
    ["an address", { cidr: "10.0.0.1/16" }, [`network.cidr: "10.0.0.1/16" ${NO_RANGE}`]],
    ["a number", { cidr: 10 }, [`network.cidr: 10 ${NO_RANGE}`]],
    [
        "a range larger than AWS has",
        { cidr: "10.0.0.0/8" },
        [
            'network.cidr: "10.0.0.0/8" is larger than a VPC can be: use /16 to /20',
            'network.cidr: "10.0.0.0/8" overlaps 10.100.0.0/16, which EKS may use for ' +
                "services: use another range",
        ],
    ],
    [
        "a range too small for nodes",
        { cidr: "192.168.0.0/24" },
        ['network.cidr: "192.168.0.0/24" is too small for nodes and pods: use /16 to /20'],
    ],
    [
        "addresses of others",
        { cidr: "8.8.0.0/16" },
        [
            'network.cidr: "8.8.0.0/16" is not in a private range: use 10.0.0.0/8, 172.16.0.0/12, ' +
                "192.168.0.0/16, 100.64.0.0/10",
        ],
    ],
    [
        "the range of services",
        { cidr: "172.20.16.0/20" },
        [
            'network.cidr: "172.20.16.0/20" overlaps 172.20.0.0/16, which EKS may use for ' +
                "services: use another range",
        ],
    ],
    [
        "one zone",
        { zones: ["eu-central-1a"] },
        ["network.zones: has 1: EKS requires at least two zones, and the VPC has room " + "for 6"],
    ],
    [
        "zones of elsewhere, and twice",
        { zones: ["eu-central-1a", "us-east-1a", "eu-central-1", "eu-central-1a"] },
        [
            'network.zones[1]: "us-east-1a" is not a zone of eu-central-1 (e.g. "eu-central-1a")',
            'network.zones[2]: "eu-central-1" is not a zone of eu-central-1 (e.g. "eu-central-1a")',
            'network.zones[3]: "eu-central-1a" is listed twice',
        ],
    ],
    [
        "more zones than there is room for",
        { zones: [..."abcdefg"].map((letter) => `eu-central-1${letter}`) },
        [
            'network.zones[6]: "eu-central-1g" is not a zone of eu-central-1 (e.g. "eu-central-1a")',
            "network.zones: has 7: EKS requires at least two zones, and the VPC has room " +
                "for 6",
        ],
    ],
    [
        "a misspelt NAT",
        { nat: "two" },
        ['network.nat: unknown NAT "two" (known: none, one, per-zone)'],
    ],
    [
        "nodes that reach nothing",
        { nat: "none", interfaceEndpoints: false },
        [
            'network.interfaceEndpoints: is false and nat is "none": nodes could reach ' +
                "neither EKS nor their images. Omit it, or use a NAT gateway",
        ],
    ],
    [
        "a VPC that is there and is new",
        { vpcId: "vpc-1", privateSubnets: SUBNETS, cidr: "10.0.0.0/16", nat: "one" },
        ["cidr", "nat"].map(
            (key) =>
                `network.${key}: is only for a new VPC: remove it, or remove vpcId and ` +
                "privateSubnets",
        ),
    ],
    [
        "a VPC without subnets",
        { vpcId: "vpc-1" },
        [
            "network.privateSubnets: is missing: an existing VPC needs both vpcId and " +
                "privateSubnets",
        ],
    ],
    [
        "subnets without a VPC, in one zone",
        { privateSubnets: SUBNETS.slice(0, 1) },
        [
            "network.vpcId: is missing: an existing VPC needs both vpcId and privateSubnets",
            "network.privateSubnets: covers 1 zone: EKS requires subnets in at least two",
        ],
    ],
    [
        "an unknown key",
        { natGateways: 1 },
        [
            'network.natGateways: unknown key "natGateways" (known: cidr, zones, nat, ' +
                "interfaceEndpoints, vpcId, privateSubnets)",
        ],
    ],
];

describe("what is wrong with a network", () => {
    for (const [title, args, expected] of CASES) {
        it(`is told of ${title}`, () => {
            const problems = new Problems();
            networkCheck("eu-central-1")(args, "network", problems);
            assert.deepStrictEqual(problems.list(), expected);
        });
    }

    for (const args of [undefined, {}, { nat: "one" }]) {
        it(`is told where accounts differ in their zones (${JSON.stringify(args)})`, () => {
            const problems = new Problems();
            networkCheck("us-west-1")(args, "network", problems);
            assert.deepStrictEqual(problems.list(), [
                "network.zones: is missing: the available zones of us-west-1 differ between " +
                    "accounts, so list two (aws ec2 describe-availability-zones)",
            ]);
        });
    }

    it("is nothing there with zones that are named", () => {
        const problems = new Problems();
        const zones = ["us-west-1b", "us-west-1c"];
        networkCheck("us-west-1")({ zones }, "network", problems);
        assert.deepStrictEqual(problems.list(), []);
    });
});
