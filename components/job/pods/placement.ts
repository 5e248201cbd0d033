import { createHash } from "crypto";
import { ClusterFacts } from "../../cluster/clusterFacts";
import { NODE_LABELS, NODE_TAINTS } from "../../cluster/connection";
import { ZonePolicy } from "../args/jobArgs";

/** The parts of a pod's affinity that are set here. */
export interface Affinity {
    nodeAffinity: {
        requiredDuringSchedulingIgnoredDuringExecution?: { nodeSelectorTerms: NodeTerm[] };
        preferredDuringSchedulingIgnoredDuringExecution?: {
            weight: number;
            preference: NodeTerm;
        }[];
    };
}

interface NodeTerm {
    matchExpressions: { key: string; operator: "In"; values: string[] }[];
}

/** Allows a pod on nodes with a taint. */
export interface Toleration {
    key: string;
    operator: "Equal" | "Exists";
    /** Of `Equal` only. */
    value?: string;
    effect: "NoSchedule";
}

/** Where a role's pods may be scheduled. */
export interface RolePlacement {
    affinity: Affinity;
    tolerations: Toleration[];
}

export interface Placement {
    driver: RolePlacement;
    executor: RolePlacement;
}

/** Names of the node pools that pods are bound to. */
export interface BoundPools {
    driver?: string;
    executor?: string;
}

/** Weight of a preference; 100 is the maximum. */
const STRONG = 100;

const DRIVER_NODE = { [NODE_LABELS.role]: "driver", [NODE_LABELS.capacity]: "on-demand" };
const EXECUTOR_NODE = { [NODE_LABELS.role]: "executor" };
const SPOT_NODE = { [NODE_LABELS.capacity]: "spot" };

/**
 * Schedules the driver on on-demand capacity, executors on spot if there is any or in their own
 * pool, all in one zone. If nodes lack the labels, these are only preferences, so that pods never
 * wait for nodes that cannot exist.
 */
export function placement(
    facts: ClusterFacts,
    zone: string | undefined,
    pools: BoundPools = {},
): Placement {
    const { driver, executor } = affinities(facts, zone, pools);
    return {
        driver: { affinity: driver, tolerations: tolerations({ role: "driver" }) },
        executor: {
            affinity: executor,
            tolerations: tolerations({ role: "executor", capacity: "spot" }),
        },
    };
}

function affinities({ labelled }: ClusterFacts, zone: string | undefined, pools: BoundPools) {
    const driver = { ...DRIVER_NODE, ...label(NODE_LABELS.pool, pools.driver) };
    const executor = { ...EXECUTOR_NODE, ...label(NODE_LABELS.pool, pools.executor) };
    if (!labelled) {
        const wish = pools.executor === undefined ? SPOT_NODE : {};
        return {
            driver: { nodeAffinity: preferred(driver) },
            executor: { nodeAffinity: preferred({ ...executor, ...wish }) },
        };
    }
    const sameZone = label(NODE_LABELS.zone, zone);
    return {
        driver: { nodeAffinity: required({ ...driver, ...sameZone }) },
        executor: {
            nodeAffinity: {
                ...required({ ...executor, ...sameZone }),
                // Naming a pool also chooses its capacity.
                ...(pools.executor === undefined && preferred(SPOT_NODE)),
            },
        },
    };
}

function label(key: string, value: string | undefined): Record<string, string> {
    return value === undefined ? {} : { [key]: value };
}

/** A job's zone: the one it asks for, or one chosen by its name, so that jobs spread out. */
export function zoneOf(
    job: string,
    zones: readonly string[],
    policy: ZonePolicy,
    wanted?: string,
): string | undefined {
    if (policy === ZonePolicy.Any) {
        return undefined;
    }
    return wanted ?? highestScore(job, zones);
}

/** Rendezvous hashing: adding or removing a zone moves as few jobs as possible. */
function highestScore(job: string, zones: readonly string[]): string | undefined {
    const score = (zone: string) => createHash("sha256").update(`${job}@${zone}`).digest("hex");
    return [...zones].sort((a, b) => (score(a) < score(b) ? 1 : -1))[0];
}

/** Tolerations for nodes that are reserved for one role, or may be reclaimed. */
function tolerations(taints: Partial<Record<keyof typeof NODE_TAINTS, string>>): Toleration[] {
    return Object.entries(taints).map(([taint, value]) => ({
        key: NODE_TAINTS[taint as keyof typeof NODE_TAINTS],
        operator: "Equal",
        value,
        effect: "NoSchedule",
    }));
}

function required(labels: Record<string, string>): Affinity["nodeAffinity"] {
    return {
        requiredDuringSchedulingIgnoredDuringExecution: { nodeSelectorTerms: [term(labels)] },
    };
}

function preferred(labels: Record<string, string>): Affinity["nodeAffinity"] {
    return {
        preferredDuringSchedulingIgnoredDuringExecution: [
            { weight: STRONG, preference: term(labels) },
        ],
    };
}

function term(labels: Record<string, string>): NodeTerm {
    return {
        matchExpressions: Object.entries(labels).map(([key, value]) => ({
            key,
            operator: "In",
            values: [value],
        })),
    };
}
