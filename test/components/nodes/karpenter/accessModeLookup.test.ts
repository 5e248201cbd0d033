import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { accessModeWarning } from "../../../../components/nodes/karpenter/accessModeLookup";

describe("a look at a cluster's access entries", () => {
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

    it("has nothing to say where Karpenter's nodes can have one", async () => {
        assert.equal(await lookAt("API"), undefined);
        assert.equal(await lookAt("API_AND_CONFIG_MAP"), undefined);
    });

    it("has nothing to say of a cluster that is not there yet", async () => {
        assert.equal(await lookAt(undefined), undefined);
    });

    it("refuses a cluster without any, and says what to do", async () => {
        await assert.rejects(lookAt("CONFIG_MAP"), {
            message:
                'Cluster "analytics" has no access entries (authentication mode CONFIG_MAP), and ' +
                "Karpenter's nodes join by one. Switch them on, for good: aws eks " +
                "update-cluster-config --name analytics --region eu-central-1 --access-config " +
                "authenticationMode=API_AND_CONFIG_MAP",
        });
    });
});
