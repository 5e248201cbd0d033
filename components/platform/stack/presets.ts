import { mergeValues } from "../../operator/chart/values";
import { isPlainObject } from "../../validation/checks";
import { ClusterChoice } from "./stackArgs";

/** Sizes of an EKS platform. */
export const Preset = {
    /** The cheapest that works, for learners. Not free: docs/eks.md tells what it costs. */
    Study: "study",
    /** For a small team. */
    Small: "small",
    /** A loss of one zone, node or operator pod stops no job for long. */
    Production: "production",
} as const;
export type Preset = (typeof Preset)[keyof typeof Preset];

interface PresetValues {
    environment: string;
    cluster: Record<string, unknown>;
    operator?: Record<string, unknown>;
}

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
 * preset says nothing of a cluster or a network that is there already.
 */
export function withPreset(
    preset: Preset,
    values: Readonly<Record<string, unknown>>,
): Record<string, unknown> {
    const { cluster, ...platform } = PRESETS[preset];
    const wanted = values["cluster"] as Record<string, unknown>;
    if (wanted["kind"] === ClusterChoice.ExistingEks) {
        return mergeValues(platform, values);
    }
    const { network, ...others } = cluster;
    const below = isThere(wanted["network"]) ? others : { network, ...others };
    return mergeValues({ ...platform, cluster: below }, values);
}

function isThere(network: unknown): boolean {
    return isPlainObject(network) && network["vpcId"] !== undefined;
}
