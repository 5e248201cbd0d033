import * as pulumi from "@pulumi/pulumi";
import { podResources } from "../../spark/resources";
import { cpuCores } from "../../validation/quantities";
import { Language } from "../args/jobArgs";
import { DriverArgs, ExecutorArgs } from "../args/roleArgs";
import { podMemoryMib, Role } from "./podMemory";
import { Amounts, podAmounts } from "./sideContainers";
import { cpuRequest } from "./size";

/** Inputs of the resources that a job's pods request. */
export interface Demand {
    driver: pulumi.Unwrap<DriverArgs>;
    executor: pulumi.Unwrap<ExecutorArgs>;
    /** The job's Spark properties. */
    conf: Readonly<Record<string, string>>;
    language: Language;
}

/** What a pod requests, with all its containers. */
export interface PodRequest extends Pick<Amounts, "cpuMillis" | "memoryMib"> {
    /** Other resources, such as GPUs, by Kubernetes' name. */
    resources: Record<string, number>;
}

/** What each pod of a role requests. */
export function podRequest(role: Role, demand: Demand): PodRequest {
    const { cpuMillis, memoryMib } = quotaRequest(role, demand, 0);
    return { cpuMillis, memoryMib, resources: podResources(role, demand.conf) };
}

/**
 * What each pod of a role uses of a quota.
 *
 * @param diskBytes for a container that requests none
 */
export function quotaRequest(
    role: Role,
    { conf, language, ...roles }: Demand,
    diskBytes: number,
): Amounts {
    const args = roles[role];
    const memoryMib = podMemoryMib({ role, args, conf, language });
    const spark = {
        cpuMillis: Math.round(cpuCores(cpuRequest(args)) * 1000),
        memoryMib,
        memoryLimitMib: memoryMib,
        diskBytes,
    };
    return podAmounts(spark, args, diskBytes);
}

/** E.g. `0.25 CPU`. */
export function formatCpu(millis: number): string {
    return `${millis / 1000} CPU`;
}

/** E.g. `896Mi of memory`. */
export function formatMemory(mib: number): string {
    return `${mib}Mi of memory`;
}
