import assert from "node:assert/strict";
import {
    ACTIONS,
    ACTIONS_OF_PROGRAMS,
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

    it("fits into a managed policy", () => {
        const { length } = JSON.stringify(deployingRole);
        assert.ok(length <= MOST_CHARACTERS, `${length} characters`);
    });
});
