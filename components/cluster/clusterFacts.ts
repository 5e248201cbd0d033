import * as pulumi from "@pulumi/pulumi";
import { canReadClusters } from "../kubernetes/api";
import { kubeconfigForReads } from "../kubernetes/readCluster";
import { nodesOnce } from "../kubernetes/nodeList";
import { Node } from "../kubernetes/objects";
import { ClusterConnection, NODE_LABELS } from "./connection";

/** What the nodes of a cluster say about it. */
export interface ClusterFacts {
    /**
     * Whether pods can be placed by role: a node has the platform's role label, or the cluster has
     * no nodes yet (one scaled to zero gets labelled ones).
     */
    labelled: boolean;
    /** Zones that jobs may use, sorted. */
    zones: string[];
}

const known = new WeakMap<ClusterConnection, pulumi.Output<ClusterFacts>>();

/** Facts about the cluster's nodes, read once per connection and shared by all callers. */
export function clusterFacts(cluster: ClusterConnection): pulumi.Output<ClusterFacts> {
    const facts = known.get(cluster) ?? readFacts(cluster);
    known.set(cluster, facts);
    return facts;
}

/** The facts derived from a list of nodes. */
export function factsOf(nodes: Node[], zones?: string[]): ClusterFacts {
    const labels = nodes.map((node) => node.metadata?.labels ?? {});
    const found = labels.map((label) => label[NODE_LABELS.zone] ?? "").filter(Boolean);
    return {
        labelled: nodes.length === 0 || labels.some((label) => NODE_LABELS.role in label),
        zones: [...(zones ?? new Set(found))].sort(),
    };
}

function readFacts(cluster: ClusterConnection): pulumi.Output<ClusterFacts> {
    const { name, zones } = cluster;
    const kubeconfig = kubeconfigForReads(cluster);
    if (kubeconfig === undefined || !canReadClusters()) {
        return pulumi.output({ labelled: true, zones: zones ?? [] });
    }
    const facts = pulumi.all([kubeconfig, name]).apply(async ([contents, clusterName]) => {
        const found = factsOf(await nodesOnce(kubeconfig, contents, cluster), zones);
        if (!found.labelled) {
            await pulumi.log.warn(
                `No node of cluster "${clusterName}" has the label ${NODE_LABELS.role}: ` +
                    "drivers and executors can run on any node in any zone.",
            );
        }
        return found;
    });
    // Node labels are not secret, although the kubeconfig is.
    return pulumi.unsecret(facts);
}
