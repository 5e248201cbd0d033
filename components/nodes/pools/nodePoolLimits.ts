import { Problems } from "../../validation/problems";
import { InstanceType } from "../instanceTypes/instanceTypes";
import { Autoscaler } from "./autoscaler";
import { groupTypes } from "./nodeGroupShapes";
import { NodePoolArgs } from "./nodePoolArgs";
import { NODES_PER_GROUP } from "./nodePoolDefaults";
import { NodePoolContext, poolTypes } from "./poolTypes";

/** Adds what is wrong with a pool's limits. */
export function limitProblems(
    path: string,
    pool: NodePoolArgs,
    context: NodePoolContext,
    problems: Problems,
): void {
    if (context.autoscaler === Autoscaler.Karpenter) {
        notForKarpenter(path, pool, problems);
    } else {
        groupSizeProblems(path, pool, problems);
    }
    const { minNodes, maxNodes, cpuLimit } = pool;
    if (minNodes !== undefined && maxNodes !== undefined && minNodes > maxNodes) {
        problems.add(`${path}.minNodes`, `${minNodes} is more than maxNodes (${maxNodes})`);
    }
    const smallest = smallestOf(candidates(pool, context));
    if (smallest !== undefined && cpuLimit !== undefined) {
        cpuLimitProblems(path, { cpuLimit, minNodes }, smallest, problems);
    }
}

function notForKarpenter(
    path: string,
    { minNodes, maxNodes }: NodePoolArgs,
    problems: Problems,
): void {
    const why = "is for the node groups of Cluster Autoscaler, which Karpenter does not use";
    if (minNodes !== undefined) {
        problems.add(`${path}.minNodes`, `${why}: remove it`);
    }
    if (maxNodes !== undefined) {
        problems.add(`${path}.maxNodes`, `${why}: use cpuLimit`);
    }
}

/** A group is created with this maximum size; EKS would refuse a larger one. */
function groupSizeProblems(path: string, pool: NodePoolArgs, problems: Problems): void {
    for (const limit of ["minNodes", "maxNodes"] as const) {
        const nodes = pool[limit] ?? 0;
        if (nodes > NODES_PER_GROUP) {
            problems.add(
                `${path}.${limit}`,
                `${nodes} is more than the ${NODES_PER_GROUP} nodes that EKS allows in a node group: ` +
                    "use more zones or types, or add another pool",
            );
        }
    }
}

function cpuLimitProblems(
    path: string,
    { cpuLimit, minNodes = 0 }: { cpuLimit: number; minNodes?: number },
    { name, vcpus }: InstanceType,
    problems: Problems,
): void {
    const node = `(${name} has ${vcpus} vCPUs)`;
    if (cpuLimit < vcpus) {
        problems.add(
            `${path}.cpuLimit`,
            `${cpuLimit} is smaller than the pool's smallest node ${node}`,
        );
    } else if (cpuLimit < vcpus * minNodes) {
        problems.add(
            `${path}.minNodes`,
            `${minNodes} nodes are more than cpuLimit (${cpuLimit}) allows ${node}`,
        );
    }
}

/** Instance types that a pool's autoscaler may launch. */
export function candidates(pool: NodePoolArgs, context: NodePoolContext): InstanceType[] {
    return context.autoscaler === Autoscaler.ClusterAutoscaler
        ? groupTypes(pool, context)
        : poolTypes(pool, context);
}

function smallestOf(types: readonly InstanceType[]): InstanceType | undefined {
    return [...types].sort((a, b) => a.vcpus - b.vcpus || (a.name < b.name ? -1 : 1))[0];
}
