import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { testsNeedTheOnesBefore } from "../../testkit/dependentTests";
import { someEks } from "../../testkit/onAws";
import { TestStack, type Run } from "../../testkit/stack";
import { standIns, type StandIns } from "../../testkit/standIns";
import { Call } from "../../testkit/standIns/aws/cloud";
import { TYPES } from "../../testkit/standIns/aws/types";

/** The EKS reference says "several". */
const WAIT_SECONDS = 15;

/** Until a new role is known; the provider does not wait for node groups. */
const ROLE_PROPAGATION_MS = 5000;
const PROGRAM = 'export * from "../../../test/cluster/programs/podIdentity";\n';

describe("a new association of Pod Identity, and a new role of nodes", function () {
    this.timeout(120_000);
    testsNeedTheOnesBefore();
    let account: string;
    let aws: StandIns;
    let theirs: { type: string; id: string }[];
    let stack: TestStack;

    before(async () => {
        account = mkdtempSync(join(tmpdir(), "spark-platform-aws-"));
        aws = standIns(account, "");
        const { plugins, env } = aws;
        const id = someEks.clusterName as string;
        const [subnet] = someEks.subnets;
        theirs = [
            { type: TYPES.cluster, id },
            { type: TYPES.subnet, id: subnet?.id as string },
            { type: TYPES.securityGroup, id: someEks.nodeSecurityGroupIds[0] as string },
        ];
        for (const one of theirs) {
            aws.cloud.put({ ...one, name: "somebody's", inputs: {}, outputs: {} });
        }
        aws.cloud.set({ rolePropagationMs: ROLE_PROPAGATION_MS });
        stack = await TestStack.create({ config: {}, program: PROGRAM, plugins, env });
    });

    after(async () => {
        await stack.remove();
        rmSync(account, { recursive: true });
    });

    /** Created resources of a type and name, with seconds after the first call. */
    async function created(names: string[]): Promise<(type: string, name: string) => Call> {
        aws.cloud.forgetCalls();
        stack.configure({ names });
        succeeded(await stack.up());
        const calls = aws.cloud.calls().filter(({ call }) => call === "create");
        return (type, name) => {
            const found = calls.find((call) => call.type === type && call.name === name);
            assert.ok(found, `${type} ${name} among ${JSON.stringify(calls)}`);
            return found;
        };
    }

    function succeeded({ code, output }: Run): void {
        assert.equal(code, 0, output);
    }

    const seconds = (from: Call, to: Call) => (to.began - from.ended) / 1000;

    it("takes effect before anything that needs it begins, and several wait in parallel", async () => {
        const call = await created(["first", "second"]);
        for (const name of ["first", "second"]) {
            const association = call(TYPES.podIdentityAssociation, `${name}-jobs`);
            const waited = seconds(association, call(TYPES.queue, name));
            assert.ok(waited >= WAIT_SECONDS, `${waited} s`);
        }
        const [first, second] = [call(TYPES.queue, "first"), call(TYPES.queue, "second")];
        const apart = Math.abs(first.began - second.began) / 1000;
        assert.ok(apart < WAIT_SECONDS, `one after the other: ${apart} s apart`);
    });

    it("takes effect before a node group begins, on an existing cluster", () => {
        const groups = aws.cloud.all().filter(({ type }) => type === TYPES.nodeGroup);
        assert.equal(groups.length, 1);
    });

    it("is not changed by another update", async () => {
        succeeded(await stack.preview("--expect-no-changes"));
        succeeded(await stack.up("--expect-no-changes"));
    });

    it("is deleted without the program", async () => {
        succeeded(await stack.destroy());
        const sorted = (all: { type: string }[]) => all.map(({ type }) => type).sort();
        assert.deepEqual(sorted(aws.cloud.all()), sorted(theirs));
    });
});
