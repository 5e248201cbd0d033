import * as pulumi from "@pulumi/pulumi";
import { Language } from "../args/jobArgs";
import { DriverArgs, ExecutorArgs, RoleArgs } from "../args/roleArgs";
import { METRICS_FOLDER } from "../conf/layeredConf";
import { SHUFFLE_TRACKING } from "../conf/layers";
import { LOG4J2_FOLDER } from "../conf/logging";
import { DELIVERED_FOLDER } from "../files/delivery";
import { Placement } from "../pods/placement";
import { FORMAT_CONTAINER, FormatCheck, formatCheckCommand } from "../pods/formatCheck";
import { memoryOverhead, podMemoryMib, Role } from "../pods/podMemory";
import { PodUser } from "../pods/podUser";
import { installCommand, PYTHON_VOLUME, REQUIREMENTS_CONTAINER } from "../pods/pythonRequirements";
import { cpuRequest, size } from "../pods/size";
import { SPARK_CONTAINERS } from "../pods/sparkContainer";
import { MountedVolume, mountedVolumes } from "../pods/volumes";
import { InitContainer, podTemplate } from "./podTemplate";

/** What both roles of a job share. */
export interface RoleParts {
    serviceAccount: string;
    /** Labels of the team's pods. */
    podLabels?: Record<string, string>;
    places: Placement;
    user: PodUser;
    priorityClasses?: { driver: string; executor: string };
    log4j2ConfigMap?: string;
    metricsConfigMap?: string;
    mainConfigMap?: string;
    /** The job's Spark properties. */
    conf: Record<string, string>;
    image: string;
    imagePullPolicy: string;
    /** Path of the requirements file in the driver, whose packages the job's Python needs. */
    requirements?: string;
    /** What to look for in the image before the driver starts; nothing where that is known. */
    formatCheck?: FormatCheck;
    /** What the driver's container is given before what Spark gives it. */
    driverArguments?: string[];
    /** Most seconds that the driver's pod may live on its node. */
    timeoutSeconds?: number;
    /** Scheduler of the pods; nothing where it is the cluster's own. */
    schedulerName?: string;
    language: Language;
    /** The roles with all volumes of their pods, which memory depends on. */
    counted: Record<Role, pulumi.Unwrap<RoleArgs>>;
}

/**
 * Time for an executor to hand over its data: the notice that AWS gives before it takes a spot node
 * back. Spark 4.1 and newer set it from a property of the same value.
 */
const EXECUTOR_GRACE_SECONDS = 120;

/**
 * A job ends with its driver: Karpenter and Cluster Autoscaler do not take its node away to save
 * money.
 */
const STAYS = {
    "karpenter.sh/do-not-disrupt": "true",
    "cluster-autoscaler.kubernetes.io/safe-to-evict": "false",
};

export function driverSpec(parts: RoleParts, args: pulumi.Unwrap<DriverArgs>) {
    const { requirements } = parts;
    return {
        ...commonSpec("driver", parts, args),
        template: podTemplate({
            container: SPARK_CONTAINERS.driver,
            user: parts.user,
            role: args,
            imagePullPolicy: parts.imagePullPolicy,
            annotations: STAYS,
            ...parts.places.driver,
            schedulerName: parts.schedulerName,
            activeDeadlineSeconds: parts.timeoutSeconds,
            priorityClassName: parts.priorityClasses?.driver,
            volumes: [
                ...teamFolders(parts),
                ...folder("main", parts.mainConfigMap, DELIVERED_FOLDER, false),
                ...(requirements === undefined ? [] : [PYTHON_VOLUME]),
                ...mountedVolumes(args.volumes),
            ],
            args: parts.driverArguments,
            initContainers: beforeDriver(parts, args),
            apiToken: true,
        }),
    };
}

export function executorSpec(parts: RoleParts, args: pulumi.Unwrap<ExecutorArgs>) {
    return {
        ...commonSpec("executor", parts, args),
        instances: args.dynamicAllocation === undefined ? (args.instances ?? 1) : undefined,
        template: podTemplate({
            container: SPARK_CONTAINERS.executor,
            user: parts.user,
            role: args,
            imagePullPolicy: parts.imagePullPolicy,
            ...parts.places.executor,
            schedulerName: parts.schedulerName,
            priorityClassName: parts.priorityClasses?.executor,
            gracePeriodSeconds: EXECUTOR_GRACE_SECONDS,
            volumes: [...teamFolders(parts), ...mountedVolumes(args.volumes)],
            // Only the driver talks to Kubernetes.
            apiToken: false,
        }),
    };
}

/** The number of executors by the work there is, or nothing where it is fixed. */
export function dynamicAllocation(
    { dynamicAllocation: range }: pulumi.Unwrap<ExecutorArgs>,
    conf: Record<string, string>,
) {
    if (range === undefined) {
        return undefined;
    }
    return {
        enabled: true,
        minExecutors: range.min,
        maxExecutors: range.max,
        initialExecutors: range.initial ?? range.min,
        // The operator turns it on unless it is told here; it would not heed the property.
        shuffleTrackingEnabled:
            conf[SHUFFLE_TRACKING]?.trim().toLowerCase() === "false" ? false : undefined,
    };
}

function commonSpec(role: Role, parts: RoleParts, args: pulumi.Unwrap<RoleArgs>) {
    const { conf, counted, language, serviceAccount, podLabels } = parts;
    return {
        ...size(args),
        memoryOverhead: memoryOverhead({ role, args: counted[role], conf, language }),
        serviceAccount,
        labels: podLabels === undefined ? args.labels : { ...podLabels, ...args.labels },
        annotations: args.annotations,
    };
}

/** What ends before the driver starts. */
function beforeDriver(parts: RoleParts, args: pulumi.Unwrap<DriverArgs>): InitContainer[] {
    const { requirements, formatCheck, conf } = parts;
    const containers: Record<string, string[] | undefined> = {
        [FORMAT_CONTAINER]: formatCheck && formatCheckCommand(formatCheck),
        [REQUIREMENTS_CONTAINER]:
            requirements === undefined ? undefined : installCommand(requirements, conf),
    };
    return Object.entries(containers).flatMap(([name, command]) =>
        command === undefined ? [] : [initContainer(name, command, parts, args)],
    );
}

/** It has the job's image, and asks for what the driver asks for, which runs after it. */
function initContainer(
    name: string,
    command: string[],
    { conf, counted, language, image, imagePullPolicy }: RoleParts,
    args: pulumi.Unwrap<DriverArgs>,
): InitContainer {
    const memory = `${podMemoryMib({ role: "driver", args: counted.driver, conf, language })}Mi`;
    return {
        ...{ name, image, imagePullPolicy, command },
        resources: { requests: { cpu: cpuRequest(args), memory }, limits: { memory } },
    };
}

/** Optional: a job of another stack may still start executors after a file has changed its name. */
function teamFolders({ log4j2ConfigMap, metricsConfigMap }: RoleParts): MountedVolume[] {
    return [
        ...folder("log4j2", log4j2ConfigMap, LOG4J2_FOLDER, true),
        ...folder("metrics", metricsConfigMap, METRICS_FOLDER, true),
    ];
}

/** A ConfigMap as a folder; pods start without an optional one, with an empty folder. */
function folder(
    name: string,
    configMap: string | undefined,
    mountPath: string,
    optional: boolean,
): MountedVolume[] {
    if (configMap === undefined) {
        return [];
    }
    const volume = { name, configMap: { name: configMap, ...(optional && { optional }) } };
    return [{ volume, mountPath, readOnly: true }];
}
