import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { spotRoleWarning } from "../../../../components/nodes/account/spotRoleLookup";

const NAME = "AWSServiceRoleForEC2Spot";

/** @param error nothing where the role exists */
async function warningWith(error?: string): Promise<string | undefined> {
    await pulumi.runtime.setMocks({
        newResource: ({ inputs }) => ({ id: "", state: inputs }),
        call: ({ token, inputs }) => {
            assert.deepStrictEqual([token, inputs], ["aws:iam/getRole:getRole", { name: NAME }]);
            if (error !== undefined) {
                // As the engine hands on what a provider says.
                throw Object.assign(new Error(error), { details: error });
            }
            return { name: NAME };
        },
    });
    return spotRoleWarning(["executor-spot", "more"], {});
}

describe("the lookup of the account's role for spot instances", () => {
    it("is silent if the role exists", async () => {
        assert.equal(await warningWith(), undefined);
    });

    it("reports an account that never had spot instances, and what to do", async () => {
        // As the provider says it: internal/service/iam/role_data_source.go, internal/retry/error.go.
        assert.equal(
            await warningWith(`reading IAM Role (${NAME}): couldn't find resource`),
            "This account lacks role AWSServiceRoleForEC2Spot, which spot instances need " +
                "(nodePools: executor-spot, more): their pods would get on-demand nodes, at " +
                "about three times the price, or none. Create it once: aws iam " +
                "create-service-linked-role --aws-service-name spot.amazonaws.com",
        );
    });

    it("is silent about a missing role without permission to read it", async () => {
        const denied =
            `reading IAM Role (${NAME}): operation error IAM: GetRole, https response error ` +
            "StatusCode: 403, api error AccessDenied: not authorized to perform: iam:GetRole";
        await assert.rejects(warningWith(denied), (error: Error) => error.message.includes(denied));
    });
});
