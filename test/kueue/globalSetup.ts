import { ensureTools } from "../../sandbox/tools";
import { helm, kueueBuild } from "../../sandbox/tools/catalogue";
import { installKueue } from "../../testkit/kueue/install";
import { sandboxOfTier, testSandbox } from "../../testkit/testSandbox";

const sandbox = sandboxOfTier("kueue");

export const { mochaGlobalTeardown } = sandbox;

/** The sandbox comes second: once it is built, Go's caches go. */
export async function mochaGlobalSetup(): Promise<void> {
    await ensureTools([helm, kueueBuild]);
    await sandbox.mochaGlobalSetup();
    await installKueue(testSandbox());
}
