import { readFileSync } from "node:fs";
import { parse } from "yaml";

/** Variables that tell the plugins where to work. */
export const FOLDER_ENV = "STAND_INS_FOLDER";
/** Path of the kubeconfig in place of the cluster's. */
export const KUBECONFIG_ENV = "STAND_INS_KUBECONFIG";

interface Kubeconfig {
    clusters: { cluster: { server: string; "certificate-authority-data"?: string } }[];
    users: { user: Record<string, string> }[];
}

export function clusterKubeconfig(): Kubeconfig {
    return parse(readFileSync(process.env[KUBECONFIG_ENV] ?? "", "utf8")) as Kubeconfig;
}

/** URL of its API server. */
export function clusterServer(): string {
    return clusterKubeconfig().clusters[0]?.cluster.server ?? "";
}

/** Its CA certificate in base64. */
export function clusterAuthority(): string {
    return clusterKubeconfig().clusters[0]?.cluster["certificate-authority-data"] ?? "";
}
