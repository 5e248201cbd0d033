import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { kubernetesClient } from "./http";

interface Named {
    name: string;
}

interface KubeconfigCluster extends Named {
    cluster: Record<string, unknown>;
}

interface KubeconfigUser extends Named {
    user: Record<string, unknown>;
}

export interface KubeconfigContext extends Named {
    context: { cluster?: string; user?: string; namespace?: string };
}

export interface Kubeconfig {
    "current-context"?: string;
    clusters: KubeconfigCluster[];
    users: KubeconfigUser[];
    contexts: KubeconfigContext[];
}

/** Credentials that may be in separate files: key of the path, key of the contents. */
const CREDENTIAL_FILES: [string, string][] = [
    ["certificate-authority", "certificate-authority-data"],
    ["client-certificate", "client-certificate-data"],
    ["client-key", "client-key-data"],
];

/** Files that kubectl would read: the given one, those of KUBECONFIG, or ~/.kube/config. */
export function kubeconfigPaths(given?: string): string[] {
    const home = os.homedir();
    const named = given ?? process.env["KUBECONFIG"] ?? "";
    const files = given === undefined ? named.split(path.delimiter) : [named];
    const wanted = files.filter(Boolean).map((file) => file.replace(/^~(?=\/)/, home));
    return wanted.length > 0 ? wanted : [path.join(home, ".kube", "config")];
}

/** Whether a `kubeconfig` argument is a kubeconfig itself rather than its path. */
export function isKubeconfigContent(given: string): boolean {
    return given.includes("\n") || given.trimStart().startsWith("{");
}

/** Merges existing files as kubectl does: the first one that sets a value wins. */
export function readKubeconfigFiles(files: string[]): Kubeconfig {
    const configs = files
        .filter((file) => fs.existsSync(file))
        .map((file) => parseKubeconfig(fs.readFileSync(file, "utf8"), path.dirname(file)));
    return {
        "current-context": configs.map((config) => config["current-context"]).find(Boolean),
        clusters: firstOfEachName(configs.flatMap((config) => config.clusters)),
        users: firstOfEachName(configs.flatMap((config) => config.users)),
        contexts: firstOfEachName(configs.flatMap((config) => config.contexts)),
    };
}

/** @param folder base of relative paths in the kubeconfig */
export function parseKubeconfig(contents: string, folder = process.cwd()): Kubeconfig {
    const parsed = (kubernetesClient().loadYaml(contents) ?? {}) as Partial<Kubeconfig>;
    if (typeof parsed !== "object") {
        throw new Error("it does not hold a map");
    }
    const { clusters, users, contexts } = parsed;
    return {
        "current-context": parsed["current-context"],
        clusters: (clusters ?? []).map(({ name, cluster }) => ({
            name,
            cluster: withAbsolutePaths(cluster, folder),
        })),
        users: (users ?? []).map(({ name, user }) => ({
            name,
            user: withAbsolutePaths(user, folder),
        })),
        contexts: contexts ?? [],
    };
}

/** A self-contained kubeconfig for one context, without references to certificate files. */
export function kubeconfigOf(config: Kubeconfig, context: KubeconfigContext): string {
    const { cluster, user } = context.context;
    return kubernetesClient().dumpYaml({
        apiVersion: "v1",
        kind: "Config",
        "current-context": context.name,
        contexts: [context],
        clusters: config.clusters
            .filter(({ name }) => name === cluster)
            .map((entry) => ({ name: entry.name, cluster: withInlineFiles(entry.cluster) })),
        users: config.users
            .filter(({ name }) => name === user)
            .map((entry) => ({ name: entry.name, user: withInlineFiles(entry.user) })),
    });
}

function withAbsolutePaths(
    entry: Record<string, unknown>,
    folder: string,
): Record<string, unknown> {
    const absolute = { ...entry };
    for (const key of [...CREDENTIAL_FILES.map(([file]) => file), "tokenFile"]) {
        const file = entry[key];
        if (typeof file === "string" && file !== "") {
            absolute[key] = path.resolve(folder, file);
        }
    }
    return absolute;
}

function withInlineFiles(entry: Record<string, unknown>): Record<string, unknown> {
    const inlined = { ...entry };
    for (const [fileKey, dataKey] of CREDENTIAL_FILES) {
        const file = entry[fileKey];
        if (typeof file !== "string" || file === "") {
            continue;
        }
        // Kubernetes prefers the data if a kubeconfig has both.
        inlined[dataKey] = entry[dataKey] ?? fs.readFileSync(file).toString("base64");
        delete inlined[fileKey];
    }
    return inlined;
}

function firstOfEachName<T extends Named>(entries: T[]): T[] {
    return entries.filter(
        (entry, index) => entries.findIndex(({ name }) => name === entry.name) === index,
    );
}
