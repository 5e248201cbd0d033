import { sandboxOfTier } from "../../testkit/testSandbox";

export const { mochaGlobalSetup, mochaGlobalTeardown } = sandboxOfTier("spark");
