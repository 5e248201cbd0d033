import { ResolvedJobArgs } from "../args/jobArgs";
import { Conf, ConfLayer, layer } from "./layers";

/** Spark 4.1 and newer give executors this, whatever their template says. */
export const GRACE_PERIOD = "spark.kubernetes.executor.terminationGracePeriodSeconds";

/** Spark counts on an executor that has to go for so long, and then repeats its tasks elsewhere. */
const KILL_INTERVAL = "spark.executor.decommission.killInterval";

/** Time before the end of an executor at which Spark no longer counts on it. */
const RESERVE_SECONDS = 10;

/** The properties with what an executor's own grace period says of them. */
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
