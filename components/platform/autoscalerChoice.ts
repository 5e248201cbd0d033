import { NODE_LABELS } from "../cluster/connection";
import { nodeZones, PlannedCluster } from "../cluster/plannedCluster";
import { poolsProblems, scalingProblems } from "../nodes/autoscalerProblems";
import { Autoscaler } from "../nodes/pools/autoscaler";
import { Capacity, NodeRole } from "../nodes/pools/nodePoolArgs";
import { isPlainObject } from "../validation/checks";
import { Problems, formatValue } from "../validation/problems";

/** The arguments that have to do with the autoscaler, as a person wrote them. */
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
    `give the nodes that there are the labels ${NODE_LABELS.role} ` +
    `(${Object.values(NodeRole).join(", ")}) and ${NODE_LABELS.capacity} ` +
    `(${Object.values(Capacity).join(", ")})`;

/** The named autoscaler, or the default of the cluster; nothing for a word that is not known. */
export function chosenAutoscaler(
    given: unknown,
    { eks }: { eks?: object },
): Autoscaler | undefined {
    const byDefault = eks === undefined ? Autoscaler.None : Autoscaler.Karpenter;
    return Object.values(Autoscaler).find((known) => known === (given ?? byDefault));
}

/**
 * Adds what does not go with the chosen autoscaler, and what keeps it from working.
 *
 * @param cluster nothing where its kind is not known
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
            `${formatValue(autoscaler)} adds EC2 instances, and the cluster is no EKS cluster: ` +
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

/** Settings of the one that is not chosen: who wrote them expects them to count. */
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
