import * as pulumi from "@pulumi/pulumi";
import { burstableType } from "../../aws/burstableTypes";
import { HOURS_PER_MONTH } from "../../aws/prices";
import { CpuCredits } from "./eksClusterArgs";

export interface BurstingNodes {
    instanceType: string;
    count: number;
    cpuCredits?: CpuCredits;
}

/** Says in a preview what the CPU of the system's nodes may cost beyond their price. */
export function announceBursts(nodes: BurstingNodes, parent: pulumi.Resource): void {
    const line = burstCost(nodes);
    if (line !== undefined && pulumi.runtime.isDryRun()) {
        void pulumi.log.info(line, parent);
    }
}

/** One line for people; nothing for nodes whose price is all. */
export function burstCost({ instanceType, count, cpuCredits }: BurstingNodes): string | undefined {
    const type = burstableType(instanceType);
    if (type === undefined || cpuCredits === CpuCredits.Standard) {
        return undefined;
    }
    const { vcpus, baseline, dollarsPerVcpuHour } = type;
    const most = count * vcpus * (1 - baseline) * dollarsPerVcpuHour;
    return (
        `systemNodes: the price of ${count} x ${instanceType} pays for ${baseline * 100} % of their ` +
        `CPU. More is $${dollarsPerVcpuHour} for each hour of a vCPU, at most ` +
        `$${Math.round(most * HOURS_PER_MONTH)} a month if they are always busy; cpuCredits: ` +
        `"${CpuCredits.Standard}" slows them down instead.`
    );
}
