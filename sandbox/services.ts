import { join } from "node:path";
import { kubeconfigFile } from "./controlPlane";
import { debianEnvironment } from "./debian";
import { writeConfiguration } from "./files";
import type { Daemon } from "./namespaces";
import { sandboxAddress } from "./network";
import { sandboxNodes } from "./nodes";
import { sandboxDir, type SandboxRecord } from "./state";
import { clusterProgram } from "./tools";

/** Resolves names of Services and Pods only: the sandbox has no internet access. */
export function dnsDaemon(record: SandboxRecord): Daemon {
    const file = join(sandboxDir(record.id), "Corefile");
    writeConfiguration(
        file,
        `.:53 {
    bind ${sandboxAddress(record.subnet)}
    errors
    kubernetes cluster.local in-addr.arpa {
        kubeconfig ${kubeconfigFile(record.id)}
    }
}
`,
    );
    return {
        name: "coredns",
        command: clusterProgram("coredns"),
        args: ["-conf", file],
        env: process.env,
    };
}

/** Service IP addresses, for all nodes at once: they share one network namespace. */
export function proxyDaemon(record: SandboxRecord): Daemon {
    const file = join(sandboxDir(record.id), "kube-proxy.json");
    const configuration = {
        apiVersion: "kubeproxy.config.k8s.io/v1alpha1",
        kind: "KubeProxyConfiguration",
        mode: "iptables",
        hostnameOverride: sandboxNodes[0]?.name,
        clientConnection: { kubeconfig: kubeconfigFile(record.id) },
        // Pods share a bridge: without masquerading, replies would bypass NAT.
        iptables: { masqueradeAll: true },
        // Leave the kernel's own table sizes alone.
        conntrack: {
            maxPerCore: 0,
            min: 0,
            tcpEstablishedTimeout: "0s",
            tcpCloseWaitTimeout: "0s",
        },
        healthzBindAddress: "127.0.0.1:10256",
        metricsBindAddress: "127.0.0.1:10249",
    };
    writeConfiguration(file, configuration);
    return {
        name: "kube-proxy",
        command: clusterProgram("kube-proxy"),
        args: [`--config=${file}`],
        env: debianEnvironment(),
    };
}
