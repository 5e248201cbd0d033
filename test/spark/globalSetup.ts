import { sandboxOfTier } from "../support/testSandbox";

export const { mochaGlobalSetup, mochaGlobalTeardown } = sandboxOfTier("spark");
