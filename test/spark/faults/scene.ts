import { strict as assert } from "node:assert";
import { sleep } from "../../../sandbox/shell";
import { driverLog, eventually, read, type Application } from "../../../testkit/applications";
import type { Run, TestStack } from "../../../testkit/stack";
import { During, type Fault } from "./table";

const team = "processing";

/** Settings of the stack, with this job and further teams. */
export type Configure = (jobs: object, teams: object) => void;

/** One job in a stack whose cluster breaks. */
export class FaultScene {
    private job = "";

    constructor(
        private readonly stack: TestStack,
        private readonly configure: Configure,
    ) {}

    /** An update that waits for a job. The cluster breaks once that is at work: a driver that starts needs it. */
    async duringJob(fault: Fault): Promise<Run> {
        const job = { main: "jobs/sleep_some.py", arguments: ["8"] };
        this.settings(`${fault.id}-${During.Job}`, job);
        let isOver = false;
        const update = this.stack.up().finally(() => (isOver = true));
        const isAtWork = () =>
            this.runs().some((run) => stateOf(run) === "RUNNING") &&
            this.log().includes("SLEEPING");
        try {
            await eventually("the job is at work", () => isOver || isAtWork(), 480);
            await outage(fault);
        } finally {
            // It holds the stack's lock, also where the test fails.
            await update;
        }
        return update;
    }

    /** An update that makes a team and a job. The cluster breaks as soon as it changes anything. */
    async duringUpdate(fault: Fault): Promise<Run> {
        const teams = { [`of-${fault.id}`]: {} };
        this.settings(`${fault.id}-${During.Update}`, { main: "jobs/quick.py" }, teams);
        let broken: Promise<void> | undefined;
        const run = await this.stack.upWatched((output) => {
            if (/:Namespace \S+ creat/.test(output)) {
                broken ??= outage(fault);
            }
        });
        assert.ok(broken, run.output);
        await broken;
        return run;
    }

    private settings(name: string, job: object, teams: object = {}): void {
        this.job = name;
        this.configure({ [name]: { team, wait: "completed", ...job } }, teams);
    }

    /** The next update: whatever the fault left is made good, and then nothing is left to do. */
    async converges(first: Run): Promise<void> {
        if (first.code !== 0) {
            const next = await this.stack.up();
            assert.equal(next.code, 0, `${first.output}\n${next.output}`);
        }
        const last = await this.stack.up("--expect-no-changes");
        assert.equal(last.code, 0, last.output);
    }

    /** The job was submitted once, its driver ran once, and it came to its end. */
    ranOnce(): void {
        const [run, ...others] = this.runs();
        assert.deepEqual(others, []);
        assert.ok(run);
        const { status } = run;
        assert.deepEqual(
            [stateOf(run), status?.submissionAttempts, status?.executionAttempts],
            ["COMPLETED", 1, 1],
        );
        assert.equal(this.log().match(/^SUM /gm)?.length, 1);
    }

    /** What the driver has printed. */
    private log(): string {
        return driverLog(team, this.runs()[0]?.metadata.name ?? "");
    }

    private runs(): Application[] {
        return read<{ items: Application[] }>("sparkapplications", "-n", team).items.filter(
            ({ metadata }) => metadata.name.startsWith(`${this.job}-`),
        );
    }
}

function stateOf({ status }: Application): string {
    return status?.applicationState?.state ?? "";
}

/** Breaks the cluster, and repairs it whatever happens. */
async function outage({ breaks, seconds }: Fault): Promise<void> {
    const repair = await breaks();
    try {
        await sleep(seconds * 1000);
    } finally {
        await repair();
    }
}
