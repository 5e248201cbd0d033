import { NODE_LABELS } from "../../cluster/connection";
import { Node, NodeSelectorTerm, PersistentVolume } from "../../kubernetes/objects";

/** Labels of volumes from old plugins; the scheduler still reads them (`VolumeZone`). */
const VOLUME_LABELS = [NODE_LABELS.zone, "failure-domain.beta.kubernetes.io/zone"];

/** Separates zones in such a label. */
const SEPARATOR = "__";

const HOSTNAME = "kubernetes.io/hostname";

/** Whether a volume is on the disks of specific nodes, whose zones then apply. */
export function isNodeLocal(volume: PersistentVolume): boolean {
    return termsOf(volume).some((term) => valuesOf(term, (key) => key === HOSTNAME) !== undefined);
}

/**
 * The zones whose nodes can mount a volume; undefined if all can.
 *
 * @param nodes the cluster's nodes, for volumes on their disks
 */
export function volumeZones(volume: PersistentVolume, nodes: Node[]): string[] | undefined {
    const labels = volume.metadata?.labels ?? {};
    const labelled = VOLUME_LABELS.flatMap((label) => labels[label]?.split(SEPARATOR) ?? []);
    const terms = termsOf(volume).map((term) => zonesOfTerm(term, nodes));
    // A node must match one of the terms.
    const ofTerms = terms.length === 0 || terms.includes(undefined) ? [] : terms.flat();
    const zones = ofTerms.length > 0 ? ofTerms : labelled;
    const named = zones.filter((zone): zone is string => zone !== undefined && zone !== "");
    return named.length === 0 ? undefined : [...new Set(named)].sort();
}

function termsOf({ spec }: PersistentVolume): NodeSelectorTerm[] {
    return spec?.nodeAffinity?.required?.nodeSelectorTerms ?? [];
}

function zonesOfTerm(term: NodeSelectorTerm, nodes: Node[]): string[] | undefined {
    // Cloud CSI drivers have their own keys, such as topology.ebs.csi.aws.com/zone.
    const zones = valuesOf(term, (key) => key.endsWith("/zone"));
    const hosts = valuesOf(term, (key) => key === HOSTNAME);
    const ofHosts = hosts && zonesOfHosts(hosts, nodes);
    return zones ?? ofHosts;
}

function zonesOfHosts(hosts: string[], nodes: Node[]): string[] | undefined {
    const zones = nodes.flatMap(({ metadata }) => {
        const { [HOSTNAME]: host = "", [NODE_LABELS.zone]: zone } = metadata?.labels ?? {};
        return hosts.includes(host) && zone !== undefined ? [zone] : [];
    });
    return zones.length === 0 ? undefined : zones;
}

function valuesOf(
    { matchExpressions = [] }: NodeSelectorTerm,
    matches: (key: string) => boolean,
): string[] | undefined {
    return matchExpressions.find(({ key = "", operator }) => operator === "In" && matches(key))
        ?.values;
}
