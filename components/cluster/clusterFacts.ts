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

/** Looks at the cluster's nodes: once per connection, shared by everybody who asks. */
export function clusterFacts(cluster: ClusterConnection): pulumi.Output<ClusterFacts> {
    const facts = known.get(cluster) ?? lookUp(cluster);
    known.set(cluster, facts);
    return facts;
}

/** The facts that a list of nodes gives. */
export function factsOf(nodes: Node[], zones?: string[]): ClusterFacts {
    const labels = nodes.map((node) => node.metadata?.labels ?? {});
    const found = labels.map((label) => label[NODE_LABELS.zone] ?? "").filter(Boolean);
    return {
        labelled: nodes.length === 0 || labels.some((label) => NODE_LABELS.role in label),
        zones: [...(zones ?? new Set(found))].sort(),
    };
}

function lookUp(cluster: ClusterConnection): pulumi.Output<ClusterFacts> {
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
                    "drivers and executors run on any node, in any zone.",
            );
        }
        return found;
    });
    // Node labels are no secret, although the kubeconfig is.
    return pulumi.unsecret(facts);
}
