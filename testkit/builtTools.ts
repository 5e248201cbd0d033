import { ensureTools } from "../sandbox/tools";
import { actionlint, helm, karpenterBuild, karpenterCharts } from "../sandbox/tools/catalogue";

/** Builds on a new machine what tests use beside engine and sandbox, before the clock of a test runs. */
export async function mochaGlobalSetup(): Promise<void> {
    await ensureTools([actionlint, helm, karpenterCharts, karpenterBuild]);
}
