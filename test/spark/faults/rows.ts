import { strict as assert } from "node:assert";
import type { Run } from "../../../testkit/stack";
import { FaultScene } from "./scene";
import { askedFaults, During } from "./table";

/** What breaks in the cluster, with a stack that is up: see docs/operations/troubleshooting.md. */
export function faultRows(scene: () => FaultScene): void {
    for (const fault of askedFaults(During.Job)) {
        it(`${fault.name} while a job runs: the job completes, and runs once`, async () => {
            const row = scene();
            const update = await row.duringJob(fault);
            assert.equal(update.code, 0, update.output);
            says(update, fault.warning);
            row.ranOnce();
            await row.converges(update);
        });
    }

    for (const fault of askedFaults(During.Update)) {
        it(`${fault.name} during an update: the next one converges, and the job runs once`, async () => {
            const row = scene();
            const update = await row.duringUpdate(fault);
            assert.ok(update.code === 0 || fault.refusal !== undefined, update.output);
            says(update, update.code === 0 ? undefined : fault.refusal);
            await row.converges(update);
            row.ranOnce();
        });
    }
}

function says({ output }: Run, message: RegExp | undefined): void {
    assert.doesNotMatch(output, /^ +at .*(\.ts|\.js|node:)/m);
    assert.doesNotMatch(output, /unhandled|PromiseRejection|panic:/i);
    if (message !== undefined) {
        assert.match(output, message);
    }
}
