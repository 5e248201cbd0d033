import { NodePoolFacts } from "../../nodes/pools/nodePoolFacts";
import { SparkJobArgs } from "../args/jobArgs";

/** The part of a job that names its pools. */
type Job = Pick<SparkJobArgs, "driver" | "executor">;

/** Names of pools that none of the jobs can use, since all of them name others. */
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
