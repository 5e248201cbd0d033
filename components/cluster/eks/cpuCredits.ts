import * as pulumi from "@pulumi/pulumi";
import { burstableType } from "../../aws/burstableTypes";
import { HOURS_PER_MONTH } from "../../aws/prices";
import { CpuCredits } from "./eksClusterArgs";

export interface BurstingNodes {
    instanceType: string;
    count: number;
    cpuCredits?: CpuCredits;
}

/** Logs in a preview what CPU bursts of the system nodes may cost. */
export function announceBursts(nodes: BurstingNodes, parent: pulumi.Resource): void {
    const line = burstCost(nodes);
    if (line !== undefined && pulumi.runtime.isDryRun()) {
        void pulumi.log.info(line, parent);
    }
}

/** One line for the log; `undefined` for nodes without extra costs. */
export function burstCost({ instanceType, count, cpuCredits }: BurstingNodes): string | undefined {
    const type = burstableType(instanceType);
    if (type === undefined || cpuCredits === CpuCredits.Standard) {
        return undefined;
    }
    const { vcpus, baseline, dollarsPerVcpuHour } = type;
    const maximum = count * vcpus * (1 - baseline) * dollarsPerVcpuHour;
    return (
        `systemNodes: the price of ${count} x ${instanceType} includes ${baseline * 100} % of their ` +
        `CPU. More costs $${dollarsPerVcpuHour} per vCPU hour, at most ` +
        `$${Math.round(maximum * HOURS_PER_MONTH)} a month if they are always busy. With cpuCredits: ` +
        `"${CpuCredits.Standard}" they slow down instead.`
    );
}
