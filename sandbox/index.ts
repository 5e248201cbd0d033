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
    /** What a stack needs to run without a chart repository and a registry. */
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
     * What real nodes have. A running sandbox gets what it lacks; nothing is taken away.
     *
     * @default base
     */
    images?: ImageSet;
}

/** Starts the sandbox, or what is missing of it. Safe to call again at any time. */
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

/** Gives the nodes of a sandbox that has run without them the images of the lakehouse. */
async function addImages(record: SandboxRecord, wanted: ImageSet): Promise<void> {
    const { world, nodes, images = ImageSet.Base } = record;
    if (!world || nodes === NodeKind.Fake || wanted === images || wanted === ImageSet.Base) {
        return;
    }
    await new Steps(1).step("sandbox: images of the lakehouse", () => {
        for (const { name } of sandboxNodes) {
            addImage(world, name, imageNames.lakehouse, lakehouseArchive());
        }
        return Promise.resolve();
    });
    writeRecord({ ...record, images: wanted, wasReady: true });
}

/** Two sandboxes that start at once must not take the same addresses. */
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
    const world = await steps.step("sandbox: control plane", async () => {
        const running = await ensureNamespaces(record);
        await ensureControlPlane(running, record);
        return running;
    });
    const folder = sandboxDir(record.id);
    if (record.nodes === NodeKind.Fake) {
        fakeNodes(world, record.id);
        await steps.step("sandbox: pretended nodes", () =>
            waitForNodes(world, record, () => undefined),
        );
        return;
    }
    await steps.step("sandbox: four nodes", async () => {
        ensureDaemon(world, folder, dnsDaemon(record));
        const daemons = sandboxNodes.map((_, index) => nodeDaemons(record, index));
        for (const [containerd] of daemons) {
            ensureDaemon(world, folder, containerd);
        }
        for (const { name } of sandboxNodes) {
            await waitForContainerd(world, name);
        }
        // A kubelet that meets a busy machine may give up: it is started again.
        const startKubelets = () =>
            daemons.forEach(([, kubelet]) => ensureDaemon(world, folder, kubelet));
        await waitForNodes(world, record, startKubelets);
        // It ends when its node appears later than itself.
        ensureDaemon(world, folder, proxyDaemon(record));
    });
}

async function ensureNamespaces(record: SandboxRecord): Promise<SandboxNamespaces> {
    if (isAlive(record.world)) {
        return record.world;
    }
    const world = await createNamespaces(`sandbox ${record.id}`, sandboxDir(record.id));
    record.world = world;
    writeRecord(record);
    linkToHost(world.initPid, record.subnet);
    return world;
}

/** Ends the sandbox and removes everything of it outside the cache of tools and images. */
export function sandboxDown(id: string): Promise<void> {
    return withLock(`sandbox-${id}`, async () => {
        const record = readRecord(id);
        if (record) {
            await remove(record);
        }
    });
}

async function remove(record: SandboxRecord): Promise<void> {
    if (record.world) {
        await endNamespaces(record.world);
    }
    unlinkFromHost(record.subnet);
    removeCgroups(record.id);
    removeState(record.id);
}

/** The sandbox if it runs. */
export function sandboxState(id: string): Sandbox | undefined {
    const record = readRecord(id);
    return record?.wasReady && isAlive(record.world) ? describe(id) : undefined;
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
