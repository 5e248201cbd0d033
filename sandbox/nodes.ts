import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { createNodeCgroup, nodeCgroup } from "./cgroups";
import { containerdDaemon, containerdSocket, copyImageStore } from "./containerd";
import { certificates, kubeconfigFile, kubectl } from "./controlPlane";
import { debianEnvironment } from "./debian";
import { writeConfiguration } from "./files";
import { ImageSet, imageStore } from "./images/lakehouse";
import { shortFolder, type Daemon, type SandboxNamespaces } from "./namespaces";
import { sandboxAddress } from "./network";
import { sandboxDir, type SandboxRecord } from "./state";
import { clusterProgram } from "./tools";

export interface SandboxNode {
    name: string;
    labels: Record<string, string>;
}

/** Two zones, each with an on-demand node for drivers and a spot node for executors. */
export const sandboxNodes: SandboxNode[] = ["a", "b"].flatMap((zone) => [
    node(zone, "on-demand", "driver"),
    node(zone, "spot", "executor"),
]);

function node(zone: string, capacity: string, role: string): SandboxNode {
    return {
        name: `${zone}-${capacity}`,
        labels: {
            "topology.kubernetes.io/zone": zone,
            "spark-platform.dev/capacity": capacity,
            "spark-platform.dev/role": role,
        },
    };
}

const podNetwork = "10.244.0.0/16";

/** The daemons of one node, in starting order. */
export function nodeDaemons(
    record: SandboxRecord,
    index: number,
): [containerd: Daemon, kubelet: Daemon] {
    const { name, labels } = sandboxNodes[index] as SandboxNode;
    const folder = join(sandboxDir(record.id), "nodes", name);
    const images = join(folder, "images");
    mkdirSync(folder, { recursive: true });
    if (!existsSync(join(folder, "images-copied"))) {
        copyImageStore(imageStore(record.images ?? ImageSet.Base), images);
        writeFileSync(join(folder, "images-copied"), "");
    }
    writeCni(join(folder, "cni"));
    createNodeCgroup(record.id, name);
    const config = join(folder, "kubelet.json");
    writeConfiguration(config, kubeletConfiguration(record, index));
    const kubelet = {
        name: `${name}-kubelet`,
        command: clusterProgram("kubelet"),
        args: [
            `--config=${config}`,
            `--kubeconfig=${kubeconfigFile(record.id)}`,
            `--hostname-override=${name}`,
            `--node-ip=${sandboxAddress(record.subnet)}`,
            `--root-dir=${join(shortFolder, "nodes", name, "kubelet")}`,
            `--node-labels=${Object.entries(labels)
                .map(([key, value]) => `${key}=${value}`)
                .join(",")}`,
        ],
        env: debianEnvironment(),
    };
    return [containerdDaemon({ name, root: images, folder }), kubelet];
}

/** All nodes share one bridge and one IP address pool. */
function writeCni(folder: string): void {
    const network = {
        cniVersion: "0.4.0",
        name: "sandbox",
        plugins: [
            {
                type: "bridge",
                bridge: "cni0",
                isGateway: true,
                hairpinMode: true,
                ipam: {
                    type: "host-local",
                    dataDir: "/run/cni-addresses",
                    ranges: [[{ subnet: podNetwork }]],
                    routes: [{ dst: "0.0.0.0/0" }],
                },
            },
        ],
    };
    writeConfiguration(join(folder, "10-sandbox.conflist"), network);
}

function kubeletConfiguration(record: SandboxRecord, index: number): object {
    const { name } = sandboxNodes[index] as SandboxNode;
    const folder = join(sandboxDir(record.id), "nodes", name);
    const { ca, cert, key } = certificates(record.id);
    return {
        apiVersion: "kubelet.config.k8s.io/v1beta1",
        kind: "KubeletConfiguration",
        // Pods can reach this port: the API server authorizes requests and verifies the kubelet.
        authentication: {
            anonymous: { enabled: false },
            webhook: { enabled: true },
            x509: { clientCAFile: ca },
        },
        authorization: { mode: "Webhook" },
        tlsCertFile: cert,
        tlsPrivateKeyFile: key,
        failCgroupV1: false,
        cgroupDriver: "cgroupfs",
        cgroupRoot: nodeCgroup(record.id, name),
        containerRuntimeEndpoint: `unix://${containerdSocket(name)}`,
        clusterDNS: [sandboxAddress(record.subnet)],
        clusterDomain: "cluster.local",
        resolvConf: "",
        port: 10250 + index,
        healthzPort: 10260 + index,
        readOnlyPort: 0,
        // With a shared folder, each kubelet would delete the other nodes' logs.
        podLogsDir: `/var/log/pods-${name}`,
        volumePluginDir: join(folder, "volume-plugins"),
        failSwapOn: false,
        // The disk is the user's: if it is full, the sandbox must not delete images or evict pods.
        imageGCHighThresholdPercent: 100,
        imageGCLowThresholdPercent: 99,
        evictionHard: {
            "memory.available": "100Mi",
            "nodefs.available": "0%",
            "nodefs.inodesFree": "0%",
            "imagefs.available": "0%",
        },
    };
}

/** The same nodes without kubelets: kwok simulates them, and their pods only appear to run. */
export function fakeNodes(namespaces: SandboxNamespaces, id: string): void {
    const nodes = sandboxNodes.map(({ name, labels }) => ({
        apiVersion: "v1",
        kind: "Node",
        metadata: {
            name,
            labels: { ...labels, "kubernetes.io/hostname": name },
            annotations: { "kwok.x-k8s.io/node": "fake" },
        },
    }));
    const file = join(sandboxDir(id), "fake-nodes.json");
    writeConfiguration(file, { apiVersion: "v1", kind: "List", items: nodes });
    kubectl(namespaces, id, "apply", "--filename", file);
}
