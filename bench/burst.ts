import { LOAD_NAMESPACE, SparkLoad } from "../testkit/sparkLoad";
import { BurstFigures, burstFigures, BurstNode, BurstPod } from "./burstFigures";
import { Burst, jobSize } from "./burstLoad";
import { seconds, untilNone } from "./measuring";
import { Provisioner } from "./provisioners";

export interface Measured extends BurstFigures {
    provisioner: string;
    /** From the first pod's creation until all pods run. */
    startSeconds?: number;
    /** From the deletion of all executors until only nodes with drivers are left. */
    removalSeconds?: number;
}

/** Runs a burst that starts and ends without nodes. */
export async function measure(
    provisioner: Provisioner,
    load: SparkLoad,
    burst: Burst,
    spotDiscount: number,
): Promise<Measured> {
    await provisioner.start(burst);
    const startSeconds = await seconds(async () => {
        const jobs = Array.from({ length: burst.jobs }, (_, index) => `burst-${index + 1}`);
        await Promise.all(jobs.map((job) => load.submit(job, jobSize(burst))));
        await untilNone(
            "pods that do not run",
            () => waitingPods(load),
            () => provisioner.help?.(placelessPods(load)),
        );
    });
    const pods = load.list<BurstPod>("pods", "--namespace", LOAD_NAMESPACE);
    const figures = burstFigures(load.list<BurstNode>("nodes"), pods, spotDiscount);
    endPods(load, "spark-role=executor");
    const removalSeconds = provisioner.removesNodes
        ? await seconds(() => untilNone("nodes without a driver", () => emptyNodes(load)))
        : undefined;
    endPods(load);
    await untilNone("pods", () => podNames(load));
    await provisioner.stop();
    await untilNone("nodes", () => nodeNames(load));
    return {
        ...figures,
        provisioner: provisioner.name,
        startSeconds: provisioner.fixed ? undefined : startSeconds,
        removalSeconds,
    };
}

function emptyNodes(load: SparkLoad): string[] {
    const drivers = load.list<BurstPod>("pods", "--namespace", LOAD_NAMESPACE);
    const used = new Set(drivers.map(({ spec }) => spec.nodeName));
    return nodeNames(load).filter((name) => !used.has(name));
}

function waitingPods(load: SparkLoad): string[] {
    return podNames(load, "--field-selector", "status.phase!=Running");
}

function placelessPods(load: SparkLoad): number {
    return podNames(load, "--field-selector", "spec.nodeName=").length;
}

function podNames(load: SparkLoad, ...options: string[]): string[] {
    return names(load, "pods", "--namespace", LOAD_NAMESPACE, ...options);
}

function nodeNames(load: SparkLoad): string[] {
    return names(load, "nodes");
}

/** Only the names: reading a thousand complete objects would take seconds. */
function names(load: SparkLoad, ...what: string[]): string[] {
    const columns = ["--no-headers", "--output", "custom-columns=:metadata.name"];
    return load
        .kubectl("get", ...what, ...columns)
        .split(/\s+/)
        .filter(Boolean);
}

/** In a single request: deleting them one by one takes a minute. */
function endPods(load: SparkLoad, selector = ""): void {
    const query = `labelSelector=${encodeURIComponent(selector)}`;
    load.kubectl("delete", "--raw", `/api/v1/namespaces/${LOAD_NAMESPACE}/pods?${query}`);
}
