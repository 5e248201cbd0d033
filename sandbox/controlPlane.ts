import { chmodSync, existsSync, mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { writeConfiguration } from "./files";
import { runInside, succeedsInside, type SandboxNamespaces } from "./namespaces";
import { sandboxAddress } from "./network";
import { sleep, UserError } from "./shell";
import { NodeKind, sandboxDir, type SandboxRecord } from "./state";
import { clusterProgram } from "./tools";

const apiServerPort = 6443;
/**
 * The first IP address of kwokctl's service network: in-cluster clients reach the API server there.
 */
const apiServerService = "10.0.0.1";
const clusterName = "spark-platform";

function clusterDir(id: string): string {
    return join(sandboxDir(id), "kwok", "clusters", clusterName);
}

/** The cluster's CA, and the one certificate that kwokctl creates for servers and clients. */
export function certificates(id: string): { ca: string; cert: string; key: string } {
    const pki = join(clusterDir(id), "pki");
    return {
        ca: join(pki, "ca.crt"),
        cert: join(pki, "admin.crt"),
        key: join(pki, "admin.key"),
    };
}

function kwokEnvironment(id: string): NodeJS.ProcessEnv {
    const workdir = join(sandboxDir(id), "kwok");
    // It contains keys and all Secrets of the cluster.
    mkdirSync(workdir, { recursive: true, mode: 0o700 });
    return { ...process.env, HOME: workdir, KWOK_WORKDIR: workdir };
}

function kwokctl(namespaces: SandboxNamespaces, id: string, ...args: string[]): void {
    const all = ["--name", clusterName, ...args];
    runInside(namespaces, clusterProgram("kwokctl"), all, kwokEnvironment(id), 120_000);
}

/**
 * etcd, API server, controller manager, scheduler and kwok: created on first use, restarted
 * afterwards.
 */
export async function ensureControlPlane(
    namespaces: SandboxNamespaces,
    record: SandboxRecord,
): Promise<void> {
    const folder = clusterDir(record.id);
    if (!existsSync(join(folder, "kwok.yaml"))) {
        kwokctl(namespaces, record.id, "create", "cluster", ...createArguments(record));
        closeKeys(record.id);
    } else if (settings(record) !== readFileSync(settingsFile(record.id), "utf8")) {
        throw new UserError(
            `The control plane of sandbox ${record.id} was created with different settings by ` +
                "another version of this project. Remove the sandbox (make down, or sandbox/cli.ts down " +
                `--id ${record.id}) and start it again`,
        );
    } else if (!runs(namespaces, folder) || !isReady(namespaces, record)) {
        kwokctl(namespaces, record.id, "start", "cluster");
    }
    writeKubeconfig(record);
    for (let attempt = 0; attempt < 150; attempt++) {
        if (runs(namespaces, folder) && isReady(namespaces, record)) {
            return;
        }
        await sleep(200);
    }
    throw new UserError(`The API server did not become ready; see ${join(folder, "logs")}`);
}

/** Whether every program runs: an API server on its own starts and removes nothing. */
function runs(namespaces: SandboxNamespaces, folder: string): boolean {
    const script = `for file in ${join(folder, "pids")}/*.pid; do kill -0 $(cat $file) || exit 1; done`;
    return succeedsInside(namespaces, "sh", ["-c", script]);
}

/** Restricts the keys: kwokctl relies on the mode of its folder. */
function closeKeys(id: string): void {
    const folder = clusterDir(id);
    for (const file of ["pki/ca.key", "pki/admin.key", "kubeconfig.yaml"]) {
        chmodSync(join(folder, file), 0o600);
    }
}

function createArguments(record: SandboxRecord): string[] {
    writeConfiguration(settingsFile(record.id), settings(record));
    const binaries = [
        "etcd",
        "kube-apiserver",
        "kube-controller-manager",
        "kube-scheduler",
    ].flatMap((name) => [`--${name}-binary`, clusterProgram(name)]);
    return [
        ...["--runtime", "binary", "--config", settingsFile(record.id)],
        ...["--kube-apiserver-port", String(apiServerPort)],
        // With leases, kwok skips pods that are created before it sees its own lease of their node,
        // and they stay Pending (`readOnly` in its pod controller). Without leases, heartbeats go
        // to the node's status.
        ...["--node-lease-duration-seconds", "0"],
        ...["--kubeconfig", join(sandboxDir(record.id), "kwok", "kubeconfig")],
        ...binaries,
        ...["--kwok-controller-binary", clusterProgram("kwok")],
    ];
}

function settingsFile(id: string): string {
    return join(sandboxDir(id), "kwokctl.json");
}

function settings(record: SandboxRecord): string {
    return `${JSON.stringify(configuration(record), null, 2)}\n`;
}

function configuration(record: SandboxRecord): object {
    const address = sandboxAddress(record.subnet);
    const { ca, cert, key } = certificates(record.id);
    const patch = (name: string, extraArgs: Record<string, string>) => ({
        name,
        extraArgs: Object.entries(extraArgs).map(([key, value]) => ({ key, value })),
    });
    // There is only one of each. With leader election they exit when the API server is away for 10
    // s.
    const alone = { "leader-elect": "false" };
    // Real kubelets manage the real nodes; kwok manages only nodes with this annotation.
    const fakeNodesOnly = {
        "manage-all-nodes": "false",
        "manage-nodes-with-annotation-selector": "kwok.x-k8s.io/node=fake",
    };
    return {
        kind: "KwokctlConfiguration",
        apiVersion: "config.kwok.x-k8s.io/v1alpha1",
        options: {
            // Access to etcd means full control of the cluster, and pods can reach every other
            // IP.
            bindAddress: "127.0.0.1",
            kubeApiserverCertSANs: [apiServerService, address],
        },
        componentsPatches: [
            patch("kube-apiserver", {
                "allow-privileged": "true",
                "bind-address": "0.0.0.0",
                "advertise-address": address,
                "kubelet-client-certificate": cert,
                "kubelet-client-key": key,
                "kubelet-certificate-authority": ca,
                // No DNS server resolves the nodes' names.
                "kubelet-preferred-address-types": "InternalIP",
            }),
            patch("kube-controller-manager", alone),
            patch("kube-scheduler", alone),
            ...(record.nodes === NodeKind.Real ? [patch("kwok-controller", fakeNodesOnly)] : []),
        ],
    };
}

function isReady(namespaces: SandboxNamespaces, record: SandboxRecord): boolean {
    try {
        kubectl(namespaces, record.id, "get", "--raw", "/readyz");
        return true;
    } catch {
        return false;
    }
}

export function kubeconfigFile(id: string): string {
    return join(sandboxDir(id), "kubeconfig");
}

export function contextName(id: string): string {
    return `sandbox-${id}`;
}

/**
 * An administrator's kubeconfig for the host: with embedded certificates and the sandbox's end of
 * the link.
 */
function writeKubeconfig(record: SandboxRecord): void {
    const { ca, cert, key } = certificates(record.id);
    const base64 = (file: string) => readFileSync(file).toString("base64");
    const name = contextName(record.id);
    const server = `https://${sandboxAddress(record.subnet)}:${apiServerPort}`;
    const kubeconfig = {
        apiVersion: "v1",
        kind: "Config",
        "current-context": name,
        clusters: [{ name, cluster: { server, "certificate-authority-data": base64(ca) } }],
        contexts: [{ name, context: { cluster: name, user: name } }],
        users: [
            {
                name,
                user: {
                    "client-certificate-data": base64(cert),
                    "client-key-data": base64(key),
                },
            },
        ],
    };
    writeConfiguration(kubeconfigFile(record.id), kubeconfig, 0o600);
}

export function kubectl(namespaces: SandboxNamespaces, id: string, ...args: string[]): string {
    const cache = join(sandboxDir(id), "kubectl-cache");
    const all = ["--kubeconfig", kubeconfigFile(id), "--cache-dir", cache, ...args];
    return runInside(namespaces, clusterProgram("kubectl"), all, process.env, 30_000);
}
