import * as http from "node:http";
import * as https from "node:https";
import * as pulumi from "@pulumi/pulumi";
import { plainText } from "../validation/plainText";
import { forPeople } from "../validation/problems";

/** A failed request; shown to users without a stack trace. */
export class KubernetesApiError extends pulumi.RunError {
    constructor(
        /** Message of a server, which may contain a job's output. */
        words: string,
        /** Status of the API server's response; absent if there was none. */
        readonly status?: number,
        /** Code of the network error, e.g. `ECONNREFUSED`. */
        readonly code?: string,
    ) {
        const message = plainText(words);
        super(message);
        forPeople(this, message);
    }
}

export interface KubernetesHttp {
    /** URL of the API server. */
    server: string;
    /**
     * Body of the response; `undefined` if the status is one of `absent` (default 404).
     * `accept` is the requested media type, JSON by default.
     */
    get: (path: string, absent?: number[], accept?: string) => Promise<string | undefined>;
    /** The same for a body of any length: reads at most `maxBytes`. */
    getStart: (path: string, absent: number[], maxBytes: number) => Promise<string | undefined>;
    post: (path: string, body: unknown) => Promise<string | undefined>;
    delete: (path: string) => Promise<string | undefined>;
}

const REQUEST_TIMEOUT_SECONDS = 5;
/** Limit of a response: a list of 5,000 nodes or pods with long statuses has about 100 MB. */
const MAX_BYTES = 128 * 1024 * 1024;
const RETRY_PAUSES_SECONDS = [0.2, 0.5];

/**
 * Requests with the credentials of the kubeconfig's current context.
 *
 * @param maxBytes of a response; a longer one is rejected, so that no server can exhaust the memory
 */
export function kubernetesHttp(kubeconfig: string, maxBytes = MAX_BYTES): KubernetesHttp {
    const config = new (kubernetesClient().KubeConfig)();
    config.loadFromString(kubeconfig);
    const server = config.getCurrentCluster()?.server ?? "";

    const sendOnce = async (
        method: string,
        path: string,
        absent: number[],
        { body, accept, startBytes }: Content,
    ) => {
        const options: https.RequestOptions = { method };
        await config.applyToHTTPSOptions(options);
        if (accept !== undefined) {
            options.headers = { ...(options.headers as http.OutgoingHttpHeaders), Accept: accept };
        }
        const limit = { maxBytes: startBytes ?? maxBytes, isCut: startBytes !== undefined };
        const answer = await request(server + path, options, limit, body);
        if (answer.status < 300) {
            return answer.body;
        }
        if (absent.includes(answer.status)) {
            return undefined;
        }
        throw new KubernetesApiError(`${method} ${path}: ${messageOf(answer)}`, answer.status);
    };
    const send = async (method: string, path: string, absent: number[], content: Content) => {
        for (const pause of RETRY_PAUSES_SECONDS) {
            try {
                return await sendOnce(method, path, absent, content);
            } catch (error) {
                if (!isTransient(error)) {
                    throw error;
                }
                await sleep(pause);
            }
        }
        return sendOnce(method, path, absent, content);
    };
    return {
        server,
        get: (path, absent = [404], accept) => send("GET", path, absent, { accept }),
        getStart: (path, absent, startBytes) => send("GET", path, absent, { startBytes }),
        post: (path, body) => send("POST", path, [], { body: JSON.stringify(body) }),
        delete: (path) => send("DELETE", path, [404], {}),
    };
}

export function sleep(seconds: number): Promise<void> {
    return new Promise((resolve) => setTimeout(resolve, seconds * 1000));
}

interface Content {
    body?: string;
    accept?: string;
    startBytes?: number;
}

interface Limit {
    maxBytes: number;
    /** Whether the beginning of a longer response is enough. */
    isCut: boolean;
}

interface Answer {
    status: number;
    body: string;
}

function request(
    url: string,
    given: https.RequestOptions,
    { maxBytes, isCut }: Limit,
    body?: string,
): Promise<Answer> {
    const options = body === undefined ? given : { ...given, headers: withJson(given.headers) };
    const client = url.startsWith("http:") ? http : https;
    return new Promise((resolve, reject) => {
        const fail = (error: Error & { code?: string }) =>
            reject(new KubernetesApiError(error.message, undefined, error.code));
        const call = client.request(url, options, (response) => {
            const chunks: Buffer[] = [];
            let left = maxBytes;
            const finish = () => {
                const body = Buffer.concat(chunks).toString("utf8");
                resolve({ status: response.statusCode ?? 0, body });
            };
            response.on("data", (chunk: Buffer) => {
                chunks.push(chunk.subarray(0, left));
                left -= chunk.length;
                if (left < 0) {
                    if (isCut) {
                        finish();
                    }
                    fail(new Error(`the response is longer than ${maxBytes} bytes`));
                    call.destroy();
                }
            });
            response.on("error", fail);
            response.on("end", finish);
        });
        // One timeout for the whole request: a firewall that drops packets never responds.
        const limit = setTimeout(
            () => call.destroy(new Error(`no response within ${REQUEST_TIMEOUT_SECONDS} s`)),
            REQUEST_TIMEOUT_SECONDS * 1000,
        );
        call.on("close", () => clearTimeout(limit));
        call.on("error", fail);
        call.end(body);
    });
}

function withJson(headers: https.RequestOptions["headers"]): http.OutgoingHttpHeaders {
    return { ...(headers as http.OutgoingHttpHeaders), "Content-Type": "application/json" };
}

/** The API server explains an error in a `Status` object. */
function messageOf({ status, body }: Answer): string {
    try {
        const { message } = JSON.parse(body) as { message?: string };
        return message ?? `HTTP ${status}`;
    } catch {
        return `HTTP ${status}`;
    }
}

/** A broken connection, or a server that is overloaded or restarting. */
function isTransient(error: unknown): boolean {
    if (!(error instanceof KubernetesApiError)) {
        return false;
    }
    const { status = 0, code = "" } = error;
    return (
        status === 429 || status >= 500 || ["ECONNRESET", "EPIPE", "ECONNREFUSED"].includes(code)
    );
}

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
 * The client, loaded on first use. `require` keeps that synchronous, and the narrow type keeps its several
 * hundred model files out of type checks.
 */
export function kubernetesClient(): KubernetesClient {
    // eslint-disable-next-line @typescript-eslint/no-require-imports
    return require("@kubernetes/client-node") as KubernetesClient;
}
