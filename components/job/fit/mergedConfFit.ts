import { formatValue, pathTo, Problems } from "../../validation/problems";
import { isAtLeast } from "../../validation/versionOrder";
import { versions } from "../../versions";
import { JobArgs } from "../args/jobArgs";
import { knownConf, KnownParts } from "../conf/knownConf";
import { Conf, ConfLayer, isOn, ownerOf } from "../conf/layers";
import { volumeProperties } from "../conf/volumeProperties";
import { SMALL } from "../pods/size";
import { resourceProperties } from "./resourceProperties";

/** What is looked at of a job and its team. */
export interface MergedConfParts extends KnownParts {
    job: KnownParts["job"] & Pick<JobArgs, "driver" | "executor" | "sparkVersion">;
}

/** Where Spark writes event logs unless told otherwise (`EventLoggingListener.DEFAULT_LOG_DIR`). */
const DEFAULT_LOGS = "/tmp/spark-events";

/** Adds what is wrong between properties of a job, its team and its platform. */
export function mergedConfProblems(path: string, parts: MergedConfParts, problems: Problems): void {
    const conf = knownConf(parts);
    eventLogProblems(pathTo(path, "conf"), parts, conf, problems);
    resourceProperties(pathTo(path, "conf"), parts.job, conf, problems);
    portProblems(pathTo(path, "conf"), parts, conf, problems);
    taskProblems(pathTo(path, "conf"), parts, conf, problems);
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
        enabled !== undefined &&
        isOn(enabled.value) &&
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

/** Ports of the Service of a driver with Spark's defaults (`DriverServiceFeatureStep`). */
const SERVICE_PORTS: Readonly<Record<string, number>> = {
    "spark.driver.port": 7078,
    "spark.driver.blockManager.port": 7079,
    "spark.ui.port": 4040,
};

/** Kubernetes refuses a Service that has a port twice. */
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
                `${port}${ownerOf(conf[mine]?.layer ?? ConfLayer.Job)} is the port of ${theirs}, too, and the driver's Service ` +
                    "can have it once: choose another",
            );
        }
        seen.set(port, name);
    }
}

/** An executor that has no room for a task (`ResourceProfile.calculateTasksAndLimitingResource`). */
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
            `${formatValue(cpus.value)}${ownerOf(cpus.layer)} is more than executors have cores (${cores}), so no ` +
                "task would fit: set `executor.cores`",
        );
    }
}

/** Folders in the driver's pod that a volume may fill. */
function mountPaths(driver: JobArgs["driver"], conf: Conf): string[] {
    return [
        ...Object.values(driver?.volumes ?? {}).map(({ mountPath }) => mountPath),
        ...volumeProperties("driver", conf).map(({ options }) => options["mount.path"] ?? ""),
    ];
}
