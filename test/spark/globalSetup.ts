import { ImageSet } from "../../sandbox";
import { ensureTools } from "../../sandbox/tools";
import { s3Server } from "../../sandbox/tools/catalogue";
import { sandboxOfTier } from "../../testkit/testSandbox";

const sandbox = sandboxOfTier("spark", ImageSet.Lakehouse);

export const { mochaGlobalTeardown } = sandbox;

/** The sandbox comes second: once it is built, Go's caches go. */
export async function mochaGlobalSetup(): Promise<void> {
    await ensureTools([s3Server]);
    await sandbox.mochaGlobalSetup();
}
