import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { subnetWarning } from "../../../../components/cluster/network/subnetLookup";
import { FoundSubnet, subnetWarnings } from "../../../../components/cluster/network/subnetWarnings";

const NAMED = { zone: "eu-central-1a", vpcId: "vpc-1" };
const SOUND: FoundSubnet = {
    zone: "eu-central-1a",
    vpcId: "vpc-1",
    mapsPublicIps: false,
    freeAddresses: 4091,
    tags: { "kubernetes.io/role/internal-elb": "1" },
    defaultRoute: "nat-1",
};

const CASES: [title: string, found: Partial<FoundSubnet>, warnings: string[]][] = [
    ["nothing", {}, []],
    ["a transit gateway", { defaultRoute: "tgw-1" }, []],
    [
        "another zone",
        { zone: "eu-central-1b" },
        [
            "it is in eu-central-1b, not in eu-central-1a: pods for eu-central-1a would " +
                "stay Pending",
        ],
    ],
    ["another VPC", { vpcId: "vpc-2" }, ["it is in vpc-2, not in vpc-1"]],
    [
        "a public subnet",
        { mapsPublicIps: true, defaultRoute: "igw-1" },
        ["it assigns public IP addresses to nodes: use a private subnet"],
    ],
    [
        "an internet gateway without public addresses",
        { defaultRoute: "igw-1" },
        [
            "its default route is internet gateway igw-1, which nodes without a public IP " +
                "address cannot use: use a subnet with a NAT gateway",
        ],
    ],
    [
        "no way out",
        { defaultRoute: undefined },
        [
            "it has no route to 0.0.0.0/0: nodes reach AWS and images only through VPC " +
                "endpoints",
        ],
    ],
    ["just enough addresses", { freeAddresses: 16 }, []],
    [
        "too few addresses",
        { freeAddresses: 15 },
        ["it has 15 free IP addresses: the control plane alone needs 16"],
    ],
    [
        "no tag",
        { tags: {} },
        [
            "it has no tag kubernetes.io/role/internal-elb: internal load balancers cannot " +
                "find it",
        ],
    ],
];

describe("what nodes would lack in an existing subnet", () => {
    for (const [title, found, expected] of CASES) {
        it(`is told of ${title}`, () => {
            assert.deepStrictEqual(subnetWarnings({ ...SOUND, ...found }, NAMED), expected);
        });
    }
});

describe("the lookup of a subnet", () => {
    let answers: Record<string, (inputs: Record<string, unknown>) => Record<string, unknown>>;

    beforeEach(async () => {
        answers = {
            getSubnet: ({ id }) => ({
                id,
                vpcId: "vpc-1",
                availabilityZone: "eu-central-1a",
                mapPublicIpOnLaunch: false,
                availableIpAddressCount: 4091,
                tags: SOUND.tags,
            }),
            getRouteTables: ({ vpcId, filters }) => ({
                ids: { "subnet-1": ["rtb-own"], true: ["rtb-main"] }[tableOf(vpcId, filters)] ?? [],
            }),
            getRouteTable: ({ routeTableId }) => ({
                routes: {
                    "rtb-own": [
                        { cidrBlock: "10.9.0.0/16", transitGatewayId: "tgw-1" },
                        { cidrBlock: "0.0.0.0/0", gatewayId: "", natGatewayId: "nat-1" },
                    ],
                    "rtb-main": [{ cidrBlock: "0.0.0.0/0", gatewayId: "igw-1" }],
                }[String(routeTableId)],
            }),
        };
        await pulumi.runtime.setMocks({
            newResource: ({ inputs }) => ({ id: "", state: inputs }),
            call: ({ token, inputs }) => {
                const answer = answers[token.split(":").pop() ?? ""];
                return answer === undefined ? assert.fail(token) : answer(inputs);
            },
        });
    });

    function tableOf(vpcId: unknown, filters: unknown): string {
        assert.equal(vpcId, "vpc-1");
        const [filter] = filters as { name: string; values: string[] }[];
        const isKnown = ["association.subnet-id", "association.main"].includes(filter?.name ?? "");
        return isKnown ? (filter?.values.join() ?? "") : assert.fail(filter?.name);
    }

    it("finds the routes of the subnet's own route table", async () => {
        assert.equal(await subnetWarning("subnet-1", NAMED, {}), undefined);
    });

    it("finds those of the VPC's main route table if the subnet has none, in one line", async () => {
        assert.equal(
            await subnetWarning("subnet-2", { ...NAMED, zone: "eu-central-1c" }, {}),
            "Subnet subnet-2: it is in eu-central-1a, not in eu-central-1c: pods for " +
                "eu-central-1c would stay Pending; its default route is internet gateway " +
                "igw-1, which nodes without a public IP address cannot use: use a subnet with " +
                "a NAT gateway",
        );
    });

    it("reports missing permissions, and does not fail", async () => {
        answers.getSubnet = () => {
            // As the engine's answers fail: the SDK passes on the details.
            throw Object.assign(new Error(), { details: "UnauthorizedOperation" });
        };
        assert.equal(
            await subnetWarning("subnet-1", NAMED, {}),
            "Subnet subnet-1 could not be checked: UnauthorizedOperation",
        );
    });
});
