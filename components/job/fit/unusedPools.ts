import { NodePoolFacts } from "../../nodes/pools/nodePoolFacts";
import { SparkJobArgs } from "../args/jobArgs";

/** What a job says of its pools. */
type Job = Pick<SparkJobArgs, "driver" | "executor">;

/** Names of pools that none of some jobs may use: all of them name others. */
export function unusedPools(
    pools: Readonly<Record<string, NodePoolFacts>>,
    jobs: readonly Job[],
): string[] {
    const unused = Object.entries(pools).filter(
        ([name, { role }]) =>
            jobs.length > 0 &&
            jobs.every((job) => {
                const pool = job[role]?.pool;
                return pool !== undefined && pool !== name;
            }),
    );
    return unused.map(([name]) => name);
}
