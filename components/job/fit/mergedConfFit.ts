import { formatValue, pathTo, Problems } from "../../validation/problems";
import { JobArgs } from "../args/jobArgs";
import { knownConf, KnownParts, UNKNOWN } from "../conf/knownConf";
import { Conf, ownerOf } from "../conf/layers";
import { volumeProperties } from "../conf/volumeProperties";

/** What is looked at of a job and its team. */
export interface MergedConfParts extends KnownParts {
    job: KnownParts["job"] & Pick<JobArgs, "driver">;
}

/** Where Spark writes event logs unless told otherwise (`EventLoggingListener.DEFAULT_LOG_DIR`). */
const DEFAULT_LOGS = "/tmp/spark-events";

/** Adds what is wrong between properties of a job, its team and its platform. */
export function mergedConfProblems(path: string, parts: MergedConfParts, problems: Problems): void {
    const conf = knownConf(parts);
    eventLogProblems(pathTo(path, "conf"), parts, conf, problems);
    vendorProblems(pathTo(path, "conf"), conf, problems);
}

/** The driver ends where the folder does not exist (`EventLogFileWriter`). */
function eventLogProblems(
    path: string,
    { job: { driver } }: MergedConfParts,
    conf: Conf,
    problems: Problems,
): void {
    const name = "spark.eventLog.enabled";
    const enabled = conf[name];
    if (
        enabled?.value.trim().toLowerCase() === "true" &&
        conf["spark.eventLog.dir"] === undefined &&
        !mountPaths(driver, conf).some((folder) => `${DEFAULT_LOGS}/`.startsWith(`${folder}/`))
    ) {
        problems.add(
            pathTo(path, name),
            `${formatValue(enabled.value)}${ownerOf(enabled.layer)} needs spark.eventLog.dir: ` +
                `Spark's own default, ${DEFAULT_LOGS}, is not in the driver's pod`,
        );
    }
}

/** Kubernetes' name of a resource has a domain (`KubernetesUtils.buildResourcesQuantities`). */
function vendorProblems(path: string, conf: Conf, problems: Problems): void {
    for (const [name, { value, layer }] of Object.entries(conf)) {
        const [, resource] =
            /^(spark\.(?:driver|executor)\.resource\..+)\.amount$/.exec(name) ?? [];
        const isAsked = value === UNKNOWN || Number(value) > 0;
        if (resource !== undefined && isAsked && conf[`${resource}.vendor`] === undefined) {
            problems.add(
                pathTo(path, name),
                `needs ${resource}.vendor beside it${ownerOf(layer)}: the domain in Kubernetes' name of the ` +
                    'resource (e.g. "nvidia.com")',
            );
        }
    }
}

/** Folders in the driver's pod that a volume may fill. */
function mountPaths(driver: JobArgs["driver"], conf: Conf): string[] {
    return [
        ...Object.values(driver?.volumes ?? {}).map(({ mountPath }) => mountPath),
        ...volumeProperties("driver", conf).map(({ options }) => options["mount.path"] ?? ""),
    ];
}
