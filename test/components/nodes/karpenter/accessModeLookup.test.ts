import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { accessModeWarning } from "../../../../components/nodes/karpenter/accessModeLookup";

describe("the lookup of a cluster's access entries", () => {
    /** @param authenticationMode none for a cluster that AWS does not tell of */
    async function lookAt(authenticationMode: string | undefined): Promise<undefined> {
        await pulumi.runtime.setMocks({
            newResource: ({ inputs }) => ({ id: "", state: inputs }),
            call: ({ token, inputs }) => {
                assert.deepStrictEqual(
                    [token, inputs.name],
                    ["aws:eks/getCluster:getCluster", "analytics"],
                );
                if (authenticationMode === undefined) {
                    throw new Error("couldn't find resource");
                }
                return { accessConfigs: [{ authenticationMode }] };
            },
        });
        return accessModeWarning({ clusterName: "analytics", region: "eu-central-1" }, {});
    }

    it("is silent if Karpenter's nodes can have one", async () => {
        assert.equal(await lookAt("API"), undefined);
        assert.equal(await lookAt("API_AND_CONFIG_MAP"), undefined);
    });

    it("is silent about a cluster that does not exist yet", async () => {
        assert.equal(await lookAt(undefined), undefined);
    });

    it("refuses a cluster without any, and says what to do", async () => {
        await assert.rejects(lookAt("CONFIG_MAP"), {
            message:
                'Cluster "analytics" does not support access entries (authentication mode ' +
                "CONFIG_MAP), which Karpenter's nodes need to join. Enable them; this cannot " +
                "be undone: aws eks update-cluster-config --name analytics --region " +
                "eu-central-1 --access-config authenticationMode=API_AND_CONFIG_MAP",
        });
    });
});
