import assert from "node:assert/strict";
import { QUOTAS } from "../../testkit/standIns/aws/settings";
import { TYPES } from "../../testkit/standIns/aws/types";
import { Values } from "../../testkit/standIns/aws/values";
import { SomeCloud } from "./someCloud";

const { nodeGroup } = TYPES;

function sizes(minSize: number, desiredSize: number, maxSize: number): Values {
    return { scalingConfig: { minSize, desiredSize, maxSize } };
}

async function withGroup(inputs: Values = {}): Promise<{ some: SomeCloud; id: string }> {
    const some = new SomeCloud();
    await some.cluster();
    return { some, id: await some.nodeGroup(inputs) };
}

describe("node groups of the stand-in", () => {
    for (const [title, inputs, message] of [
        ["0 nodes at most", sizes(0, 0, 0), /max_size to be at least \(1\), got 0$/],
        [
            "more at least than at first",
            sizes(2, 1, 3),
            /^Error: InvalidParameterException: minSize can't be greater than desiredSize$/,
        ],
        [
            "more at first than at most",
            sizes(0, 4, 3),
            /^Error: InvalidParameterException: desiredSize can't be greater than maxSize$/,
        ],
        ["more than the quota", sizes(0, 0, 451), /451 is more than 450 nodes per node group$/],
        ["a newer version", { version: "1.36" }, /Valid: 1\.35$/],
        ["an older version", { version: "1.34" }, /Valid: 1\.35$/],
        [
            "a disk beside its launch template",
            { diskSize: 20, launchTemplate: { version: "1" } },
            /Disk size must be specified within the launch template\.$/,
        ],
        ["a long name", { nodeGroupName: "a".repeat(64) }, /length less than or equal to 63$/],
    ] as const) {
        it(`are refused with ${title}`, async () => {
            const some = new SomeCloud();
            await some.cluster();
            await assert.rejects(some.nodeGroup(inputs), message);
        });
    }

    it("are refused beyond the cluster's quota", async () => {
        const { some } = await withGroup();
        some.cloud.set({ quotas: { [QUOTAS.nodeGroups]: 1 } });
        await assert.rejects(some.nodeGroup({ nodeGroupName: "more" }), {
            message: "ResourceLimitExceededException: 1 managed node groups per cluster",
        });
    });

    it("drain the nodes that an autoscaler added when any size changes", async () => {
        const { some, id } = await withGroup();
        some.cloud.scale("drivers", 7);
        await some.change(nodeGroup, id, sizes(0, 0, 20));
        assert.deepEqual(some.cloud.effects(), [
            { what: "scaled", type: nodeGroup, name: "some", from: 7, to: 0, drained: 7 },
        ]);
        assert.equal(some.cloud.find(nodeGroup, id)?.live?.desiredSize, 0);
    });

    it("keep them when something else changes", async () => {
        const { some, id } = await withGroup();
        some.cloud.scale("drivers", 7);
        await some.change(nodeGroup, id, { labels: { team: "processing" } });
        assert.deepEqual(some.cloud.effects(), []);
        assert.equal(some.cloud.find(nodeGroup, id)?.live?.desiredSize, 7);
        const seen = await some.resources.read(nodeGroup, "some", id);
        assert.deepEqual(seen?.["scalingConfig"], sizes(0, 7, 10)["scalingConfig"]);
    });

    it("refuse a desired size outside the limits", async () => {
        const { some, id } = await withGroup();
        some.cloud.scale("drivers", 7);
        await assert.rejects(some.change(nodeGroup, id, sizes(2, 0, 10)), {
            message:
                "InvalidParameterException: Minimum capacity 2 can't be greater than desired size 0",
        });
        await assert.rejects(some.change(nodeGroup, id, sizes(0, 4, 3)), {
            message:
                "InvalidParameterException: desired capacity 4 can't be greater than max size 3",
        });
        assert.deepEqual(some.cloud.effects(), []);
    });

    it("keep their version until they get the cluster's", async () => {
        const { some, id } = await withGroup({ version: "1.35" });
        some.cloud.scale("drivers", 3);
        await some.change(TYPES.cluster, "analytics", { version: "1.36" });
        some.cloud.forgetCalls();
        await assert.rejects(
            some.change(nodeGroup, id, { version: "1.34" }),
            /Valid: 1\.35, 1\.36$/,
        );
        await some.change(nodeGroup, id, { version: "1.36" });
        assert.deepEqual(some.cloud.effects(), [
            { what: "rolled", type: nodeGroup, name: "some", drained: 3 },
        ]);
    });

    it("roll for a new version of their launch template, which each of its changes creates", async () => {
        const some = new SomeCloud();
        await some.cluster();
        const template = await some.make(TYPES.launchTemplate, { tags: { team: "a" } });
        const version = () =>
            some.cloud.find(TYPES.launchTemplate, template)?.outputs["latestVersion"];
        const id = await some.nodeGroup({ launchTemplate: { id: template, version: "1" } });
        some.cloud.scale("drivers", 3);
        await some.change(TYPES.launchTemplate, template, { tags: { team: "b" } });
        assert.equal(version(), 1);
        await some.change(TYPES.launchTemplate, template, { userData: "dGV4dA==" });
        assert.equal(version(), 2);
        await some.change(nodeGroup, id, { launchTemplate: { id: template, version: "2" } });
        assert.deepEqual(some.cloud.effects(), [
            { what: "rolled", type: nodeGroup, name: "some", drained: 3 },
        ]);
    });

    it("delete their nodes when deleted", async () => {
        const { some, id } = await withGroup();
        some.cloud.scale("drivers", 3);
        await some.remove(nodeGroup, id);
        assert.deepEqual(some.cloud.effects(), [
            { what: "deleted", type: nodeGroup, name: "some", drained: 3 },
        ]);
    });
});
