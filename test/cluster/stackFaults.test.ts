import assert from "node:assert/strict";
import { kubectl } from "../../testkit/testSandbox";
import { commandsAfter } from "../docs/blocks";
import { MadePlatform } from "./madePlatform";
import { STACK_FAULTS } from "./stackFaultTable";

/**
 * FAULTS=all, as in `make soak-faults`, or a part of a title; nothing in `make test`, where
 * test/spark/make.test.ts loses a state.
 */
const wanted = process.env.FAULTS;
const faults = STACK_FAULTS.filter(
    ({ title }) => wanted === "all" || (wanted !== undefined && title.includes(wanted)),
);

describe("a stack survives that", function () {
    this.timeout(900_000);
    let platform: MadePlatform;

    if (faults.length === 0) {
        return;
    }

    before(async () => {
        platform = MadePlatform.create();
        const { code, output } = await platform.make("up");
        assert.equal(code, 0, output);
    });

    after(() => platform.remove());

    for (const fault of faults) {
        it(fault.title, async () => {
            const job = jobUid();
            const seen = (await fault.happens(platform)) ?? (await platform.make("up"));
            assert.match(seen.output, fault.says);
            assert.doesNotMatch(seen.output, /\n\s+at .*:\d+:\d+|panic:/);
            await fault.undo?.(platform);
            if (fault.then) {
                const commands = commandsAfter(
                    "docs/operations/repair-a-stack.md",
                    fault.then.commands,
                );
                const { code, output } = await platform.shell(commands, fault.then.variables);
                assert.equal(code, 0, output);
            } else if (seen.code !== 0 && !fault.changesNothing) {
                const { code, output } = await platform.make("up", fault.up);
                assert.equal(code, 0, output);
            }
            const again = await platform.shell("pulumi preview --expect-no-changes");
            assert.equal(again.code, 0, again.output);
            assert.equal(jobUid() === job, !fault.endsJob, "the same run of the job");
        });
    }
});

function jobUid(): string {
    const path = "jsonpath={.items[*].metadata.uid}";
    const uid = kubectl("get", "sparkapplications", "-n", "processing", "-o", path);
    assert.notEqual(uid, "");
    return uid;
}
