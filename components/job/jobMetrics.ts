import * as pulumi from "@pulumi/pulumi";
import { UI_PORT, uiPort } from "../spark/webUi";
import { TeamConnection } from "../team/connection";
import { metricsPolicy } from "../team/isolation/isolation";
import { LABELS } from "../validation/labels";
import { JobArgs } from "./args/jobArgs";

/**
 * The NetworkPolicy that lets monitoring reach a job's driver on a port of its own; undefined if
 * the team's policy covers that port. A port that is still an Output may equal the team's: both
 * policies then apply.
 */
export function jobMetricsPolicy(
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
