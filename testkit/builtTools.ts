import { ensureTools } from "../sandbox/tools";
import { actionlint, helm, karpenterBuild, karpenterCharts } from "../sandbox/tools/catalogue";

/**
 * On a new machine, builds what tests use besides engine and sandbox, before any test's timeout
 * starts.
 */
export async function mochaGlobalSetup(): Promise<void> {
    await ensureTools([actionlint, helm, karpenterCharts, karpenterBuild]);
}
