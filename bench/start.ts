import { PHASES, timedRun, type StartedRun } from "./startRun";
import { variantRuns } from "./variantRuns";
import { variantTable, type Figure } from "./variantTable";

const rounds = Number(process.env.ROUNDS ?? 5);

const FIGURES: Figure<StartedRun>[] = [
    { name: "created until completed", unit: "s", of: ({ seconds }) => seconds },
    ...PHASES.map((name, at) => ({
        name,
        unit: "s",
        of: ({ phases }: StartedRun) => phases[at] ?? 0,
    })),
    { name: "CPU of the operator", unit: "s", of: ({ operatorSeconds }) => operatorSeconds },
];

/** Measures how long a small job takes from creation to completion, and where the time goes. */
async function bench(): Promise<void> {
    const runs = await variantRuns({ name: "start", rounds }, async (sandbox, round) => {
        // A new operator must become leader first, and reads its programs from disk.
        await timedRun(sandbox, `warm-${round}`);
        return timedRun(sandbox, `run-${round}`);
    });
    console.log(variantTable(runs, FIGURES));
}

bench().catch((error: unknown) => {
    console.error(error);
    process.exitCode = 1;
});
