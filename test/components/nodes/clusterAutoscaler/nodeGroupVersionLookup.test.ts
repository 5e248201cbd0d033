import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { oldVersionWarning } from "../../../../components/nodes/clusterAutoscaler/nodeGroupVersionLookup";

const cluster = { clusterName: "analytics", region: "eu-central-1", version: "1.36" };

describe("the lookup of node groups' versions", () => {
    /** @param versions by name; none for a group that AWS does not have */
    async function warningOf(versions: Record<string, string | undefined>) {
        await pulumi.runtime.setMocks({
            newResource: ({ inputs }) => ({ id: "", state: inputs }),
            call: ({ token, inputs }) => {
                const { nodeGroupName, ...others } = inputs as Record<string, string>;
                assert.deepStrictEqual(
                    [token, others],
                    [
                        "aws:eks/getNodeGroup:getNodeGroup",
                        { clusterName: "analytics", region: "eu-central-1" },
                    ],
                );
                const version = versions[nodeGroupName ?? ""];
                if (version === undefined) {
                    throw new Error("couldn't find resource");
                }
                return { version };
            },
        });
        return oldVersionWarning({ ...cluster, groups: Object.keys(versions) }, {});
    }

    it("is silent about those on the cluster's version, or that do not exist yet", async () => {
        assert.equal(await warningOf({ "driver-a": "1.36", "driver-b": undefined }), undefined);
    });

    it("reports those on an older one, and how to update them", async () => {
        assert.equal(
            await warningOf({
                "driver-a": "1.35",
                "driver-b": "1.36",
                "spot-a": "1.34",
                "spot-b": "1.35",
                "spot-c": undefined,
            }),
            "3 of 5 node groups stay on Kubernetes 1.34, 1.35, also for new nodes, while " +
                "the cluster has 1.36 or is being upgraded to it. Updating them replaces their " +
                "nodes and terminates the drivers there. Do this after the update, when no " +
                "driver is running on them: for group in driver-a spot-a spot-b; do aws eks " +
                "update-nodegroup-version --region eu-central-1 --cluster-name analytics " +
                "--nodegroup-name $group --kubernetes-version 1.36; done",
        );
    });
});
