/**
 * How many random cases a property is tried with; `make soak` raises it. The seed is the same each
 * time, unless SEED names another one.
 */
export const propertyRuns = {
    numRuns: Number(process.env.PROPERTY_RUNS ?? 500),
    seed: Number(process.env.SEED ?? 20261122),
};
