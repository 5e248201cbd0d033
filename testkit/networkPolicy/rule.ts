import { BlockList, isIPv6 } from "node:net";
import { Cluster, Connection, Endpoint, IpBlock, isPod, PolicyPeer, PolicyPort } from "./objects";
import { selects } from "./selector";

/** Whether an endpoint is one of a rule's peers; a rule without peers matches everything. */
export function isAmongPeers(
    cluster: Cluster,
    policyNamespace: string,
    peers: PolicyPeer[] = [],
    endpoint: Endpoint,
): boolean {
    const matches = peers.map((peer) => isPeer(cluster, policyNamespace, peer, endpoint));
    return matches.length === 0 || matches.includes(true);
}

function isPeer(
    cluster: Cluster,
    policyNamespace: string,
    { podSelector, namespaceSelector, ipBlock }: PolicyPeer,
    endpoint: Endpoint,
): boolean {
    const hasSelector = podSelector !== undefined || namespaceSelector !== undefined;
    if (hasSelector === (ipBlock !== undefined)) {
        throw new Error("a peer has either selectors or an ipBlock");
    }
    if (ipBlock !== undefined) {
        return endpoint.ip !== undefined && isInBlock(ipBlock, endpoint.ip);
    }
    if (!isPod(endpoint)) {
        return false;
    }
    const isInNamespace =
        namespaceSelector === undefined
            ? endpoint.namespace === policyNamespace
            : selects(namespaceSelector, namespaceLabels(cluster, endpoint.namespace));
    return isInNamespace && selects(podSelector ?? {}, endpoint.labels);
}

function namespaceLabels({ namespaces }: Cluster, name: string) {
    const labels = namespaces[name];
    if (labels === undefined) {
        throw new Error(`no namespace ${name}`);
    }
    // The API server sets this label itself.
    return { ...labels, "kubernetes.io/metadata.name": name };
}

function isInBlock({ cidr, except = [] }: IpBlock, ip: string): boolean {
    return isInRange(cidr, ip) && !except.some((range) => isInRange(range, ip));
}

function isInRange(cidr: string, ip: string): boolean {
    const [network = "", bits] = cidr.split("/");
    const range = new BlockList();
    range.addSubnet(network, Number(bits), familyOf(network));
    return range.check(ip, familyOf(ip));
}

function familyOf(ip: string): "ipv4" | "ipv6" {
    return isIPv6(ip) ? "ipv6" : "ipv4";
}

/** Whether a connection goes to one of a rule's ports; a rule without ports matches all. */
export function isAmongPorts(ports: PolicyPort[] = [], connection: Connection): boolean {
    const matches = ports.map((port) => isPort(port, connection));
    return matches.length === 0 || matches.includes(true);
}

function isPort({ protocol = "TCP", port, endPort }: PolicyPort, connection: Connection): boolean {
    const { to, port: reached, protocol: reachedProtocol = "TCP" } = connection;
    if (endPort !== undefined && (typeof port !== "number" || endPort < port)) {
        throw new Error(`a range of ports from ${port} to ${endPort}`);
    }
    if (protocol !== reachedProtocol) {
        return false;
    }
    if (typeof port === "string") {
        const containerPorts = isPod(to) ? (to.ports ?? []) : [];
        return containerPorts.some(
            (named) =>
                named.name === port &&
                named.containerPort === reached &&
                (named.protocol ?? "TCP") === protocol,
        );
    }
    return port === undefined || (reached >= port && reached <= (endPort ?? port));
}
