import type { KubernetesObject } from "@kubernetes/client-node";
import { sleep } from "../../sandbox/shell";

/** A cluster: a context of a kubeconfig file, or of the user's own kubeconfig. */
export interface ClusterRef {
    context: string;
    kubeconfig?: string;
}

/**
 * Connects to a cluster. Its libraries take most of a second to load, so they are loaded only here.
 */
export async function connect({ context, kubeconfig }: ClusterRef) {
    const { findKubeContext } = await import("../../components/cluster/kubeContext");
    const { kubernetesApi } = await import("../../components/kubernetes/api");
    const found = findKubeContext({ context, kubeconfig }, 'Stack "local"');
    return { contents: found.kubeconfig, api: kubernetesApi(found.kubeconfig) };
}

/** The cluster's unique identity: the UID of its first namespace. */
export async function clusterUid(ref: ClusterRef): Promise<string> {
    const { api } = await connect(ref);
    try {
        const found = await api.readNamespace("kube-system");
        return found?.metadata?.uid ?? api.server;
    } catch (error) {
        if ((error as { status?: number }).status === 403) {
            // Without permission to read namespaces, the server's URL serves as its identity.
            return api.server;
        }
        throw new Error(
            `context "${ref.context}" (${api.server}) does not respond: ${reasonOf(error)}`,
            { cause: error },
        );
    }
}

export async function podLog(ref: ClusterRef, namespace: string, pod: string): Promise<string> {
    const { api } = await connect(ref);
    return api.podLog({ namespace, pod, tailLines: 10_000 });
}

/** Namespaces that a stack created, by their labels and annotations. */
export async function namespacesOf(ref: ClusterRef, stack: string): Promise<string[]> {
    const { LIBRARY, MANAGED_BY, OWNER } =
        await import("../../components/kubernetes/namespaceClaim");
    const { unlessForbidden } = await import("../../components/kubernetes/readCluster");
    const { api } = await connect(ref);
    const labelSelector = `${MANAGED_BY}=${LIBRARY}`;
    const namespaces = await unlessForbidden(api.listNamespaces({ labelSelector }), []);
    return namespaces
        .filter(({ metadata }) => metadata?.annotations?.[OWNER] === stack)
        .map(({ metadata }) => metadata?.name ?? "");
}

export interface Release {
    name: string;
    namespace: string;
}

export interface ReleaseRecord {
    secret: string;
    status: string;
    version: number;
    data: string;
}

/** The few API calls that repairing an interrupted run needs. */
export interface RepairApi {
    releaseRecords(release: Release): Promise<ReleaseRecord[]>;
    deleteSecret(namespace: string, name: string): Promise<void>;
    /** Deletes the object if `isOurs` accepts what is found, and waits until it is gone. */
    deleteObject(
        object: KubernetesObject,
        isOurs: (found: KubernetesObject) => boolean,
    ): Promise<void>;
    readObject(object: KubernetesObject): Promise<KubernetesObject | undefined>;
    /** Waits while the object is being deleted. */
    waitWhileDeleted(object: KubernetesObject): Promise<void>;
}

/** A namespace is gone once everything in it is; pods use their grace period. */
const deletionLimitMs = 120_000;

export async function repairApi(ref: ClusterRef): Promise<RepairApi> {
    const { CoreV1Api, KubeConfig, KubernetesObjectApi } = await import("@kubernetes/client-node");
    const config = new KubeConfig();
    config.loadFromString((await connect(ref)).contents);
    const core = config.makeApiClient(CoreV1Api);
    const objects = KubernetesObjectApi.makeApiClient(config);
    const read = (object: KubernetesObject) =>
        unlessMissing(objects.read(object as Parameters<typeof objects.read>[0]));

    return {
        async releaseRecords({ name, namespace }) {
            const labelSelector = `owner=helm,name=${name}`;
            const found = await core.listNamespacedSecret({ namespace, labelSelector });
            return found.items.map((secret) => ({
                secret: secret.metadata?.name ?? "",
                status: secret.metadata?.labels?.status ?? "",
                version: Number(secret.metadata?.labels?.version),
                data: secret.data?.release ?? "",
            }));
        },
        async deleteSecret(namespace, name) {
            await unlessMissing(core.deleteNamespacedSecret({ namespace, name }));
        },
        readObject: read,
        async deleteObject(object, isOurs) {
            const found = await read(object);
            if (found && isOurs(found)) {
                await unlessMissing(objects.delete(object));
                await waitWhile(async () => (await read(object)) !== undefined);
            }
        },
        async waitWhileDeleted(object) {
            const beingDeleted = async () => (await read(object))?.metadata?.deletionTimestamp;
            await waitWhile(async () => (await beingDeleted()) !== undefined);
        },
    };
}

async function waitWhile(condition: () => Promise<boolean>): Promise<void> {
    const deadline = Date.now() + deletionLimitMs;
    while (Date.now() < deadline && (await condition())) {
        await sleep(200);
    }
}

/** Undefined if the cluster does not have the object, or no longer has its kind. */
async function unlessMissing<T>(call: Promise<T>): Promise<T | undefined> {
    try {
        return await call;
    } catch (error) {
        const missing =
            (error as { code?: number }).code === 404 ||
            /Unrecognized API version and kind/.test((error as Error).message);
        if (missing) {
            return undefined;
        }
        throw error;
    }
}

function reasonOf(error: unknown): string {
    const { code, message } = error as NodeJS.ErrnoException;
    return message || code || String(error);
}
