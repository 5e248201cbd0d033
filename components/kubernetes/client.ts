import * as https from "node:https";

/** The members of `@kubernetes/client-node` that are used here. */
interface KubernetesClient {
    KubeConfig: new () => {
        loadFromString(contents: string): void;
        getCurrentCluster(): { server: string } | null;
        /** Adds the agent, certificates and credentials (exec plugins too). */
        applyToHTTPSOptions(options: https.RequestOptions): Promise<void>;
    };
    loadYaml(contents: string): unknown;
    dumpYaml(value: unknown): string;
}

/**
 * The client, loaded on first use. `require` keeps that synchronous, and the narrow type keeps
 * its several hundred model files out of everybody's type check.
 */
export function kubernetesClient(): KubernetesClient {
    // eslint-disable-next-line @typescript-eslint/no-require-imports
    return require("@kubernetes/client-node") as KubernetesClient;
}
