import assert from "node:assert/strict";
import { TYPES } from "../../testkit/standIns/aws/types";
import { ROLE, SomeCloud } from "./someCloud";

const DELAY_MS = 200;

describe("new roles of the stand-in", () => {
    async function withNewRole() {
        const some = new SomeCloud();
        await some.cluster();
        some.cloud.set({ rolePropagationMs: DELAY_MS });
        await some.make(TYPES.role, { name: "new" });
        return { some, arn: ROLE.replace("some", "new") };
    }

    for (const [type, inputs] of [
        [
            TYPES.podIdentityAssociation,
            (roleArn: string) => ({ roleArn, namespace: "jobs", serviceAccount: "jobs" }),
        ],
        [TYPES.accessEntry, (principalArn: string) => ({ principalArn })],
        [
            TYPES.addon,
            (serviceAccountRoleArn: string) => ({ serviceAccountRoleArn, addonName: "coredns" }),
        ],
    ] as const) {
        it(`make the provider wait when it creates ${type}`, async () => {
            const { some, arn } = await withNewRole();
            const began = performance.now();
            await some.make(type, { clusterName: "analytics", ...inputs(arn) });
            assert.ok(performance.now() - began > DELAY_MS / 2);
        });
    }

    it("do not make the provider wait when it creates a node group", async () => {
        const { some, arn } = await withNewRole();
        await assert.rejects(some.nodeGroup({ nodeRoleArn: arn }), {
            message: "InvalidParameterException: The role with name new cannot be found.",
        });
        await new Promise((resolve) => setTimeout(resolve, DELAY_MS));
        await some.nodeGroup({ nodeRoleArn: arn });
    });
});
