import assert from "node:assert/strict";
import { TYPES } from "../../testkit/standIns/aws/types";
import { Values } from "../../testkit/standIns/aws/values";
import { ROLE, SomeCloud } from "./someCloud";

const { cluster, logGroup, nodeGroup } = TYPES;
const ZONES_OF_US_EAST_1 = ["use1-az1", "use1-az2", "use1-az3"].map((id, index) => ({
    name: `us-east-1${"abc"[index]}`,
    id,
}));

describe("clusters of the stand-in", () => {
    it("span at least two zones", async () => {
        const some = new SomeCloud();
        const subnetIds = await some.subnets("eu-central-1a", "eu-central-1a");
        await assert.rejects(some.cluster({ vpcConfig: { subnetIds } }), {
            message:
                "InvalidParameterException: Subnets specified must be in at least two different AZs",
        });
    });

    it("avoid zones without control planes", async () => {
        const some = new SomeCloud({ region: "us-east-1", zones: ZONES_OF_US_EAST_1 });
        await some.make(TYPES.role, { name: "some" });
        const subnetIds = await some.subnets("us-east-1b", "us-east-1c");
        const inputs = { name: "analytics", roleArn: ROLE, vpcConfig: { subnetIds } };
        await assert.rejects(some.make(cluster, inputs), {
            message:
                "UnsupportedAvailabilityZoneException: Cannot create cluster 'analytics' because " +
                "us-east-1c, the targeted availability zone, does not currently have sufficient " +
                "capacity to support the cluster. Retry and choose from these availability " +
                "zones: us-east-1a, us-east-1b",
        });
    });

    it("accept only public CIDR blocks", async () => {
        const some = new SomeCloud();
        const subnetIds = await some.subnets("eu-central-1a", "eu-central-1b");
        const publicAccessCidrs = ["10.1.0.128/27", "54.240.193.128/26", "203.0.113.0/24"];
        await assert.rejects(some.cluster({ vpcConfig: { subnetIds, publicAccessCidrs } }), {
            message:
                "InvalidParameterException: The following CIDRs are not allowed in " +
                "publicAccessCidrs: [10.1.0.128/27, 203.0.113.0/24]",
        });
    });

    describe("keep their original zones", () => {
        for (const [title, zones, shown] of [
            ["one more", ["a", "b", "c"], "eu-central-1a,eu-central-1b,eu-central-1c"],
            ["one less", ["a", "a"], "eu-central-1a"],
            ["another one", ["a", "c"], "eu-central-1a,eu-central-1c"],
        ] as const) {
            it(`and not ${title}`, async () => {
                const some = new SomeCloud();
                const id = await some.cluster();
                const subnetIds = await some.subnets(...zones.map((one) => `eu-central-1${one}`));
                await assert.rejects(some.change(cluster, id, { vpcConfig: { subnetIds } }), {
                    message:
                        `InvalidParameterException: Provided subnets belong to the AZs '${shown}'. But ` +
                        "they should belong to the exact set of AZs 'eu-central-1a,eu-central-1b' in " +
                        "which subnets were provided during cluster creation.",
                });
            });
        }

        it("with any subnets, in any order", async () => {
            const some = new SomeCloud();
            const id = await some.cluster();
            const subnetIds = await some.subnets("eu-central-1b", "eu-central-1a", "eu-central-1b");
            await some.change(cluster, id, { vpcConfig: { subnetIds } });
        });
    });

    it("keep their VPC", async () => {
        const some = new SomeCloud();
        const id = await some.cluster();
        const { vpcConfig } = some.cloud.find(cluster, id)?.inputs as { vpcConfig: Values };
        const [first] = vpcConfig["subnetIds"] as string[];
        const own = String(some.cloud.find(TYPES.subnet, first ?? "")?.inputs["vpcId"]);
        const vpc = await some.vpc();
        const subnetIds = await some.subnetsIn(vpc, "eu-central-1a", "eu-central-1b");
        await assert.rejects(some.change(cluster, id, { vpcConfig: { subnetIds } }), {
            message:
                `InvalidParameterException: Provided subnets belong to the VPC '${vpc}'. But the ` +
                `cluster is in '${own}'.`,
        });
        await assert.rejects(some.nodeGroup({ subnetIds }), {
            message: `InvalidParameterException: Specified subnets must belong to cluster's vpc ${own}`,
        });
    });

    describe("have a version that", () => {
        for (const to of ["1.37", "1.34"]) {
            it(`does not go from 1.35 to ${to}`, async () => {
                const some = new SomeCloud();
                const id = await some.cluster();
                await assert.rejects(some.change(cluster, id, { version: to }), {
                    message: `InvalidParameterException: Unsupported Kubernetes minor version update from 1.35 to ${to}`,
                });
            });
        }

        it("goes up by one, at most three ahead of the nodes", async () => {
            const some = new SomeCloud();
            const id = await some.cluster();
            await some.nodeGroup();
            for (const version of ["1.36", "1.37", "1.38"]) {
                await some.change(cluster, id, { version });
            }
            assert.deepEqual(
                some.cloud.effects().map(({ what, from, to }) => [what, from, to]),
                [
                    ["upgraded", "1.35", "1.36"],
                    ["upgraded", "1.36", "1.37"],
                    ["upgraded", "1.37", "1.38"],
                ],
            );
            await assert.rejects(some.change(cluster, id, { version: "1.39" }), {
                message:
                    "InvalidParameterException: Nodegroups drivers must be updated to match " +
                    "cluster version 1.38 before updating cluster version",
            });
            assert.equal(some.cloud.find(nodeGroup, "analytics:drivers")?.live?.version, "1.35");
        });
    });

    for (const [from, to, isRefused] of [
        ["CONFIG_MAP", "API_AND_CONFIG_MAP", false],
        ["API_AND_CONFIG_MAP", "API", false],
        ["CONFIG_MAP", "API", true],
        ["API", "API_AND_CONFIG_MAP", true],
    ] as const) {
        it(`${isRefused ? "refuse" : "take"} mode ${to} after ${from}`, async () => {
            const some = new SomeCloud();
            const mode = (authenticationMode: string): Values => ({
                accessConfig: { authenticationMode },
            });
            const id = await some.cluster(mode(from));
            const changed = some.change(cluster, id, mode(to));
            await (isRefused
                ? assert.rejects(changed, {
                      message: `InvalidParameterException: Unsupported authentication mode update from ${from} to ${to}`,
                  })
                : changed);
        });
    }

    it("need an endpoint", async () => {
        const some = new SomeCloud();
        const id = await some.cluster();
        const { vpcConfig } = some.cloud.find(cluster, id)?.inputs as { vpcConfig: Values };
        await assert.rejects(
            some.change(cluster, id, { vpcConfig: { ...vpcConfig, endpointPublicAccess: false } }),
            {
                message:
                    "InvalidParameterException: Private and public endpoint access cannot be false",
            },
        );
    });

    it("are not deleted while protected", async () => {
        const some = new SomeCloud();
        const id = await some.cluster({ deletionProtection: true });
        await assert.rejects(some.remove(cluster, id), /^Error: InvalidRequestException: /);
        await some.change(cluster, id, { deletionProtection: false });
        await some.remove(cluster, id);
    });

    it("create a log group without expiry for their logs, and leave it behind", async () => {
        const some = new SomeCloud();
        const id = await some.cluster();
        const name = "/aws/eks/analytics/cluster";
        assert.equal(some.cloud.find(logGroup, name), undefined);
        await some.change(cluster, id, { enabledClusterLogTypes: ["audit"] });
        assert.deepEqual(some.cloud.find(logGroup, name)?.inputs, { name });
        await some.remove(cluster, id);
        assert.deepEqual(some.cloud.find(logGroup, name)?.inputs, { name });
        await assert.rejects(some.make(logGroup, { name, retentionInDays: 30 }), {
            message: "ResourceAlreadyExistsException: The specified log group already exists",
        });
    });

    it("use an existing log group", async () => {
        const some = new SomeCloud();
        const inputs = { name: "/aws/eks/analytics/cluster", retentionInDays: 30 };
        await some.make(logGroup, inputs);
        await some.cluster({ enabledClusterLogTypes: ["audit"] });
        assert.deepEqual(some.cloud.find(logGroup, inputs.name)?.inputs, inputs);
    });
});
