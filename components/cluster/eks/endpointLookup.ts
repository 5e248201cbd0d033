import * as net from "node:net";
import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { lookUpInPreview, ifAwsAnswers } from "../../aws/previewLookup";

export interface EndpointInput {
    /** Name of a cluster that may not exist yet. */
    clusterName: pulumi.Input<string>;
    /** Whether the stack requests a private endpoint only. */
    isPrivate?: boolean;
}

const TIMEOUT_MS = 5000;
const WHERE_TO_RUN = "run pulumi in its VPC or in a network connected to it (VPN, peering)";

/** In a preview, warns if the API server cannot be reached from this machine. Never fails. */
export function warnOfEndpoint(input: EndpointInput, parent: pulumi.Resource): void {
    lookUpInPreview(input, parent, endpointWarning);
}

/** The warning about a cluster's endpoint, if any. */
export async function endpointWarning(
    { clusterName, isPrivate = false }: EndpointInput & { clusterName: string },
    opts: pulumi.InvokeOptions,
): Promise<string | undefined> {
    const endpoint = await endpointOf(clusterName, opts);
    if (endpoint === undefined) {
        return isPrivate
            ? `Cluster "${clusterName}" will have only a private endpoint: ${WHERE_TO_RUN}, or the ` +
                  "first update fails after creating the cluster"
            : undefined;
    }
    const reason = await connectionError(endpoint);
    return reason === undefined
        ? undefined
        : `Cluster "${clusterName}" does not answer at ${endpoint} (${reason}): ${WHERE_TO_RUN}, or ` +
              "add this machine's IP address to publicAccessCidrs";
}

/** `undefined` for a cluster that does not exist yet, or that AWS does not describe. */
async function endpointOf(name: string, opts: pulumi.InvokeOptions): Promise<string | undefined> {
    const found = await ifAwsAnswers(aws.eks.getCluster({ name }, opts));
    return found?.endpoint;
}

/** Why a URL cannot be reached; `undefined` if it can. */
function connectionError(endpoint: string): Promise<string | undefined> {
    const { hostname, port } = new URL(endpoint);
    return new Promise((resolve) => {
        const socket = net.connect({ host: hostname, port: Number(port || 443) });
        const end = (reason?: string) => {
            socket.destroy();
            resolve(reason);
        };
        socket.setTimeout(TIMEOUT_MS, () => end(`no answer within ${TIMEOUT_MS / 1000} s`));
        socket.on("connect", () => end());
        socket.on("error", ({ message }) => end(message));
    });
}
