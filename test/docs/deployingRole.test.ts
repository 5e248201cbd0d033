import assert from "node:assert/strict";
import {
    ACTIONS,
    ACTIONS_OF_PROGRAMS,
    deployingPolicies,
    deployingRole,
    matches,
    mayDo,
} from "../../testkit/deployingRole";

/** Of a managed policy, white space not counted: IAM user guide, IAM and AWS STS quotas. */
const MOST_CHARACTERS = 6144;

const NEEDED = [...new Set([...Object.values(ACTIONS).flat(), ...ACTIONS_OF_PROGRAMS])];

describe("the deploying role in the docs", () => {
    it("has every right that a resource of a stack needs", () => {
        assert.deepStrictEqual(
            NEEDED.filter((action) => !mayDo(action)),
            [],
        );
    });

    it("has no right that none of them needs", () => {
        const given = deployingRole.Statement.flatMap(({ Action }) => Action);
        assert.deepStrictEqual(
            given.filter((pattern) => !NEEDED.some((action) => matches(pattern, action))),
            [],
        );
    });

    it("is of managed policies that IAM takes", () => {
        for (const policy of deployingPolicies) {
            const { length } = JSON.stringify(policy);
            assert.ok(length <= MOST_CHARACTERS, `${length} characters`);
        }
    });
});
