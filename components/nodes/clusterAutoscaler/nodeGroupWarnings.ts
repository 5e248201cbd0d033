import { pathTo } from "../../validation/problems";
import { NodePoolArgs } from "../pools/nodePoolArgs";
import { NodeGroup } from "./nodeGroups";

/** Default quota of managed node groups per cluster: EKS user guide, service-quotas. */
const GROUPS_PER_CLUSTER = 30;

/** Leaves room for the cluster's own groups, and for new ones beside old ones during a change. */
const MANY_GROUPS = 24;

/** Warnings about settings that may be intended. */
export function nodeGroupWarnings(
    path: string,
    pools: Readonly<Record<string, NodePoolArgs>>,
    groups: readonly NodeGroup[],
): string[] {
    return [
        ...quotaWarnings(path, groups),
        ...Object.entries(pools).flatMap(([name, pool]) =>
            poolWarnings(
                pathTo(path, name),
                pool,
                groups.filter(({ pool, maxSize }) => pool === name && maxSize > 0).length,
            ),
        ),
    ];
}

function quotaWarnings(path: string, groups: readonly NodeGroup[]): string[] {
    return groups.length > MANY_GROUPS
        ? [
              `${path}: ${groups.length} managed node groups, but EKS allows ` +
                  `${GROUPS_PER_CLUSTER} per cluster unless your quota was raised: ` +
                  "use fewer zones, families or instance types",
          ]
        : [];
}

/** @param count groups of the pool that may have nodes */
function poolWarnings(path: string, { cpuLimit }: NodePoolArgs, count: number): string[] {
    return cpuLimit !== undefined && count > 1
        ? [
              `${path}.cpuLimit: ${cpuLimit} vCPUs apply to each of the pool's ${count} node groups, ` +
                  `${cpuLimit * count} in total: Cluster Autoscaler can only limit single groups`,
          ]
        : [];
}
