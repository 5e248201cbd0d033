import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { podIdentityWarning } from "../../../components/aws/podIdentityLookup";

const COMMAND =
    "aws eks create-addon --cluster-name analytics --region eu-central-1 --addon-name " +
    "eks-pod-identity-agent";

describe("the search for the Pod Identity agent", () => {
    async function lookAt(
        hasAddon: boolean,
        daemonSets: string[] | undefined,
    ): Promise<string | undefined> {
        await pulumi.runtime.setMocks({
            newResource: ({ inputs }) => ({ id: "", state: inputs }),
            call: ({ token, inputs }) => {
                assert.deepStrictEqual(
                    [token, inputs.clusterName, inputs.addonName],
                    ["aws:eks/getAddon:getAddon", "analytics", "eks-pod-identity-agent"],
                );
                if (!hasAddon) {
                    throw new Error("couldn't find resource");
                }
                return { addonVersion: "v1.3.8-eksbuild.2" };
            },
        });
        return podIdentityWarning(
            { clusterName: "analytics", region: "eu-central-1" },
            () => Promise.resolve(daemonSets?.map((name) => ({ metadata: { name } }))),
            {},
        );
    }

    it("is silent about a cluster with the add-on, or with an agent installed otherwise", async () => {
        assert.equal(await lookAt(true, undefined), undefined);
        assert.equal(await lookAt(false, ["aws-node", "eks-pod-identity-agent"]), undefined);
    });

    it("refuses a cluster without one, and says what to do", async () => {
        await assert.rejects(lookAt(false, ["aws-node"]), {
            message:
                'Cluster "analytics" does not run eks-pod-identity-agent, so pods get no ' +
                `credentials through Pod Identity. Install it: ${COMMAND}`,
        });
    });

    it("only warns without permission to look", async () => {
        assert.equal(
            await lookAt(false, undefined),
            'Cannot tell whether cluster "analytics" runs eks-pod-identity-agent, without ' +
                `which pods get no credentials through Pod Identity. If it does not: ${COMMAND}`,
        );
    });
});
