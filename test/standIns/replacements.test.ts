import assert from "node:assert/strict";
import { TYPES } from "../../testkit/standIns/aws/types";
import { Values } from "../../testkit/standIns/aws/values";
import { SomeCloud } from "./someCloud";

const IN_PLACE = { changes: true, replaces: [], deleteBeforeReplace: false };

/** What a change of a resource would be. */
function difference(type: string, before: Values, change: Values) {
    const some = new SomeCloud();
    const made = some.resources.named(type, "some", {}, before);
    some.cloud.put({ type, id: "some", name: "some", inputs: made, outputs: {} });
    const after = some.resources.named(type, "some", made, { ...before, ...change });
    return some.resources.difference(type, "some", after);
}

describe("changes in the stand-in", () => {
    for (const [type, before, change, path] of [
        [TYPES.vpc, {}, { cidrBlock: "10.1.0.0/16" }, "cidrBlock"],
        [TYPES.subnet, {}, { cidrBlock: "10.0.1.0/24" }, "cidrBlock"],
        [TYPES.subnet, {}, { availabilityZone: "eu-central-1c" }, "availabilityZone"],
        [TYPES.natGateway, {}, { subnetId: "subnet-b" }, "subnetId"],
        [TYPES.vpcEndpoint, {}, { serviceName: "ecr.api" }, "serviceName"],
        [TYPES.accessEntry, {}, { type: "EC2_LINUX" }, "type"],
        [TYPES.accessPolicyAssociation, {}, { accessScope: { type: "cluster" } }, "accessScope"],
        [TYPES.podIdentityAssociation, {}, { serviceAccount: "b" }, "serviceAccount"],
        [TYPES.addon, {}, { addonName: "coredns" }, "addonName"],
        [TYPES.cluster, {}, { roleArn: "b" }, "roleArn"],
        [
            TYPES.cluster,
            { encryptionConfig: { provider: { keyArn: "a" } } },
            { encryptionConfig: undefined },
            "encryptionConfig",
        ],
    ] as const) {
        it(`replace ${type} for ${path}`, () => {
            const { replaces } = difference(type, before, change);
            assert.deepEqual(replaces, [path]);
        });
    }

    for (const [type, before, change] of [
        [TYPES.subnet, {}, { tags: { team: "a" } }],
        [TYPES.route, {}, { natGatewayId: "nat-b" }],
        [TYPES.cluster, {}, { vpcConfig: { subnetIds: ["subnet-a"] } }],
        [TYPES.cluster, {}, { version: "1.36" }],
        [TYPES.cluster, {}, { encryptionConfig: { provider: { keyArn: "a" } } }],
        [TYPES.addon, {}, { addonVersion: "v2.0.0-eksbuild.1" }],
        [TYPES.podIdentityAssociation, {}, { roleArn: "b" }],
        [TYPES.nodeGroup, {}, { scalingConfig: { maxSize: 20 } }],
        [
            TYPES.nodeGroup,
            { launchTemplate: { id: "lt-a", version: "1" } },
            { launchTemplate: { id: "lt-a", version: "2" } },
        ],
    ] as const) {
        it(`of ${type} happen in place for ${JSON.stringify(change)}`, () => {
            assert.deepEqual(difference(type, before, change), IN_PLACE);
        });
    }

    it("of a set's order are ignored", () => {
        const subnetIds = ["subnet-a", "subnet-b"];
        const before = { subnetIds };
        const change = { subnetIds: [...subnetIds].reverse() };
        assert.deepEqual(difference(TYPES.nodeGroup, before, change), {
            ...IN_PLACE,
            changes: false,
        });
        const inCluster = difference(TYPES.cluster, { vpcConfig: before }, { vpcConfig: change });
        assert.deepEqual(inCluster, { ...IN_PLACE, changes: false });
    });

    it("of omitted values that the provider keeps are ignored", () => {
        const before = { vpcConfig: { publicAccessCidrs: ["54.240.193.128/26"] } };
        const left = difference(TYPES.cluster, before, { vpcConfig: {} });
        assert.deepEqual(left, { ...IN_PLACE, changes: false });
        const open = { vpcConfig: { publicAccessCidrs: ["0.0.0.0/0"] } };
        assert.deepEqual(difference(TYPES.cluster, before, open), IN_PLACE);
    });

    for (const [title, name, first] of [
        ["with a name of its own", { nodeGroupName: "drivers" }, true],
        ["with a made-up name", {}, false],
    ] as const) {
        it(`delete a node group ${title} ${first ? "before" : "after"} another is created`, () => {
            const before = { ...name, subnetIds: ["subnet-a"] };
            const change = { subnetIds: ["subnet-b"] };
            assert.deepEqual(difference(TYPES.nodeGroup, before, change), {
                changes: true,
                replaces: ["subnetIds"],
                deleteBeforeReplace: first,
            });
        });
    }

    it("of a name create the new resource first", () => {
        const { replaces, deleteBeforeReplace } = difference(
            TYPES.nodeGroup,
            { nodeGroupName: "drivers" },
            { nodeGroupName: "executors" },
        );
        assert.deepEqual([replaces, deleteBeforeReplace], [["nodeGroupName"], false]);
    });
});
