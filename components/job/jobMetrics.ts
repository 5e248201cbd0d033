import * as pulumi from "@pulumi/pulumi";
import { UI_PORT, uiPort } from "../spark/webUi";
import { TeamConnection } from "../team/connection";
import { metricsPolicy } from "../team/isolation/isolation";
import { LABELS } from "../validation/labels";
import { JobArgs } from "./args/jobArgs";

/**
 * The NetworkPolicy that lets monitoring reach the driver of a job on a port of its own, or nothing
 * where the team's policy does. A port that only the engine knows may be the team's: then both do.
 */
export function ownMetricsPolicy(
    job: string,
    { conf = {} }: Pick<JobArgs, "conf">,
    { platformConf, sparkConf }: Pick<TeamConnection, "platformConf" | "sparkConf">,
) {
    const given = conf[UI_PORT];
    if (given === undefined || Number(given) === uiPort(platformConf, sparkConf)) {
        return undefined;
    }
    const spec = metricsPolicy(pulumi.output(given).apply(Number), { [LABELS.job]: job });
    return { name: `spark-metrics-${job}`, spec };
}
