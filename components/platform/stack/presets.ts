import { Autoscaler } from "../../nodes/pools/autoscaler";
import { mergeValues } from "../../operator/chart/values";
import { isPlainObject } from "../../validation/checks";
import { chosenAutoscaler } from "../autoscalerChoice";
import { limitedPools, PoolLimits } from "./presetPools";
import { ClusterChoice } from "./stackArgs";

/** Presets of an EKS platform. */
export const Preset = {
    /**
     * The cheapest that works, for learning. Not free: docs/how-to/choose-a-preset.md lists
     * the cost.
     */
    Study: "study",
    /** For a small team. */
    Small: "small",
    /** The loss of one zone, node or operator pod does not stop jobs for long. */
    Production: "production",
} as const;
export type Preset = (typeof Preset)[keyof typeof Preset];

interface PresetValues {
    environment: string;
    cluster: Record<string, unknown>;
    operator?: Record<string, unknown>;
}

/**
 * What the pools of each may have: no typo in a job, and no job without an end, buys more. Zones
 * count for Cluster Autoscaler only, which has node groups in each.
 */
export const POOL_LIMITS: Readonly<Record<Preset, PoolLimits>> = {
    [Preset.Study]: {
        driver: { cpuLimit: 16, maxNodes: 1 },
        executor: { cpuLimit: 64, maxNodes: 2 },
    },
    [Preset.Small]: {
        driver: { cpuLimit: 32, maxNodes: 2 },
        executor: { cpuLimit: 128, maxNodes: 3 },
    },
    [Preset.Production]: {
        driver: { cpuLimit: 64, maxNodes: 4 },
        executor: { cpuLimit: 512, maxNodes: 8 },
    },
};

/** What each stands for, as a stack file would say it. */
export const PRESETS: Readonly<Record<Preset, PresetValues>> = {
    [Preset.Study]: {
        environment: "dev",
        cluster: {
            network: { nat: "one" },
            systemNodes: { instanceType: "t3.large", count: 1 },
            adminRoles: [],
        },
    },
    [Preset.Small]: {
        environment: "staging",
        cluster: {
            network: { nat: "one" },
            systemNodes: { instanceType: "m7i.large", count: 2 },
        },
    },
    [Preset.Production]: {
        environment: "prod",
        cluster: {
            network: { nat: "per-zone" },
            systemNodes: { instanceType: "m7i.large", count: 3 },
            logs: ["api", "audit", "authenticator"],
            deletionProtection: true,
        },
        operator: { scope: "team", values: { controller: { replicas: 2 } } },
    },
};

/**
 * A stack file's values over those of a preset: maps are merged, anything else is replaced. A
 * preset sets nothing for an existing cluster or network, and no node pools
 * where the file has its own.
 */
export function withPreset(
    preset: Preset,
    values: Readonly<Record<string, unknown>>,
): Record<string, unknown> {
    const { cluster, ...others } = PRESETS[preset];
    const platform = { ...others, ...poolsOf(preset, values) };
    const wanted = values["cluster"] as Record<string, unknown>;
    if (wanted["kind"] === ClusterChoice.ExistingEks) {
        return mergeValues(platform, values);
    }
    const { network, ...inAnyNetwork } = cluster;
    const below = isThere(wanted["network"]) ? inAnyNetwork : { network, ...inAnyNetwork };
    return mergeValues({ ...platform, cluster: below }, values);
}

function poolsOf(
    preset: Preset,
    { autoscaler: given, nodePools }: Readonly<Record<string, unknown>>,
): { nodePools?: object } {
    const autoscaler = chosenAutoscaler(given, { eks: {} });
    const isWithout = autoscaler === undefined || autoscaler === Autoscaler.None;
    return nodePools !== undefined || isWithout
        ? {}
        : { nodePools: limitedPools(POOL_LIMITS[preset], autoscaler) };
}

function isThere(network: unknown): boolean {
    return isPlainObject(network) && network["vpcId"] !== undefined;
}
