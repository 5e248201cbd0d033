import * as net from "node:net";
import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { lookInPreview, unlessAwsIsSilent } from "../../aws/previewLook";

export interface EndpointInput {
    /** Of a cluster that may not be there yet. */
    clusterName: pulumi.Input<string>;
    /** Whether the stack asks for an endpoint in the VPC only. */
    isPrivate?: boolean;
}

const TIMEOUT_MS = 5000;
const PLACES = "run pulumi in its VPC, or where a VPN or a peering leads there";

/** In a preview, warns where the API server cannot be reached from here. It never fails. */
export function warnOfEndpoint(input: EndpointInput, parent: pulumi.Resource): void {
    lookInPreview(input, parent, endpointWarning);
}

/** The warning about a cluster's endpoint, if there is something to say. */
export async function endpointWarning(
    { clusterName, isPrivate = false }: EndpointInput & { clusterName: string },
    opts: pulumi.InvokeOptions,
): Promise<string | undefined> {
    const endpoint = await endpointOf(clusterName, opts);
    if (endpoint === undefined) {
        return isPrivate
            ? `Cluster "${clusterName}" will have an endpoint in its VPC only: ${PLACES}, or its ` +
                  "first update fails after the cluster is made"
            : undefined;
    }
    const reason = await reasonForSilence(endpoint);
    return reason === undefined
        ? undefined
        : `Cluster "${clusterName}" does not answer at ${endpoint} (${reason}): ${PLACES}, or ` +
              "let this machine's address into publicAccessCidrs";
}

/** Nothing for a cluster that is not there yet, or that AWS does not tell of. */
async function endpointOf(name: string, opts: pulumi.InvokeOptions): Promise<string | undefined> {
    const found = await unlessAwsIsSilent(aws.eks.getCluster({ name }, opts));
    return found?.endpoint;
}

/** Why nobody answers at an address; nothing where somebody does. */
function reasonForSilence(endpoint: string): Promise<string | undefined> {
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
