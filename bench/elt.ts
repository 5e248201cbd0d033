import { checkoutId, ImageSet, provideObjectStore, sandboxDown, sandboxUp } from "../sandbox";
import { lakehouse } from "../testkit/lake/flightsJobs";
import { jobFiles, land } from "../testkit/lake/lake";
import { TestStack } from "../testkit/stack";
import { EltRuns, type EltRun } from "./eltRun";
import { ok } from "./measuring";
import { variantTable, type Figure } from "./variantTable";

const rounds = Number(process.env.ROUNDS ?? 3);
const formats = (process.env.FORMATS ?? "files,delta,iceberg").split(",");

const FIGURES: Figure<EltRun>[] = [
    { name: "driver's container", unit: "s", of: ({ container }) => container },
    { name: "bronze, silver and gold", unit: "s", of: ({ steps }) => steps },
];

/**
 * Runs the job of each format with `spark-submit --master local[*]` in a pod, and with the library.
 */
async function bench(): Promise<void> {
    const id = `${checkoutId()}-elt`;
    const sandbox = await sandboxUp({ id, images: ImageSet.Lakehouse });
    await provideObjectStore(id);
    const { context, kubeconfig, artifacts } = sandbox;
    const cluster = { kind: "kubernetes", context, kubeconfig };
    const settings = { cluster, artifacts, ...lakehouse, sparkConf: {} };
    const stack = await TestStack.create({
        program: `export * from "../../../index";\n`,
        files: jobFiles(),
        config: settings,
    });
    try {
        ok(await stack.up());
        await land(sandbox);
        const runs = new EltRuns(sandbox, stack, settings);
        for (const format of formats) {
            const measured = new Map<string, EltRun[]>([
                ["spark-submit --master local[*]", []],
                ["platform", []],
            ]);
            for (let round = 0; round <= rounds; round++) {
                const platform = await runs.byPlatform(format, String(round));
                const plain = await runs.plain(format, String(round));
                console.error(`${format}: ${JSON.stringify({ round, plain, platform })}`);
                // The first round reads programs from the disk.
                if (round > 0) {
                    [...measured.values()][0]?.push(plain);
                    [...measured.values()][1]?.push(platform);
                }
            }
            console.log(`\n${format}:\n\n${variantTable(measured, FIGURES)}`);
        }
    } finally {
        await stack.remove();
        await sandboxDown(id);
    }
}

bench().catch((error: unknown) => {
    console.error(error);
    process.exitCode = 1;
});
