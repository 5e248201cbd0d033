import { findEngine } from "../local/engine/engine";
import { pathsOf } from "../local/paths";
import { checkout } from "./stack";

/** Builds the engine on a new machine, before the clock of a test runs. */
export async function mochaGlobalSetup(): Promise<void> {
    await findEngine(pathsOf(checkout));
}
