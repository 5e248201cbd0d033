import assert from "node:assert/strict";
import { isSamePrincipal, principalOf } from "../../../components/aws/principal";

const ACCOUNT = "111122223333";
const ROLE = `arn:aws:iam::${ACCOUNT}:role/teams/deploy`;

describe("the IAM principal of an ARN", () => {
    it("is the role of a session, whose ARN lacks the role's path", () => {
        const role = { account: ACCOUNT, kind: "role", name: "deploy" };
        assert.deepStrictEqual(principalOf(ROLE), role);
        const session = `arn:aws-cn:sts::${ACCOUNT}:assumed-role/deploy/i-0123`;
        assert.deepStrictEqual(principalOf(session), role);
        assert.ok(isSamePrincipal(session, ROLE));
    });

    it("is a user by its whole path", () => {
        const user = `arn:aws:iam::${ACCOUNT}:user/teams/ana`;
        assert.ok(isSamePrincipal(user, user));
        assert.ok(!isSamePrincipal(user, `arn:aws:iam::${ACCOUNT}:user/ana`));
        assert.ok(!isSamePrincipal(user, `arn:aws:iam::${ACCOUNT}:role/teams/ana`));
        assert.ok(!isSamePrincipal(ROLE, "arn:aws:iam::444455556666:role/teams/deploy"));
    });

    it("is unknown for an account's root user, for federated users and for an empty string", () => {
        const others = [
            `arn:aws:iam::${ACCOUNT}:root`,
            `arn:aws:sts::${ACCOUNT}:federated-user/ana`,
            "",
        ];
        for (const one of others) {
            assert.equal(principalOf(one), undefined);
            assert.ok(!isSamePrincipal(one, one));
        }
    });
});
