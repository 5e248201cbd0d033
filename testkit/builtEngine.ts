import { findEngine } from "../local/engine/engine";
import { pathsOf } from "../local/paths";
import { checkout } from "./stack";

/** On a new machine, builds the engine before any test's timeout starts. */
export async function mochaGlobalSetup(): Promise<void> {
    await findEngine(pathsOf(checkout));
}
