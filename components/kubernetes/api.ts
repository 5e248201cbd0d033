import * as pulumi from "@pulumi/pulumi";
import { kubernetesHttp } from "./http";
import { LOG_BYTES, logEnd } from "./logEnd";
import {
    CustomObject,
    CustomResourceDefinition,
    DaemonSet,
    Deployment,
    Event,
    Namespace,
    Node,
    ObjectMeta,
    PersistentVolume,
    PersistentVolumeClaim,
    Pod,
    PriorityClass,
    StorageClass,
    ResourceQuota,
    RoleBinding,
} from "./objects";

export interface KindRef {
    /** Empty for Kubernetes' core kinds. */
    group: string;
    version: string;
    plural: string;
}

interface CustomObjectRef extends KindRef {
    namespace: string;
    name: string;
}

interface LogRef {
    namespace: string;
    pod: string;
    container?: string;
    /** Fewer if they are longer than {@link LOG_BYTES}. */
    tailLines: number;
}

/** What the library reads from a cluster. A missing object is `undefined`. */
export interface KubernetesApi {
    /** URL of the API server. */
    server: string;
    /** Succeeds once the server is up and accepts the credentials. */
    readVersion: () => Promise<unknown>;
    listNodes: () => Promise<Node[]>;
    readNamespace: (name: string) => Promise<Namespace | undefined>;
    /** @param name e.g. `sparkapplications.sparkoperator.k8s.io` */
    readCrd: (name: string) => Promise<CustomResourceDefinition | undefined>;
    readCustomObject: (ref: CustomObjectRef) => Promise<CustomObject | undefined>;
    /** Empty if the cluster does not have the kind. */
    listCustomObjects: (ref: Omit<CustomObjectRef, "name">) => Promise<CustomObject[]>;
    readDeployment: (ref: { namespace: string; name: string }) => Promise<Deployment | undefined>;
    readRoleBinding: (ref: { namespace: string; name: string }) => Promise<RoleBinding | undefined>;
    /** In all namespaces. */
    listDeployments: (query: { labelSelector: string }) => Promise<Deployment[]>;
    /** In all namespaces. */
    listDaemonSets: () => Promise<DaemonSet[]>;
    listPods: (query: { namespace: string; labelSelector?: string }) => Promise<Pod[]>;
    /** Oldest first. */
    listEvents: (query: { namespace: string; involvedName?: string }) => Promise<Event[]>;
    listNamespaces: (query: { labelSelector: string }) => Promise<Namespace[]>;
    listPriorityClasses: () => Promise<PriorityClass[]>;
    listStorageClasses: () => Promise<StorageClass[]>;
    readClaim: (ref: {
        namespace: string;
        name: string;
    }) => Promise<PersistentVolumeClaim | undefined>;
    readVolume: (name: string) => Promise<PersistentVolume | undefined>;
    /** Metadata of all objects of a kind, no matter how large they are. */
    listMetadata: (kind: KindRef, namespace: string) => Promise<ObjectMeta[]>;
    /** The number of objects of a kind, without reading them. */
    countObjects: (kind: KindRef, namespace: string) => Promise<number>;
    listResourceQuotas: (namespace: string) => Promise<ResourceQuota[]>;
    /** The end of a log, never more than {@link LOG_BYTES}; empty if there is none (yet). */
    podLog: (ref: LogRef) => Promise<string>;
    /** Checks whether an object could be created, including admission webhooks; creates nothing. */
    dryRunCreate: (ref: CustomObjectRef, object: CustomObject) => Promise<void>;
    /**
     * Creates and deletes an empty ConfigMap, which makes Kubernetes count the namespace's objects again.
     * With {@link deletePod}, the only change that the library makes without the engine.
     */
    recount: (namespace: string) => Promise<void>;
    /** Does nothing if the pod is already gone. */
    deletePod: (ref: { namespace: string; name: string }) => Promise<void>;
}

interface HasMetadata {
    metadata?: ObjectMeta;
}

/** The first page of a long list. */
interface Page {
    items?: unknown[];
    metadata?: { remainingItemCount?: number };
}

const METADATA_ONLY = "application/json;as=PartialObjectMetadataList;g=meta.k8s.io;v=v1";

/**
 * Whether clusters can be read: not under `pulumi.runtime.setMocks`, where no engine runs and kubeconfigs
 * are fake.
 */
export function canReadClusters(): boolean {
    return pulumi.runtime.getEngine() !== undefined;
}

/** Whether this run changes the cluster, and so has something to wait for. */
export function isRealUpdate(): boolean {
    return canReadClusters() && !pulumi.runtime.isDryRun();
}

/** The API of the cluster in the kubeconfig's current context. */
export function kubernetesApi(kubeconfig: string): KubernetesApi {
    const { server, get, getStart, post, delete: remove } = kubernetesHttp(kubeconfig);
    const read = async <T>(path: string): Promise<T | undefined> => {
        const body = await get(path);
        return body === undefined ? undefined : (JSON.parse(body) as T);
    };
    const list = async <T>(path: string): Promise<T[]> =>
        (await read<{ items?: T[] }>(path))?.items ?? [];
    const core = (namespace: string) => `/api/v1/namespaces/${namespace}`;

    return {
        server,
        readVersion: () => read("/version"),
        listNodes: () => list("/api/v1/nodes"),
        readNamespace: (name) => read(core(name)),
        readCrd: (name) => read(`/apis/apiextensions.k8s.io/v1/customresourcedefinitions/${name}`),
        readCustomObject: (ref) => read(`${custom(ref)}/${ref.name}`),
        listCustomObjects: (ref) => list(custom(ref)),
        readRoleBinding: ({ namespace, name }) =>
            read(`/apis/rbac.authorization.k8s.io/v1/namespaces/${namespace}/rolebindings/${name}`),
        readDeployment: ({ namespace, name }) =>
            read(`/apis/apps/v1/namespaces/${namespace}/deployments/${name}`),
        listDeployments: ({ labelSelector }) =>
            list(`/apis/apps/v1/deployments${query({ labelSelector })}`),
        listDaemonSets: () => list("/apis/apps/v1/daemonsets"),
        listPods: ({ namespace, labelSelector }) =>
            list(`${core(namespace)}/pods${query({ labelSelector })}`),
        listEvents: async ({ namespace, involvedName }) => {
            const fieldSelector = involvedName && `involvedObject.name=${involvedName}`;
            const events = await list<Event>(
                `${core(namespace)}/events${query({ fieldSelector })}`,
            );
            return events.sort((a, b) => timeOf(a).localeCompare(timeOf(b)));
        },
        listNamespaces: ({ labelSelector }) =>
            list(`/api/v1/namespaces${query({ labelSelector })}`),
        listPriorityClasses: () => list("/apis/scheduling.k8s.io/v1/priorityclasses"),
        listStorageClasses: () => list("/apis/storage.k8s.io/v1/storageclasses"),
        readClaim: ({ namespace, name }) =>
            read(`${core(namespace)}/persistentvolumeclaims/${name}`),
        readVolume: (name) => read(`/api/v1/persistentvolumes/${name}`),
        listMetadata: async (kind, namespace) => {
            const body = await get(ofKind(kind, namespace), [404], METADATA_ONLY);
            const { items } = JSON.parse(body ?? "{}") as { items?: HasMetadata[] | null };
            // An empty list in this format has null for its items.
            return (items ?? []).map(({ metadata = {} }) => metadata);
        },
        countObjects: async (kind, namespace) => {
            const path = `${ofKind(kind, namespace)}${query({ limit: "1" })}`;
            const { items = [], metadata } = (await read<Page>(path)) ?? {};
            return items.length + (metadata?.remainingItemCount ?? 0);
        },
        listResourceQuotas: (namespace) => list(`${core(namespace)}/resourcequotas`),
        podLog: ({ namespace, pod, container, tailLines }) =>
            logEnd(tailLines, async (lines) => {
                const limits = { tailLines: String(lines), limitBytes: String(LOG_BYTES) };
                const path = `${core(namespace)}/pods/${pod}/log${query({ container, ...limits })}`;
                // The server answers "bad request" for a container that has not started.
                return (await getStart(path, [400, 404], LOG_BYTES)) ?? "";
            }),
        dryRunCreate: async (ref, object) => {
            await post(`${custom(ref)}?dryRun=All`, object);
        },
        recount: async (namespace) => {
            const path = `${core(namespace)}/configmaps`;
            const metadata = { generateName: "spark-platform-recount-" };
            const body = await post(path, { apiVersion: "v1", kind: "ConfigMap", metadata });
            const made = JSON.parse(body ?? "{}") as HasMetadata;
            await remove(`${path}/${made.metadata?.name}`);
        },
        deletePod: async ({ namespace, name }) => {
            await remove(`${core(namespace)}/pods/${name}`);
        },
    };
}

function custom(ref: Omit<CustomObjectRef, "name">): string {
    return ofKind(ref, ref.namespace);
}

function ofKind({ group, version, plural }: KindRef, namespace: string): string {
    const api = group === "" ? `/api/${version}` : `/apis/${group}/${version}`;
    return `${api}/namespaces/${namespace}/${plural}`;
}

function query(parameters: Record<string, string | undefined>): string {
    const given = Object.entries(parameters).filter(([, value]) => value);
    const parts = given.map(([key, value]) => `${key}=${encodeURIComponent(value ?? "")}`);
    return parts.length === 0 ? "" : `?${parts.join("&")}`;
}

function timeOf(event: Event): string {
    return event.lastTimestamp ?? event.eventTime ?? "";
}
