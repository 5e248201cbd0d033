import { join } from "node:path";
import { withLock } from "./cache";
import { removeCgroups } from "./cgroups";
import { addImage, waitForContainerd } from "./containerd";
import { contextName, ensureControlPlane, kubeconfigFile } from "./controlPlane";
import { debianPreparation } from "./debian";
import { ImageSet, imagePreparations, lakehouseArchive } from "./images/lakehouse";
import { operatorBuild } from "./images/layers";
import { objectStoreImage } from "./images/objectStore";
import { imageNames } from "./images/recipe";
import {
    createNamespaces,
    endNamespaces,
    ensureDaemon,
    isAlive,
    type SandboxNamespaces,
} from "./namespaces";
import { freeSubnet, linkToHost, unlinkFromHost } from "./network";
import { fakeNodes, nodeDaemons, sandboxNodes } from "./nodes";
import { waitForNodes } from "./nodesReady";
import { prepare } from "./preparation";
import { dnsDaemon, proxyDaemon } from "./services";
import {
    allRecords,
    NodeKind,
    newRecord,
    readRecord,
    removeState,
    sandboxDir,
    writeRecord,
    type SandboxRecord,
} from "./state";
import { Steps } from "./steps";
import { goPreparation } from "./tools";
import { clusterBuilds } from "./tools/catalogue";
import { buildDir, removeGoCaches } from "./tools/goBuild";

export { ImageSet } from "./images/lakehouse";
export { imageNames } from "./images/recipe";
export { provideObjectStore } from "./objectStore";
export { missingForSandbox } from "./requirements";
export { checkoutId, NodeKind } from "./state";

/** How to use a running sandbox. */
export interface Sandbox {
    id: string;
    context: string;
    /** Path of an administrator's kubeconfig. */
    kubeconfig: string;
    /** What a stack needs to run without a chart repository or a registry. */
    artifacts: {
        charts: { sparkOperator: string };
        images: { spark: string; sparkOperator: string; objectStore?: string };
    };
}

export interface SandboxOptions {
    id: string;
    /** @default real */
    nodes?: NodeKind;
    /**
     * The images on real nodes. A running sandbox gets what it lacks; nothing is removed.
     *
     * @default base
     */
    images?: ImageSet;
}

/** Starts the sandbox, or the parts that do not run. Safe to call again at any time. */
export function sandboxUp({
    id,
    nodes = NodeKind.Real,
    images = ImageSet.Base,
}: SandboxOptions): Promise<Sandbox> {
    return withLock(`sandbox-${id}`, async () => {
        await prepare([
            debianPreparation(),
            ...clusterBuilds.map(goPreparation),
            ...(nodes === NodeKind.Real ? imagePreparations(images) : []),
        ]);
        await removeGoCaches();
        const left = readRecord(id);
        if (left && (left.nodes !== nodes || !left.wasReady)) {
            await remove(left);
        }
        const record = readRecord(id) ?? (await createRecord(id, nodes, images));
        await start(record);
        writeRecord({ ...record, wasReady: true });
        await addImages(record, images);
        return describe(id);
    });
}

/** Adds the lakehouse images to the nodes of a sandbox that was started without them. */
async function addImages(record: SandboxRecord, wanted: ImageSet): Promise<void> {
    const { namespaces, nodes, images = ImageSet.Base } = record;
    if (!namespaces || nodes === NodeKind.Fake || wanted === images || wanted === ImageSet.Base) {
        return;
    }
    await new Steps(1).step("sandbox: adding the lakehouse images", () => {
        for (const { name } of sandboxNodes) {
            addImage(namespaces, name, imageNames.lakehouse, lakehouseArchive());
        }
        return Promise.resolve();
    });
    writeRecord({ ...record, images: wanted, wasReady: true });
}

/** Two sandboxes that start at the same time must not use the same subnet. */
function createRecord(id: string, nodes: NodeKind, images: ImageSet): Promise<SandboxRecord> {
    return withLock("network", () => {
        const taken = allRecords().map(({ subnet }) => subnet);
        const record = { ...newRecord(id, nodes, freeSubnet(taken)), images };
        writeRecord(record);
        return Promise.resolve(record);
    });
}

async function start(record: SandboxRecord): Promise<void> {
    const steps = new Steps(2);
    const namespaces = await steps.step("sandbox: starting the control plane", async () => {
        const running = await ensureNamespaces(record);
        await ensureControlPlane(running, record);
        return running;
    });
    const folder = sandboxDir(record.id);
    if (record.nodes === NodeKind.Fake) {
        fakeNodes(namespaces, record.id);
        await steps.step("sandbox: creating fake nodes", () =>
            waitForNodes(namespaces, record, () => undefined),
        );
        return;
    }
    await steps.step("sandbox: starting four nodes", async () => {
        ensureDaemon(namespaces, folder, dnsDaemon(record));
        const daemons = sandboxNodes.map((_, index) => nodeDaemons(record, index));
        for (const [containerd] of daemons) {
            ensureDaemon(namespaces, folder, containerd);
        }
        for (const { name } of sandboxNodes) {
            await waitForContainerd(namespaces, name);
        }
        // A kubelet may give up on a busy machine, so it is restarted.
        const startKubelets = () =>
            daemons.forEach(([, kubelet]) => ensureDaemon(namespaces, folder, kubelet));
        await waitForNodes(namespaces, record, startKubelets);
        // kube-proxy exits if it starts before its node exists.
        ensureDaemon(namespaces, folder, proxyDaemon(record));
    });
}

async function ensureNamespaces(record: SandboxRecord): Promise<SandboxNamespaces> {
    if (isAlive(record.namespaces)) {
        return record.namespaces;
    }
    const namespaces = await createNamespaces(`sandbox ${record.id}`, sandboxDir(record.id));
    record.namespaces = namespaces;
    writeRecord(record);
    linkToHost(namespaces.initPid, record.subnet);
    return namespaces;
}

/** Stops the sandbox and removes everything except the cache of tools and images. */
export function sandboxDown(id: string): Promise<void> {
    return withLock(`sandbox-${id}`, async () => {
        const record = readRecord(id);
        if (record) {
            await remove(record);
        }
    });
}

async function remove(record: SandboxRecord): Promise<void> {
    if (record.namespaces) {
        await endNamespaces(record.namespaces);
    }
    unlinkFromHost(record.subnet);
    removeCgroups(record.id);
    removeState(record.id);
}

/** The sandbox, if it is running. */
export function sandboxState(id: string): Sandbox | undefined {
    const record = readRecord(id);
    return record?.wasReady && isAlive(record.namespaces) ? describe(id) : undefined;
}

function describe(id: string): Sandbox {
    return {
        id,
        context: contextName(id),
        kubeconfig: kubeconfigFile(id),
        artifacts: {
            charts: { sparkOperator: join(buildDir(operatorBuild), "chart") },
            images: {
                spark: imageNames.spark,
                sparkOperator: imageNames.sparkOperator,
                objectStore: objectStoreImage,
            },
        },
    };
}
