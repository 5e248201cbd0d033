import { NODE_LABELS } from "../components/cluster/connection";
import { allocatable, allocatableStorageGib } from "../components/nodes/instanceTypes/allocatable";
import { InstanceType } from "../components/nodes/instanceTypes/instanceTypes";
import { type Sandbox } from "../sandbox";
import { adminApi } from "../testkit/access";
import { kubectlOf } from "../testkit/testSandbox";
import { podSize, podsOf, PodSize } from "./burstLoad";
import { untilNone } from "./measuring";
import { Provisioner } from "./provisioners";

const ROOT_VOLUME_GIB = 100;

/**
 * On-demand nodes of one type, for drivers and executors alike, without the library's labels: a
 * cluster that is not designed for Spark. There are as many as the burst needs, the best case of a
 * fixed group.
 */
export function fixedNodes(sandbox: Sandbox, type: InstanceType, zones: string[]): Provisioner {
    const room = allocatable(type);
    let made = 0;
    const add = async (count: number) => {
        const api = adminApi(sandbox.kubeconfig);
        const nodes = Array.from({ length: count }, () => node(type, zones, made++));
        const answers = await Promise.all(nodes.map((one) => api.post("/api/v1/nodes", one)));
        api.close();
        const refused = answers.find(({ status }) => status !== 201);
        if (refused !== undefined) {
            throw new Error(JSON.stringify(refused.body));
        }
        const taints = ["get", "nodes", "--output", "jsonpath={.items[*].spec.taints[*].key}"];
        await untilNone("taints of nodes that are not ready", () =>
            kubectlOf(sandbox, ...taints)
                .split(" ")
                .filter(Boolean),
        );
    };
    return {
        name: fixedName(type),
        labelled: false,
        removesNodes: false,
        fixed: true,
        start: (burst) => add(nodesNeeded(podsOf(burst), room)),
        help: (waiting) =>
            add(nodesNeeded(Array<PodSize>(waiting).fill(podSize("executor")), room)),
        stop: () => {
            // In a single request: deleting them one by one takes a minute.
            kubectlOf(sandbox, "delete", "--raw", "/api/v1/nodes");
            made = 0;
            return Promise.resolve();
        },
    };
}

export function fixedName({ name }: InstanceType): string {
    return `${name} only`;
}

/** First fit, the largest pods first. */
export function nodesNeeded(pods: PodSize[], { cpuMillis, memoryMib }: PodSize): number {
    const free: PodSize[] = [];
    for (const pod of [...pods].sort((a, b) => b.cpuMillis - a.cpuMillis)) {
        let room = free.find((one) => fits(pod, one));
        if (room === undefined) {
            room = { cpuMillis, memoryMib };
            if (!fits(pod, room)) {
                throw new Error(
                    `a pod of ${pod.cpuMillis}m CPU, ${pod.memoryMib} MiB does not fit on any node`,
                );
            }
            free.push(room);
        }
        room.cpuMillis -= pod.cpuMillis;
        room.memoryMib -= pod.memoryMib;
    }
    return free.length;
}

function fits(pod: PodSize, room: PodSize): boolean {
    return pod.cpuMillis <= room.cpuMillis && pod.memoryMib <= room.memoryMib;
}

function node(type: InstanceType, zones: string[], index: number): object {
    const { cpuMillis, memoryMib, pods } = allocatable(type);
    const name = `fixed-${index + 1}`;
    const resources = {
        cpu: `${cpuMillis}m`,
        memory: `${memoryMib}Mi`,
        "ephemeral-storage": `${allocatableStorageGib(ROOT_VOLUME_GIB)}Gi`,
        pods: String(pods),
    };
    return {
        apiVersion: "v1",
        kind: "Node",
        metadata: {
            name,
            labels: {
                "kubernetes.io/hostname": name,
                "kubernetes.io/arch": type.arch,
                "kubernetes.io/os": "linux",
                "node.kubernetes.io/instance-type": type.name,
                [NODE_LABELS.zone]: zones[index % zones.length],
            },
            annotations: { "kwok.x-k8s.io/node": "fake" },
        },
        status: { allocatable: resources, capacity: resources },
    };
}
