import assert from "node:assert/strict";
import { QUOTAS } from "../../testkit/standIns/aws/settings";
import { TYPES } from "../../testkit/standIns/aws/types";
import { SomeCloud } from "./someCloud";

describe("networks of the stand-in", () => {
    async function withVpc() {
        const some = new SomeCloud();
        const vpcId = await some.make(TYPES.vpc, { cidrBlock: "10.0.0.0/16" });
        const subnet = (cidrBlock: string, availabilityZone = "eu-central-1a") =>
            some.make(TYPES.subnet, { vpcId, cidrBlock, availabilityZone });
        return { some, vpcId, subnet };
    }

    it("have subnets in zones of their region", async () => {
        const { subnet } = await withVpc();
        await assert.rejects(subnet("10.0.0.0/24", "us-east-1a"), {
            message:
                "InvalidParameterValue: Value (us-east-1a) for parameter availabilityZone is invalid. " +
                "Subnets can currently only be created in the following availability zones: " +
                "eu-central-1a, eu-central-1b, eu-central-1c.",
        });
    });

    it("have subnets in their range that do not overlap", async () => {
        const { some, subnet } = await withVpc();
        const first = await subnet("10.0.0.0/20");
        await assert.rejects(subnet("10.1.0.0/24"), {
            message: "InvalidSubnet.Range: The CIDR '10.1.0.0/24' is invalid.",
        });
        await assert.rejects(subnet("10.0.4.0/24"), {
            message: "InvalidSubnet.Conflict: The CIDR '10.0.4.0/24' conflicts with another subnet",
        });
        await some.remove(TYPES.subnet, first);
        await subnet("10.0.4.0/24");
    });

    it("have one route per table and destination", async () => {
        const { some, vpcId } = await withVpc();
        const routeTableId = await some.make(TYPES.routeTable, { vpcId });
        const route = { routeTableId, destinationCidrBlock: "0.0.0.0/0" };
        await some.make(TYPES.route, route);
        await assert.rejects(some.make(TYPES.route, route), {
            message: "RouteAlreadyExists: The route identified by 0.0.0.0/0 already exists.",
        });
    });

    it("have no more Elastic IPs and VPCs than the quotas allow", async () => {
        const { some } = await withVpc();
        some.cloud.set({ quotas: { [QUOTAS.elasticIps]: 1, [QUOTAS.vpcs]: 1 } });
        await some.make(TYPES.eip, {});
        await assert.rejects(some.make(TYPES.eip, {}), /^Error: AddressLimitExceeded: /);
        await assert.rejects(
            some.make(TYPES.vpc, { cidrBlock: "10.1.0.0/16" }),
            /^Error: VpcLimitExceeded: /,
        );
    });
});
