import * as pulumi from "@pulumi/pulumi";
import { podResources } from "../../spark/resources";
import { cpuCores } from "../../validation/quantities";
import { Language } from "../args/jobArgs";
import { DriverArgs, ExecutorArgs } from "../args/roleArgs";
import { podMemoryMib, Role } from "./podMemory";
import { cpuRequest } from "./size";

/** What a job's pods ask for depends on this. */
export interface Demand {
    driver: pulumi.Unwrap<DriverArgs>;
    executor: pulumi.Unwrap<ExecutorArgs>;
    /** The job's Spark properties. */
    conf: Readonly<Record<string, string>>;
    language: Language;
}

/** What a pod reserves on its node. */
export interface PodRequest {
    cpuMillis: number;
    memoryMib: number;
    /** Others, such as GPUs, by Kubernetes' name. */
    resources: Record<string, number>;
}

/** What each pod of a role reserves. */
export function podRequest(role: Role, { conf, language, ...roles }: Demand): PodRequest {
    const args = roles[role];
    return {
        cpuMillis: Math.round(cpuCores(cpuRequest(args)) * 1000),
        memoryMib: podMemoryMib({ role, args, conf, language }),
        resources: podResources(role, conf),
    };
}

/** E.g. `0.25 CPU`. */
export function shownCpu(millis: number): string {
    return `${millis / 1000} CPU`;
}

/** E.g. `896Mi of memory`. */
export function shownMemory(mib: number): string {
    return `${mib}Mi of memory`;
}
