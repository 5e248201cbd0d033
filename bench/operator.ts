import { burst, type Burst } from "./operatorBurst";
import { operatorContainer } from "./operatorContainer";
import { variantRuns } from "./variantRuns";
import { variantTable, type Figure } from "./variantTable";

const rounds = Number(process.env.ROUNDS ?? 3);
const jobs = Number(process.env.JOBS ?? 20);
const pinned = process.env.PIN !== "0";

/** The chart's default number of workers, i.e. of concurrent submissions. */
const WORKERS = 10;

const FIGURES: Figure<Burst>[] = [
    { name: "applications per minute", of: ({ perMinute }) => perMinute },
    { name: "CPU per application", unit: "s", of: ({ cpuSecondsPerJob }) => cpuSecondsPerJob },
    { name: "worker time per application", unit: "s", of: (run) => run.workerSecondsPerJob },
    { name: "cores that the operator got", digits: 2, of: ({ cores }) => cores },
    {
        name: "peak memory per submission",
        unit: "MiB",
        digits: 0,
        of: ({ peakMib }) => peakMib / Math.min(WORKERS, jobs),
    },
];

/** Measures how many applications an operator submits on one core, and what each of them costs. */
async function bench(): Promise<void> {
    // Policies would refuse drivers with their own command.
    const settings = { name: "operator", rounds, operator: { admission: false } };
    const runs = await variantRuns(settings, async (sandbox, round) => {
        // A new operator must become leader first, and reads its programs from disk.
        await burst(sandbox, `warm-${round}`, 2);
        if (pinned) {
            (await operatorContainer(sandbox)).pinToOneCore();
        }
        return burst(sandbox, `burst-${round}`, jobs);
    });
    console.log(variantTable(runs, FIGURES));
}

bench().catch((error: unknown) => {
    console.error(error);
    process.exitCode = 1;
});
