import { pathTo, Problems, unknownName } from "../../validation/problems";
import { Autoscaler } from "./autoscaler";
import { Capacity, NodePoolArgs, NodeRole } from "./nodePoolArgs";
import { NodePoolContext } from "./poolTypes";

/** Adds what is wrong with a pool's zones. */
export function zoneProblems(
    path: string,
    { zones }: NodePoolArgs,
    { zones: known, autoscaler }: NodePoolContext,
    problems: Problems,
): void {
    const at = `${path}.zones`;
    if (zones === undefined) {
        if (autoscaler === Autoscaler.ClusterAutoscaler && known?.length === 0) {
            problems.add(
                at,
                "is missing: each zone gets its own node groups, and the cluster's zones are not " +
                    'known (e.g. ["us-east-1a"])',
            );
        }
        return;
    }
    for (const [index, zone] of zones.entries()) {
        if (known !== undefined && known.length > 0 && !known.includes(zone)) {
            problems.add(pathTo(at, index), unknownName("zone", zone, known));
        }
    }
}

/** What the pools of a role are for, and an example of one. */
const NEEDED: Record<NodeRole, { people: string; example: string }> = {
    [NodeRole.Driver]: {
        people: "drivers",
        example: `driver: {role: ${NodeRole.Driver}, capacity: ${Capacity.OnDemand}}`,
    },
    [NodeRole.Executor]: {
        people: "executors",
        example: `executor: {role: ${NodeRole.Executor}, capacity: ${Capacity.Spot}}`,
    },
};

/** Adds roles that no pool covers, in general or in a zone that jobs may use. */
export function coverageProblems(
    path: string,
    pools: readonly NodePoolArgs[],
    { zones = [] }: NodePoolContext,
    problems: Problems,
): void {
    for (const role of Object.values(NodeRole)) {
        const ofRole = pools.filter((pool) => pool.role === role);
        const { people, example } = NEEDED[role];
        if (ofRole.length === 0) {
            problems.add(path, `has no pool for ${people}, so no job could run: add "${example}"`);
            continue;
        }
        const missing = zones.filter((zone) => !ofRole.some((pool) => reaches(pool, zone)));
        for (const zone of missing) {
            problems.add(
                path,
                `has no pool for ${people} in ${zone}, where a job may be placed: add the zone ` +
                    "to a pool, or remove it from the cluster's zones",
            );
        }
    }
}

function reaches({ zones }: NodePoolArgs, zone: string): boolean {
    return zones?.includes(zone) ?? true;
}
