/**
 * The number of random cases per property; `make soak` raises it. The seed is fixed unless SEED is
 * set.
 */
export const propertyRuns = {
    numRuns: Number(process.env.PROPERTY_RUNS ?? 500),
    seed: Number(process.env.SEED ?? 20261122),
};
