import { writeFileSync } from "node:fs";
import { isMap } from "./configuration";
import { SECRET } from "./resources";

const CLUSTER = "spark-platform:cluster";

/**
 * Lets a stack find its kube context on a machine without one: the file describes a cluster that
 * does not exist, and replaces the kubeconfig in the stack file.
 */
export function fakeKubeconfig(
    config: Record<string, string>,
    file: string,
): Record<string, string> {
    const cluster = mapIn(config[CLUSTER]);
    const context = typeof cluster["context"] === "string" ? cluster["context"] : "none";
    const contents = JSON.stringify(kubeconfigWith(context));
    writeFileSync(file, contents);
    if (typeof cluster["kubeconfig"] !== "string") {
        return config;
    }
    // A secret kubeconfig always holds the contents.
    const kubeconfig = cluster["kubeconfig"] === SECRET ? contents : file;
    return { ...config, [CLUSTER]: JSON.stringify({ ...cluster, kubeconfig }) };
}

/** Empty for anything but a map: the program itself refuses that. */
function mapIn(value: string | undefined): Record<string, unknown> {
    try {
        const parsed: unknown = JSON.parse(value ?? "{}");
        return isMap(parsed) ? parsed : {};
    } catch {
        return {};
    }
}

export function kubeconfigWith(context: string): object {
    return {
        apiVersion: "v1",
        kind: "Config",
        "current-context": context,
        contexts: [{ name: context, context: { cluster: "fake", user: "fake" } }],
        clusters: [{ name: "fake", cluster: { server: "https://fake.invalid" } }],
        users: [{ name: "fake", user: { token: "fake" } }],
    };
}
