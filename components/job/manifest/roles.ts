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
    /** What to check in the image before the driver starts; undefined if its content is known. */
    formatCheck?: FormatCheck;
    /** Arguments of the driver's container, before those of Spark. */
    driverArguments?: string[];
    /** Maximum seconds that the driver's pod may run on its node. */
    timeoutSeconds?: number;
    /** Scheduler of the pods; undefined for the cluster's default. */
    schedulerName?: string;
    language: Language;
    /** The roles with all volumes of their pods, which affect memory. */
    counted: Record<Role, pulumi.Unwrap<RoleArgs>>;
}

/**
 * Time for an executor to migrate its data: the notice that AWS gives before it reclaims a spot
 * node. Spark 4.1 and later set it from a property with the same value.
 */
const EXECUTOR_GRACE_SECONDS = 120;

/**
 * A job ends with its driver, so Karpenter and Cluster Autoscaler must not remove its node to save
 * money.
 */
const DO_NOT_EVICT = {
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
            annotations: DO_NOT_EVICT,
            ...parts.places.driver,
            schedulerName: parts.schedulerName,
            activeDeadlineSeconds: parts.timeoutSeconds,
            priorityClassName: parts.priorityClasses?.driver,
            volumes: [
                ...teamConfigVolumes(parts),
                ...folder("main", parts.mainConfigMap, DELIVERED_FOLDER, false),
                ...(requirements === undefined ? [] : [PYTHON_VOLUME]),
                ...mountedVolumes(args.volumes),
            ],
            args: parts.driverArguments,
            initContainers: driverInitContainers(parts, args),
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
            volumes: [...teamConfigVolumes(parts), ...mountedVolumes(args.volumes)],
            // Only the driver calls the Kubernetes API.
            apiToken: false,
        }),
    };
}

/** Scales executors with the workload; undefined if their number is fixed. */
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
        // The operator enables it unless it is disabled here, and ignores the property.
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

/** Containers that finish before the driver starts. */
function driverInitContainers(parts: RoleParts, args: pulumi.Unwrap<DriverArgs>): InitContainer[] {
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

/** Uses the job's image and requests the driver's resources, since the driver runs after it. */
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

/**
 * Optional: a job of another stack may still start executors after the ConfigMap was replaced by
 * one with another name.
 */
function teamConfigVolumes({ log4j2ConfigMap, metricsConfigMap }: RoleParts): MountedVolume[] {
    return [
        ...folder("log4j2", log4j2ConfigMap, LOG4J2_FOLDER, true),
        ...folder("metrics", metricsConfigMap, METRICS_FOLDER, true),
    ];
}

/** A ConfigMap as a folder; if an optional one is missing, pods start with an empty folder. */
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
