import { mergeValues } from "./components/operator/values";

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

/** What each stands for, as a stack file would say it. */
export const PRESETS: Readonly<Record<Preset, Record<string, unknown>>> = {
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
        operator: { values: { controller: { replicas: 2 } } },
    },
};

/** A stack file's values over those of a preset: maps are merged, anything else is replaced. */
export function withPreset(
    preset: Preset,
    values: Readonly<Record<string, unknown>>,
): Record<string, unknown> {
    return mergeValues(PRESETS[preset], values);
}
