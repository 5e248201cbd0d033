import { checkoutId, sandboxDown, sandboxUp } from "../sandbox";
import { TestStack } from "../testkit/stack";
import { ok } from "./measuring";
import { burst, type Burst } from "./operatorBurst";
import { operatorContainer } from "./operatorContainer";
import { stackSettings, VARIANTS } from "./startVariants";
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
    const id = `${checkoutId()}-operator`;
    const sandbox = await sandboxUp({ id });
    // Policies would refuse drivers with a command of their own.
    const operator = { admission: false };
    const stack = await TestStack.create({ config: {} });
    const runs = new Map<string, Burst[]>();
    try {
        for (let round = 1; round <= rounds; round++) {
            for (const variant of VARIANTS) {
                stack.configure(stackSettings(sandbox, variant, operator));
                ok(await stack.up());
                // A new operator has to lead first, and reads its programs from the disk.
                await burst(sandbox, `warm-${round}`, 2);
                if (pinned) {
                    (await operatorContainer(sandbox)).pinToOneCore();
                }
                const run = await burst(sandbox, `burst-${round}`, jobs);
                console.error(`round ${round}, ${variant.name}: ${JSON.stringify(run)}`);
                runs.set(variant.name, [...(runs.get(variant.name) ?? []), run]);
            }
        }
    } finally {
        await stack.remove();
        await sandboxDown(id);
    }
    console.log(variantTable(runs, FIGURES));
}

bench().catch((error: unknown) => {
    console.error(error);
    process.exitCode = 1;
});
