import { formatValue, pathTo, Problems } from "../../validation/problems";
import { isAtLeast } from "../../validation/versionOrder";
import { versions } from "../../versions";
import { JobArgs } from "../args/jobArgs";
import { knownConf, KnownParts } from "../conf/knownConf";
import { Conf, ConfLayer, isOn, ownerOf } from "../conf/layers";
import { volumeProperties } from "../conf/volumeProperties";
import { SMALL } from "../pods/size";
import { resourceProperties } from "./resourceProperties";

/** The parts of a job and its team that are checked. */
export interface MergedConfParts extends KnownParts {
    job: KnownParts["job"] & Pick<JobArgs, "driver" | "executor" | "sparkVersion">;
}

/** Spark's default folder for event logs (`EventLoggingListener.DEFAULT_LOG_DIR`). */
const DEFAULT_LOGS = "/tmp/spark-events";

/** Adds conflicts between properties of a job, its team and its platform. */
export function mergedConfProblems(path: string, parts: MergedConfParts, problems: Problems): void {
    const conf = knownConf(parts);
    eventLogProblems(pathTo(path, "conf"), parts, conf, problems);
    resourceProperties(pathTo(path, "conf"), parts.job, conf, problems);
    portProblems(pathTo(path, "conf"), parts, conf, problems);
    taskProblems(pathTo(path, "conf"), parts, conf, problems);
}

/** The driver fails if the folder does not exist (`EventLogFileWriter`). */
function eventLogProblems(
    path: string,
    { job: { driver } }: MergedConfParts,
    conf: Conf,
    problems: Problems,
): void {
    const name = "spark.eventLog.enabled";
    const enabled = conf[name];
    if (
        enabled !== undefined &&
        isOn(enabled.value) &&
        conf["spark.eventLog.dir"] === undefined &&
        !mountPaths(driver, conf).some((folder) => `${DEFAULT_LOGS}/`.startsWith(`${folder}/`))
    ) {
        problems.add(
            pathTo(path, name),
            `${formatValue(enabled.value)}${ownerOf(enabled.layer)} needs spark.eventLog.dir: ` +
                `Spark's default, ${DEFAULT_LOGS}, does not exist in the driver's pod`,
        );
    }
}

/** Ports of a driver's Service with Spark's defaults (`DriverServiceFeatureStep`). */
const SERVICE_PORTS: Readonly<Record<string, number>> = {
    "spark.driver.port": 7078,
    "spark.driver.blockManager.port": 7079,
    "spark.ui.port": 4040,
};

/** Kubernetes rejects a Service that has a port twice. */
function portProblems(
    path: string,
    { job: { sparkVersion = versions.spark } }: MergedConfParts,
    conf: Conf,
    problems: Problems,
): void {
    const connect: Record<string, number> = isAtLeast(sparkVersion, "4.0")
        ? { "spark.connect.grpc.binding.port": 15002 }
        : {};
    const all = { ...SERVICE_PORTS, ...connect };
    const seen = new Map<number, string>();
    for (const [name, usual] of Object.entries(all)) {
        const given = conf[name];
        const port = given === undefined ? usual : Number(given.value);
        const other = seen.get(port);
        if (other !== undefined && Number.isInteger(port)) {
            const mine = given === undefined ? other : name;
            const theirs = given === undefined ? name : other;
            problems.add(
                pathTo(path, mine),
                `${port}${ownerOf(conf[mine]?.layer ?? ConfLayer.Job)} is also the port of ${theirs}, and the driver's Service ` +
                    "can have it only once: choose another",
            );
        }
        seen.set(port, name);
    }
}

/**
 * Adds executors that have no room for a task
 * (`ResourceProfile.calculateTasksAndLimitingResource`).
 */
function taskProblems(
    path: string,
    { job: { executor } }: MergedConfParts,
    conf: Conf,
    problems: Problems,
): void {
    const name = "spark.task.cpus";
    const { cores = SMALL.cores } = executor ?? {};
    const cpus = conf[name];
    if (cpus !== undefined && Number(cpus.value) > cores) {
        problems.add(
            pathTo(path, name),
            `${formatValue(cpus.value)}${ownerOf(cpus.layer)} is more than an executor's cores (${cores}), so no ` +
                "task would fit: raise `executor.cores`",
        );
    }
}

/** Folders in the driver's pod that a volume may provide. */
function mountPaths(driver: JobArgs["driver"], conf: Conf): string[] {
    return [
        ...Object.values(driver?.volumes ?? {}).map(({ mountPath }) => mountPath),
        ...volumeProperties("driver", conf).map(({ options }) => options["mount.path"] ?? ""),
    ];
}
