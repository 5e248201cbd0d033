import { checkoutId, sandboxDown, sandboxUp } from "../sandbox";
import { TestStack } from "../testkit/stack";
import { ok } from "./measuring";
import { PHASES, timedRun, type StartedRun } from "./startRun";
import { stackSettings, VARIANTS } from "./startVariants";
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

/** How long a small job takes from its creation until it is completed, and where the time goes. */
async function bench(): Promise<void> {
    const id = `${checkoutId()}-start`;
    const sandbox = await sandboxUp({ id });
    const stack = await TestStack.create({ config: {} });
    const runs = new Map<string, StartedRun[]>();
    try {
        for (let round = 1; round <= rounds; round++) {
            for (const variant of VARIANTS) {
                stack.configure(stackSettings(sandbox, variant));
                ok(await stack.up());
                // A new operator has to lead first, and reads its programs from the disk.
                await timedRun(sandbox, `warm-${round}`);
                const run = await timedRun(sandbox, `run-${round}`);
                console.error(`round ${round}, ${variant.name}: ${run.seconds.toFixed(1)} s`);
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
