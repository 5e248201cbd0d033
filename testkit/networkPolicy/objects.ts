/** The fields of Kubernetes objects that decide who may reach whom. */
export type Labels = Readonly<Record<string, string>>;

export interface LabelRequirement {
    key: string;
    operator: string;
    values?: string[];
}

export interface LabelSelector {
    matchLabels?: Labels;
    matchExpressions?: LabelRequirement[];
}

export interface IpBlock {
    cidr: string;
    except?: string[];
}

export interface PolicyPeer {
    podSelector?: LabelSelector;
    namespaceSelector?: LabelSelector;
    ipBlock?: IpBlock;
}

export interface PolicyPort {
    protocol?: string;
    /** A number, or the name of a container port of the target pod. */
    port?: number | string;
    endPort?: number;
}

export interface NetworkPolicySpec {
    podSelector: LabelSelector;
    policyTypes?: string[];
    ingress?: { from?: PolicyPeer[]; ports?: PolicyPort[] }[];
    egress?: { to?: PolicyPeer[]; ports?: PolicyPort[] }[];
}

/** A NetworkPolicy of networking.k8s.io/v1. */
export interface NetworkPolicy {
    metadata: { name: string; namespace: string };
    spec: NetworkPolicySpec;
}

interface ContainerPort {
    name: string;
    containerPort: number;
    protocol?: string;
}

export interface Pod {
    name: string;
    namespace: string;
    labels: Labels;
    ip?: string;
    /** IP address of the node that the pod runs on. */
    nodeIp?: string;
    ports?: ContainerPort[];
}

/** One end of a connection: a pod, or an IP address outside the pod network. */
export type Endpoint = Pod | { ip: string };

export interface Connection {
    from: Endpoint;
    to: Endpoint;
    /** The target port. */
    port: number;
    /** @default TCP */
    protocol?: string;
}

export interface Cluster {
    /** Labels of all namespaces, by name. */
    namespaces: Readonly<Record<string, Labels>>;
    policies: readonly NetworkPolicy[];
}

export function isPod(endpoint: Endpoint): endpoint is Pod {
    return "namespace" in endpoint;
}
