import { pathTo } from "../../validation/problems";
import { NodePoolArgs } from "../pools/nodePoolArgs";
import { NodeGroup } from "./nodeGroups";

/** Managed node groups of a cluster, by default: EKS user guide, service-quotas. */
const GROUPS_PER_CLUSTER = 30;

/** Leaves room for the cluster's own groups, and for new ones beside old ones during a change. */
const MANY_GROUPS = 24;

/** What may be meant, but people should know before it happens. */
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
              `${path}: ${groups.length} managed node groups, and EKS allows ` +
                  `${GROUPS_PER_CLUSTER} in a cluster unless your quota was raised: ` +
                  "name fewer zones, families or instance types",
          ]
        : [];
}

/** @param count groups of the pool that may have nodes */
function poolWarnings(path: string, { cpuLimit }: NodePoolArgs, count: number): string[] {
    return cpuLimit !== undefined && count > 1
        ? [
              `${path}.cpuLimit: ${cpuLimit} vCPUs are for each of the pool's ${count} node ` +
                  `groups, up to ${cpuLimit * count} together: Cluster Autoscaler limits groups only`,
          ]
        : [];
}
