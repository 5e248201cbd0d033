import * as pulumi from "@pulumi/pulumi";
import { InstanceType, PRICE_DATE } from "../instanceTypes/instanceTypes";
import { Autoscaler } from "./autoscaler";
import { shapeGroups } from "./nodeGroupShapes";
import { NodePoolArgs } from "./nodePoolArgs";
import { NodePoolContext, poolTypes } from "./poolTypes";

/** The most that nodes may have and cost together. */
interface Most {
    vcpus: number;
    dollarsPerHour: number;
}

/** Says in a preview what the pools may cost. */
export function announcePools(
    pools: Readonly<Record<string, NodePoolArgs>>,
    context: NodePoolContext,
    parent: pulumi.Resource,
): void {
    if (pulumi.runtime.isDryRun()) {
        void pulumi.log.info(poolsCost(pools, context), parent);
    }
}

/**
 * One line for a preview: the most that the pools' nodes may cost, each of them of its pool's dearest
 * type for a vCPU and on demand: spot never costs more (EC2 user guide, "Spot Instances").
 */
export function poolsCost(
    pools: Readonly<Record<string, NodePoolArgs>>,
    context: NodePoolContext,
): string {
    const named = Object.entries(pools).map(([name, pool]) => ({
        name,
        most: mostOf(pool, context),
    }));
    const limited = named.flatMap(({ most }) => most ?? []);
    const endless = named.filter(({ most }) => most === undefined).map(({ name }) => name);
    const parts = [];
    if (limited.length > 0) {
        const { vcpus, dollarsPerHour } = sum(limited);
        parts.push(
            `at most ${vcpus} vCPUs, about $${Math.ceil(dollarsPerHour)} an hour (on demand, ` +
                `us-east-1, ${PRICE_DATE}), while jobs run`,
        );
    }
    if (endless.length > 0) {
        parts.push(`no limit for ${endless.join(", ")}: set cpuLimit`);
    }
    return `nodePools: ${parts.join("; ")}`;
}

/** Nothing for a pool without a limit of its own: AWS' quotas are the only ones then. */
function mostOf(pool: NodePoolArgs, context: NodePoolContext): Most | undefined {
    return context.autoscaler === Autoscaler.ClusterAutoscaler
        ? mostOfGroups(pool, context)
        : mostOfPool(pool, context);
}

function mostOfPool(pool: NodePoolArgs, context: NodePoolContext): Most | undefined {
    const { cpuLimit } = pool;
    if (cpuLimit === undefined) {
        return undefined;
    }
    const types = poolTypes(pool, context).filter(({ vcpus }) => vcpus <= cpuLimit);
    const dearest = Math.max(0, ...types.map(({ vcpus, pricePerHour }) => pricePerHour / vcpus));
    return { vcpus: cpuLimit, dollarsPerHour: cpuLimit * dearest };
}

/** Cluster Autoscaler limits each node group by itself: there is one for each shape and zone. */
function mostOfGroups(pool: NodePoolArgs, context: NodePoolContext): Most | undefined {
    const { cpuLimit = Infinity, maxNodes = Infinity } = pool;
    if (cpuLimit === Infinity && maxNodes === Infinity) {
        return undefined;
    }
    const zones = (pool.zones ?? context.zones ?? []).length;
    return sum(
        shapeGroups(pool, context).map(({ vcpus, types }) => {
            const nodes = zones * Math.min(maxNodes, Math.floor(cpuLimit / vcpus));
            return { vcpus: nodes * vcpus, dollarsPerHour: nodes * priceOfDearest(types) };
        }),
    );
}

function priceOfDearest(types: readonly InstanceType[]): number {
    return Math.max(...types.map(({ pricePerHour }) => pricePerHour));
}

function sum(all: readonly Most[]): Most {
    return {
        vcpus: all.reduce((total, { vcpus }) => total + vcpus, 0),
        dollarsPerHour: all.reduce((total, { dollarsPerHour }) => total + dollarsPerHour, 0),
    };
}
