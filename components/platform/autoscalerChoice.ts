import { NODE_LABELS } from "../cluster/connection";
import { nodeZones, PlannedCluster } from "../cluster/plannedCluster";
import { poolsProblems, scalingProblems } from "../nodes/autoscalerProblems";
import { Autoscaler } from "../nodes/pools/autoscaler";
import { Capacity, NodeRole } from "../nodes/pools/nodePoolArgs";
import { isPlainObject } from "../validation/checks";
import { Problems, formatValue } from "../validation/problems";

/** The arguments about the autoscaler, as given. */
export interface AutoscalerValues {
    autoscaler?: unknown;
    nodePools?: unknown;
    karpenter?: unknown;
    clusterAutoscaler?: unknown;
}

type InstalledAutoscaler = Exclude<Autoscaler, typeof Autoscaler.None>;

/** Where the settings of each stand. */
const SETTINGS = [
    [Autoscaler.Karpenter, "karpenter"],
    [Autoscaler.ClusterAutoscaler, "clusterAutoscaler"],
] as const;

const POOLS_WITHOUT_EFFECT =
    `has no effect with the autoscaler "${Autoscaler.None}", which adds no nodes: remove it, and ` +
    `label your existing nodes with ${NODE_LABELS.role} ` +
    `(${Object.values(NodeRole).join(", ")}) and ${NODE_LABELS.capacity} ` +
    `(${Object.values(Capacity).join(", ")})`;

/** The named autoscaler, or the cluster's default; undefined for an unknown name. */
export function chosenAutoscaler(
    given: unknown,
    { eks }: { eks?: object },
): Autoscaler | undefined {
    const byDefault = eks === undefined ? Autoscaler.None : Autoscaler.Karpenter;
    return Object.values(Autoscaler).find((known) => known === (given ?? byDefault));
}

/**
 * Adds what contradicts the chosen autoscaler, or keeps it from working.
 *
 * @param cluster undefined if its kind is unknown
 */
export function autoscalerProblems(
    values: AutoscalerValues,
    cluster: PlannedCluster | undefined,
    problems: Problems,
): void {
    const { eks } = cluster ?? {};
    const isKnown = cluster !== undefined || values.autoscaler !== undefined;
    const autoscaler = isKnown ? chosenAutoscaler(values.autoscaler, { eks }) : undefined;
    const { nodePools } = values;
    if (autoscaler !== undefined) {
        otherSettingsProblems(autoscaler, values, problems);
    }
    if (autoscaler === Autoscaler.None) {
        if (nodePools !== undefined) {
            problems.add("nodePools", POOLS_WITHOUT_EFFECT);
        }
        return;
    }
    if (autoscaler !== undefined && cluster !== undefined) {
        fitsCluster(autoscaler, values, cluster, problems);
    }
    if (nodePools !== undefined || eks !== undefined) {
        poolsProblems(nodePools, { autoscaler, zones: cluster && nodeZones(cluster) }, problems);
    }
}

function fitsCluster(
    autoscaler: InstalledAutoscaler,
    values: AutoscalerValues,
    { eks, zones }: PlannedCluster,
    problems: Problems,
): void {
    if (eks === undefined) {
        problems.add(
            "autoscaler",
            `${formatValue(autoscaler)} adds EC2 instances, and the cluster is not on EKS: ` +
                `use "${Autoscaler.None}"`,
        );
        return;
    }
    const settingsPath = autoscaler === Autoscaler.Karpenter ? "karpenter" : "clusterAutoscaler";
    const settings = values[settingsPath];
    const { identity, amiVersion } = isPlainObject(settings) ? settings : {};
    const { nodePools } = values;
    scalingProblems(
        { autoscaler, eks, zones, identity, amiVersion, nodePools, settingsPath },
        problems,
    );
}

/** Settings of an autoscaler that is not chosen have no effect. */
function otherSettingsProblems(
    autoscaler: Autoscaler,
    values: AutoscalerValues,
    problems: Problems,
): void {
    for (const [other, key] of SETTINGS) {
        if (other !== autoscaler && values[key] !== undefined) {
            problems.add(
                key,
                `is for the autoscaler "${other}", and this one is "${autoscaler}": ` +
                    `remove it, or set autoscaler to "${other}"`,
            );
        }
    }
}
