import { writeFileSync } from "node:fs";

const CLUSTER = "spark-platform:cluster";

/**
 * Lets a stack find its kube context on a machine without any: the file names a cluster that does
 * not exist, and takes the place of the kubeconfig that the stack file names.
 */
export function pretendKubeconfig(
    config: Record<string, string>,
    file: string,
): Record<string, string> {
    const cluster = JSON.parse(config[CLUSTER] ?? "{}") as Record<string, unknown>;
    const context = typeof cluster["context"] === "string" ? cluster["context"] : "none";
    writeFileSync(file, JSON.stringify(kubeconfigWith(context)));
    if (typeof cluster["kubeconfig"] !== "string") {
        return config;
    }
    return { ...config, [CLUSTER]: JSON.stringify({ ...cluster, kubeconfig: file }) };
}

function kubeconfigWith(context: string): object {
    return {
        apiVersion: "v1",
        kind: "Config",
        "current-context": context,
        contexts: [{ name: context, context: { cluster: "pretended", user: "pretended" } }],
        clusters: [{ name: "pretended", cluster: { server: "https://pretended.invalid" } }],
        users: [{ name: "pretended", user: { token: "pretended" } }],
    };
}
