import { ResolvedJobArgs } from "../args/jobArgs";
import { Conf, ConfLayer, layer } from "./layers";

/** Spark 4.1 and later set this on executors, overriding their template. */
export const GRACE_PERIOD = "spark.kubernetes.executor.terminationGracePeriodSeconds";

/** How long Spark relies on a decommissioned executor before it retries its tasks elsewhere. */
const KILL_INTERVAL = "spark.executor.decommission.killInterval";

/** Spark stops relying on an executor this long before its termination. */
const RESERVE_SECONDS = 10;

/** The properties, adjusted to an executor's own grace period. */
export function withGracePeriod({ executor = {} }: ResolvedJobArgs, conf: Conf): Conf {
    const { terminationGracePeriodSeconds: seconds } = executor;
    if (seconds === undefined) {
        return conf;
    }
    const interval = Math.max(1, seconds - RESERVE_SECONDS);
    const isOurs = conf[KILL_INTERVAL]?.layer === ConfLayer.Library;
    return {
        ...conf,
        ...layer(ConfLayer.Job, { [GRACE_PERIOD]: `${seconds}s` }),
        ...(isOurs && layer(ConfLayer.Library, { [KILL_INTERVAL]: `${interval}s` })),
    };
}
