import * as pulumi from "@pulumi/pulumi";
import { InstanceType, PRICE_DATE } from "../instanceTypes/instanceTypes";
import { Autoscaler } from "./autoscaler";
import { shapeGroups } from "./nodeGroupShapes";
import { NodePoolArgs } from "./nodePoolArgs";
import { NodePoolContext, poolTypes } from "./poolTypes";

/** The maximum number and cost of vCPUs. */
interface Maximum {
    vcpus: number;
    dollarsPerHour: number;
}

/** Logs in a preview what the pools may cost. */
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
 * One line for a preview: the maximum cost of the pools' nodes, assuming for each pool its most
 * expensive type per vCPU, on demand: spot never costs more (EC2 user guide, "Spot Instances").
 */
export function poolsCost(
    pools: Readonly<Record<string, NodePoolArgs>>,
    context: NodePoolContext,
): string {
    const named = Object.entries(pools).map(([name, pool]) => ({
        name,
        maximum: maximumOf(pool, context),
    }));
    const limited = named.flatMap(({ maximum }) => maximum ?? []);
    const unlimited = named.filter(({ maximum }) => maximum === undefined).map(({ name }) => name);
    const parts = [];
    if (limited.length > 0) {
        const { vcpus, dollarsPerHour } = sum(limited);
        parts.push(
            `at most ${vcpus} vCPUs, about $${Math.ceil(dollarsPerHour)} an hour (on demand, ` +
                `us-east-1, ${PRICE_DATE}), while jobs run`,
        );
    }
    if (unlimited.length > 0) {
        parts.push(`no limit for ${unlimited.join(", ")}: set cpuLimit`);
    }
    return `nodePools: ${parts.join("; ")}`;
}

/** `undefined` for a pool without a limit: only AWS quotas limit it then. */
function maximumOf(pool: NodePoolArgs, context: NodePoolContext): Maximum | undefined {
    return context.autoscaler === Autoscaler.ClusterAutoscaler
        ? maximumOfGroups(pool, context)
        : maximumOfPool(pool, context);
}

function maximumOfPool(pool: NodePoolArgs, context: NodePoolContext): Maximum | undefined {
    const { cpuLimit } = pool;
    if (cpuLimit === undefined) {
        return undefined;
    }
    const types = poolTypes(pool, context).filter(({ vcpus }) => vcpus <= cpuLimit);
    const highest = Math.max(0, ...types.map(({ vcpus, pricePerHour }) => pricePerHour / vcpus));
    return { vcpus: cpuLimit, dollarsPerHour: cpuLimit * highest };
}

/** Cluster Autoscaler limits each node group separately; there is one per shape and zone. */
function maximumOfGroups(pool: NodePoolArgs, context: NodePoolContext): Maximum | undefined {
    const { cpuLimit = Infinity, maxNodes = Infinity } = pool;
    if (cpuLimit === Infinity && maxNodes === Infinity) {
        return undefined;
    }
    const zones = (pool.zones ?? context.zones ?? []).length;
    return sum(
        shapeGroups(pool, context).map(({ vcpus, types }) => {
            const nodes = zones * Math.min(maxNodes, Math.floor(cpuLimit / vcpus));
            return { vcpus: nodes * vcpus, dollarsPerHour: nodes * highestPrice(types) };
        }),
    );
}

function highestPrice(types: readonly InstanceType[]): number {
    return Math.max(...types.map(({ pricePerHour }) => pricePerHour));
}

function sum(all: readonly Maximum[]): Maximum {
    return {
        vcpus: all.reduce((total, { vcpus }) => total + vcpus, 0),
        dollarsPerHour: all.reduce((total, { dollarsPerHour }) => total + dollarsPerHour, 0),
    };
}
