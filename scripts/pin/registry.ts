import { createHash } from "node:crypto";
import { imageReference } from "../../components/kubernetes/imageReference";
import { UserError } from "../../sandbox/shell";

/**
 * Without the multi-architecture types, a registry returns the image of one architecture or
 * nothing.
 */
const MANIFESTS = [
    "application/vnd.oci.image.index.v1+json",
    "application/vnd.docker.distribution.manifest.list.v2+json",
    "application/vnd.oci.image.manifest.v1+json",
    "application/vnd.docker.distribution.manifest.v2+json",
].join(", ");

const TIMEOUT_MS = 30_000;

/** The current digest of a registry's tag (OCI distribution specification, "Pulling manifests"). */
export async function manifestDigest(image: string): Promise<string> {
    const { host, path, tag } = addressOf(image);
    const url = `${origin(host)}/v2/${path}/manifests/${tag}`;
    const head = await answer(image, "HEAD", url);
    const digest = head.headers.get("docker-content-digest");
    if (digest === null) {
        const body = await (await answer(image, "GET", url)).arrayBuffer();
        return sha256(new Uint8Array(body));
    }
    if (!/^sha256:[0-9a-f]{64}$/.test(digest)) {
        throw new UserError(
            `${image}: ${host} answers with "${digest}", which is not a SHA-256 digest`,
        );
    }
    return digest;
}

export function sha256(content: Uint8Array): string {
    return `sha256:${createHash("sha256").update(content).digest("hex")}`;
}

/** The response of a URL, unless it is an error. */
export async function request(
    subject: string,
    url: string,
    init: RequestInit = {},
): Promise<Response> {
    const response = await reach(subject, url, init);
    if (!response.ok) {
        throw new UserError(`${subject}: ${explained(response)}`);
    }
    return response;
}

async function reach(subject: string, url: string, init: RequestInit): Promise<Response> {
    try {
        return await fetch(url, { ...init, signal: AbortSignal.timeout(TIMEOUT_MS) });
    } catch (error) {
        const { cause, message } = error as Error;
        const why = cause instanceof Error ? cause.message : message;
        throw new UserError(`${subject}: cannot reach ${url}: ${why}`);
    }
}

/** Registries require a token even for public images, which they issue to anyone. */
async function answer(image: string, method: string, url: string): Promise<Response> {
    const headers = { accept: MANIFESTS };
    const first = await reach(image, url, { method, headers });
    if (first.status !== 401) {
        return checked(image, first);
    }
    const authorization = `Bearer ${await anonymousToken(image, first)}`;
    return request(image, url, { method, headers: { ...headers, authorization } });
}

function checked(image: string, response: Response): Response {
    if (!response.ok) {
        throw new UserError(`${image}: ${explained(response)}`);
    }
    return response;
}

async function anonymousToken(image: string, { headers, url }: Response): Promise<string> {
    const challenge = headers.get("www-authenticate") ?? "";
    const fields = [...challenge.matchAll(/(\w+)="([^"]*)"/g)];
    const query = new URLSearchParams(
        fields.map(([, key = "", value = ""]): [string, string] => [key, value]),
    );
    const realm = query.get("realm");
    query.delete("realm");
    if (!/^bearer /i.test(challenge) || realm === null) {
        throw new UserError(`${image}: ${new URL(url).host} requires an account: ${challenge}`);
    }
    const response = await request(image, `${realm}?${query.toString()}`);
    const body = (await response.json()) as { token?: string; access_token?: string };
    return body.token ?? body.access_token ?? "";
}

function explained({ status, headers, url }: Response): string {
    const { host } = new URL(url);
    switch (status) {
        case 401:
        case 403:
            return `${host} refuses access (${status}): it is private or does not exist`;
        case 404:
            return `${host} does not have it`;
        case 429: {
            const seconds = headers.get("retry-after");
            const when = seconds === null ? "later" : `in ${seconds} seconds`;
            return `${host} received too many requests from here; try again ${when}`;
        }
        default:
            return `${host} responds with status ${status}`;
    }
}

interface Address {
    host: string;
    path: string;
    tag: string;
}

/** A reference without a host belongs to Docker Hub; without a folder, it is in `library`. */
function addressOf(image: string): Address {
    const { repository, tag = "latest" } = imageReference(image);
    const [first = "", ...rest] = repository.split("/");
    if (rest.length > 0 && (/[.:]/.test(first) || first === "localhost")) {
        return { host: first, path: rest.join("/"), tag };
    }
    return {
        host: "registry-1.docker.io",
        path: rest.length > 0 ? repository : `library/${repository}`,
        tag,
    };
}

/** Like container engines, uses HTTP for a registry on this machine. */
function origin(host: string): string {
    const scheme = /^(localhost|127\.0\.0\.1)(:|$)/.test(host) ? "http" : "https";
    return `${scheme}://${host}`;
}
