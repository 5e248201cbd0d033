/** The few parts of Kubernetes objects that the library reads; all of them may be absent. */
export interface ObjectMeta {
    name?: string;
    namespace?: string;
    uid?: string;
    generation?: number;
    creationTimestamp?: string;
    deletionTimestamp?: string;
    labels?: Record<string, string>;
    annotations?: Record<string, string>;
    finalizers?: string[];
    ownerReferences?: { uid?: string }[];
}

export interface Node {
    metadata?: ObjectMeta;
    spec?: { taints?: Taint[] };
    status?: {
        nodeInfo?: { kubeletVersion?: string };
        /** What pods may request, by resource. */
        allocatable?: Record<string, string>;
    };
}

/** Keeps pods that do not tolerate it off a node. */
export interface Taint {
    key?: string;
    value?: string;
    effect?: string;
}

export interface PersistentVolumeClaim {
    metadata?: ObjectMeta;
    /** `volumeName` is set once the claim is bound. */
    spec?: { volumeName?: string };
}

export interface PersistentVolume {
    metadata?: ObjectMeta;
    spec?: { nodeAffinity?: { required?: { nodeSelectorTerms?: NodeSelectorTerm[] } } };
}

/** Nodes must match all expressions. */
export interface NodeSelectorTerm {
    matchExpressions?: { key?: string; operator?: string; values?: string[] }[];
}

export interface Namespace {
    metadata?: ObjectMeta;
    /** While it is being deleted: what is left, and why. */
    status?: { conditions?: { type?: string; status?: string; message?: string }[] };
}

export interface PriorityClass {
    metadata?: ObjectMeta;
    value?: number;
    preemptionPolicy?: string;
    description?: string;
}

export interface StorageClass {
    metadata?: ObjectMeta;
}

export interface CustomResourceDefinition {
    metadata?: ObjectMeta;
}

export interface ContainerStatus {
    name?: string;
    ready?: boolean;
    restartCount?: number;
    state?: {
        waiting?: { reason?: string; message?: string };
        terminated?: { exitCode?: number; reason?: string; message?: string };
    };
}

export interface Pod {
    metadata?: ObjectMeta;
    spec?: { nodeName?: string; schedulerName?: string };
    status?: {
        phase?: string;
        reason?: string;
        conditions?: { type?: string; status?: string; reason?: string; message?: string }[];
        initContainerStatuses?: ContainerStatus[];
        containerStatuses?: ContainerStatus[];
    };
}

export interface Event {
    type?: string;
    reason?: string;
    message?: string;
    count?: number;
    involvedObject?: { kind?: string; name?: string };
    lastTimestamp?: string;
    eventTime?: string;
}

export interface ResourceQuota {
    metadata?: ObjectMeta;
    status?: { hard?: Record<string, string>; used?: Record<string, string> };
}

export interface Deployment {
    metadata?: ObjectMeta;
    spec?: { replicas?: number };
    status?: {
        observedGeneration?: number;
        replicas?: number;
        updatedReplicas?: number;
        availableReplicas?: number;
    };
}

export interface RoleBinding {
    metadata?: ObjectMeta;
    subjects?: { kind?: string; name?: string; namespace?: string }[];
}

export interface DaemonSet {
    metadata?: ObjectMeta;
    spec?: { template?: { spec?: { containers?: { image?: string; args?: string[] }[] } } };
}

/** A custom resource; its kind defines the contents. */
export interface CustomObject {
    apiVersion?: string;
    kind?: string;
    metadata?: ObjectMeta;
    spec?: Record<string, unknown>;
    status?: Record<string, unknown>;
}
