import { burst, type Burst } from "./operatorBurst";
import { operatorContainer } from "./operatorContainer";
import { variantRuns } from "./variantRuns";
import { variantTable, type Figure } from "./variantTable";

const rounds = Number(process.env.ROUNDS ?? 3);
const jobs = Number(process.env.JOBS ?? 20);
const pinned = process.env.PIN !== "0";

/** Workers of the chart's default: so many submissions are under way at once. */
const WORKERS = 10;

const FIGURES: Figure<Burst>[] = [
    { name: "applications a minute", of: ({ perMinute }) => perMinute },
    { name: "CPU of an application", unit: "s", of: ({ cpuSecondsPerJob }) => cpuSecondsPerJob },
    { name: "a worker for an application", unit: "s", of: (run) => run.workerSecondsPerJob },
    { name: "cores that the operator got", digits: 2, of: ({ cores }) => cores },
    {
        name: "memory of a submission at the peak",
        unit: "MiB",
        digits: 0,
        of: ({ peakMib }) => peakMib / Math.min(WORKERS, jobs),
    },
];

/** How many applications an operator submits on one core, and what each of them takes. */
async function bench(): Promise<void> {
    // Policies would refuse drivers with a command of their own.
    const settings = { name: "operator", rounds, operator: { admission: false } };
    const runs = await variantRuns(settings, async (sandbox, round) => {
        // A new operator has to lead first, and reads its programs from the disk.
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
