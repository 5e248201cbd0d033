import { findEngine } from "../../local/engine";
import { pathsOf } from "../../local/paths";
import { ensureTools } from "../../sandbox/tools";
import { actionlint, helm, karpenterBuild, karpenterCharts } from "../../sandbox/tools/catalogue";
import { checkout } from "./stack";

/** Builds on a new machine what tests use beside the sandbox, before the clock of a test runs. */
export async function mochaGlobalSetup(): Promise<void> {
    await ensureTools([actionlint, helm, karpenterCharts, karpenterBuild]);
    await findEngine(pathsOf(checkout));
}
