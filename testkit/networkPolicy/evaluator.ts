import { Cluster, Connection, Endpoint, isPod, NetworkPolicySpec } from "./objects";
import { isAmongPeers, isAmongPorts } from "./rule";
import { selects } from "./selector";

type Direction = "Ingress" | "Egress";

/**
 * Whether a cluster's policies allow a connection, as documented by Kubernetes: a pod that no
 * policy selects is open, a selected pod may do what any of its policies allows, and both ends must
 * allow the connection.
 *
 * Source: kubernetes.io/docs/concepts/services-networking/network-policies and the field
 * descriptions of networking.k8s.io/v1.
 */
export function isAllowed(cluster: Cluster, connection: Connection): boolean {
    const { from, to } = connection;
    // Connections from the pod itself or its node cannot be blocked.
    if (isSamePod(from, to) || isNodeOf(from, to) || isNodeOf(to, from)) {
        return true;
    }
    return agrees(cluster, connection, "Egress") && agrees(cluster, connection, "Ingress");
}

/** Whether the end of a direction allows it. */
function agrees(cluster: Cluster, connection: Connection, direction: Direction): boolean {
    const { from, to } = connection;
    const [end, other] = direction === "Ingress" ? [to, from] : [from, to];
    const policies = cluster.policies.filter(
        ({ metadata, spec }) =>
            isPod(end) &&
            metadata.namespace === end.namespace &&
            directionsOf(spec).includes(direction) &&
            selects(spec.podSelector, end.labels),
    );
    const isAllowedByOne = policies.some(({ metadata, spec }) =>
        rulesOf(spec, direction).some(
            ({ peers, ports }) =>
                isAmongPeers(cluster, metadata.namespace, peers, other) &&
                isAmongPorts(ports, connection),
        ),
    );
    return policies.length === 0 || isAllowedByOne;
}

/** Without `policyTypes`, a policy applies to ingress, and to egress if it has egress rules. */
function directionsOf({ policyTypes = [], egress = [] }: NetworkPolicySpec): string[] {
    const defaults = egress.length > 0 ? ["Ingress", "Egress"] : ["Ingress"];
    return policyTypes.length > 0 ? policyTypes : defaults;
}

function rulesOf({ ingress = [], egress = [] }: NetworkPolicySpec, direction: Direction) {
    return direction === "Ingress"
        ? ingress.map(({ from, ports }) => ({ peers: from, ports }))
        : egress.map(({ to, ports }) => ({ peers: to, ports }));
}

function isSamePod(a: Endpoint, b: Endpoint): boolean {
    return isPod(a) && isPod(b) && a.namespace === b.namespace && a.name === b.name;
}

function isNodeOf(node: Endpoint, pod: Endpoint): boolean {
    return !isPod(node) && isPod(pod) && pod.nodeIp === node.ip;
}
