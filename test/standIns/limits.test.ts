import assert from "node:assert/strict";
import { TYPES } from "../../testkit/standIns/aws/types";
import { ROLE, SomeCloud } from "./someCloud";

describe("limits of the stand-in", () => {
    for (const [type, most] of [
        [TYPES.cluster, 100],
        [TYPES.role, 64],
        [TYPES.policy, 128],
        [TYPES.instanceProfile, 128],
        [TYPES.launchTemplate, 128],
        [TYPES.queue, 80],
        [TYPES.eventRule, 64],
    ] as const) {
        it(`are ${most} characters for a name of ${type}`, async () => {
            const some = new SomeCloud();
            const name = "a".repeat(most);
            const inputs = async () =>
                type === TYPES.cluster
                    ? { roleArn: ROLE, vpcConfig: { subnetIds: await zones(some) } }
                    : {};
            await assert.rejects(
                some.make(type, { ...(await inputs()), name: `${name}a` }),
                new RegExp(`Member must have length less than or equal to ${most}$`),
            );
            await some.make(type, { ...(await inputs()), name });
        });
    }

    async function zones(some: SomeCloud): Promise<string[]> {
        if (some.cloud.find(TYPES.role, "some") === undefined) {
            await some.make(TYPES.role, { name: "some" });
        }
        return some.subnets("eu-central-1a", "eu-central-1b");
    }

    it("count a policy without whitespace", async () => {
        const some = new SomeCloud();
        const policy = `{ "a": "${"b".repeat(6144 - 8)}" }`;
        await some.make(TYPES.policy, { policy });
        await assert.rejects(some.make(TYPES.policy, { policy: policy.replace("b", "bb") }), {
            message: "LimitExceeded: Cannot exceed quota for PolicySize: 6144",
        });
    });

    it("are 2,048 characters for a trust policy", async () => {
        const some = new SomeCloud();
        await assert.rejects(some.make(TYPES.role, { assumeRolePolicy: "a".repeat(2049) }), {
            message: "LimitExceeded: Cannot exceed quota for ACLSizePerRole: 2048",
        });
    });

    it("are 10 policies per role", async () => {
        const some = new SomeCloud();
        const role = await some.make(TYPES.role, { name: "some" });
        const attach = (index: number) =>
            some.make(TYPES.rolePolicyAttachment, {
                role,
                policyArn: `arn:aws:iam::aws:policy/Some${index}`,
            });
        for (let index = 0; index < 10; index++) {
            await attach(index);
        }
        await assert.rejects(attach(10), {
            message: "LimitExceeded: Cannot exceed quota for PoliciesPerRole: 10",
        });
    });

    for (const [title, tags] of [
        ["of AWS' own", { "aws:team": "a" }],
        ["with a long key", { ["a".repeat(129)]: "a" }],
        ["with a long value", { team: "a".repeat(257) }],
        [
            "of which there are 51",
            Object.fromEntries([...Array(51).keys()].map((key) => [key, ""])),
        ],
    ] as const) {
        it(`refuse tags ${title}`, async () => {
            await assert.rejects(
                new SomeCloud().make(TYPES.queue, { tags }),
                /^Error: (InvalidParameterValue|TagLimitExceeded): /,
            );
        });
    }
});
