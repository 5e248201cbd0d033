import * as pulumi from "@pulumi/pulumi";
import { DriverArgs, ExecutorArgs, RoleArgs } from "./jobArgs";
import { LOG4J2_FOLDER } from "./jobConf";
import { MAIN_FOLDER } from "./mainFile";
import { Placement } from "./placement";
import { MountedConfigMap, podTemplate } from "./podTemplate";
import { size } from "./size";

/** What both roles of a job share. */
export interface RoleParts {
    serviceAccount: string;
    places: Placement;
    log4j2ConfigMap?: string;
    mainConfigMap?: string;
}

export function driverSpec(parts: RoleParts, args: pulumi.Unwrap<DriverArgs>) {
    return {
        ...commonSpec(parts, args),
        template: podTemplate({
            container: "spark-kubernetes-driver",
            affinity: parts.places.driver,
            mounts: [
                ...log4j2Mount(parts),
                ...mount("main", parts.mainConfigMap, MAIN_FOLDER, false),
            ],
            env: args.env ?? {},
            apiToken: true,
        }),
    };
}

export function executorSpec(parts: RoleParts, args: pulumi.Unwrap<ExecutorArgs>) {
    return {
        ...commonSpec(parts, args),
        instances: args.dynamicAllocation === undefined ? (args.instances ?? 1) : undefined,
        template: podTemplate({
            container: "spark-kubernetes-executor",
            affinity: parts.places.executor,
            mounts: log4j2Mount(parts),
            env: args.env ?? {},
            // Only the driver talks to Kubernetes.
            apiToken: false,
        }),
    };
}

/** The number of executors by the work there is, or nothing where it is fixed. */
export function dynamicAllocation({ dynamicAllocation: range }: pulumi.Unwrap<ExecutorArgs>) {
    if (range === undefined) {
        return undefined;
    }
    return {
        enabled: true,
        minExecutors: range.min,
        maxExecutors: range.max,
        initialExecutors: range.initial ?? range.min,
    };
}

function commonSpec({ serviceAccount }: RoleParts, args: pulumi.Unwrap<RoleArgs>) {
    return { ...size(args), serviceAccount, labels: args.labels, annotations: args.annotations };
}

/** Optional: a job of another stack may still start executors after the team's file has changed its name. */
function log4j2Mount({ log4j2ConfigMap }: RoleParts): MountedConfigMap[] {
    return mount("log4j2", log4j2ConfigMap, LOG4J2_FOLDER, true);
}

function mount(
    volume: string,
    configMap: string | undefined,
    folder: string,
    optional: boolean,
): MountedConfigMap[] {
    return configMap === undefined ? [] : [{ volume, configMap, folder, optional }];
}
