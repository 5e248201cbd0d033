import { createHash } from "node:crypto";
import { createServer, IncomingMessage, Server, ServerResponse } from "node:http";
import { AddressInfo } from "node:net";

export interface Manifest {
    mediaType: string;
    body: string;
}

/**
 * Stands in for a public container registry, and refuses what one refuses: requests without a token
 * for the repository (401 with a challenge), media types that the request does not accept and
 * unknown tags (404, in the words of distribution 2.8), and too many requests (429).
 */
export class Registry {
    /** By `repository:tag`. */
    public readonly manifests = new Map<string, Manifest>();
    public readonly blobs = new Map<string, Buffer>();
    /** Other files that the same host has, by path, as a chart repository does. */
    public readonly files = new Map<string, string | Buffer>();
    public isLimited = false;
    /** Some registries omit the header. */
    public namesDigest = true;
    /** Method, path and status of each request. */
    public readonly requests: string[] = [];
    private readonly server: Server;

    private constructor() {
        this.server = createServer((request, response) => {
            this.serve(request, response);
            this.requests.push(`${request.method} ${request.url} ${response.statusCode}`);
        });
    }

    public static async start(): Promise<Registry> {
        const registry = new Registry();
        await new Promise<void>((done) => registry.server.listen(0, "127.0.0.1", done));
        return registry;
    }

    public get host(): string {
        return `127.0.0.1:${(this.server.address() as AddressInfo).port}`;
    }

    public async stop(): Promise<void> {
        this.server.closeAllConnections();
        await new Promise((done) => this.server.close(done));
    }

    private serve(request: IncomingMessage, response: ServerResponse): void {
        const { pathname, searchParams } = new URL(request.url ?? "/", `http://${this.host}`);
        const file = this.files.get(pathname);
        const [, repository = "", kind, reference = ""] =
            /^\/v2\/(.+)\/(manifests|blobs)\/([^/]+)$/.exec(pathname) ?? [];
        if (this.isLimited) {
            refuse(response, 429, "TOOMANYREQUESTS", "too many requests", { "retry-after": "60" });
        } else if (pathname === "/token") {
            const scope = searchParams.get("scope") ?? "";
            const isAsked = searchParams.get("service") === "registry.test" && scope !== "";
            response.statusCode = isAsked ? 200 : 400;
            response.end(JSON.stringify({ token: tokenFor(scope) }));
        } else if (file !== undefined) {
            response.end(file);
        } else {
            const scope = `repository:${repository}:pull`;
            if (request.headers.authorization !== `Bearer ${tokenFor(scope)}`) {
                const challenge = `Bearer realm="http://${this.host}/token",service="registry.test",scope="${scope}"`;
                refuse(response, 401, "UNAUTHORIZED", "authentication required", {
                    "www-authenticate": challenge,
                });
            } else if (kind === "manifests") {
                this.serveManifest(request, response, repository, reference);
            } else {
                const blob = this.blobs.get(reference);
                response.statusCode = blob === undefined ? 404 : 200;
                response.end(blob);
            }
        }
    }

    private serveManifest(
        { method, headers }: IncomingMessage,
        response: ServerResponse,
        repository: string,
        reference: string,
    ): void {
        const ofRepository = [...this.manifests].filter(([name]) =>
            name.startsWith(`${repository}:`),
        );
        const manifest = reference.startsWith("sha256:")
            ? ofRepository.find(([, { body }]) => digestOf(body) === reference)?.[1]
            : this.manifests.get(`${repository}:${reference}`);
        if (manifest === undefined) {
            refuse(response, 404, "MANIFEST_UNKNOWN", "manifest unknown");
        } else if (!(headers.accept ?? "").includes(manifest.mediaType)) {
            const why = "OCI index found, but accept header does not support OCI indexes";
            refuse(response, 404, "MANIFEST_UNKNOWN", why);
        } else {
            response.setHeader("content-type", manifest.mediaType);
            response.setHeader("content-length", Buffer.byteLength(manifest.body));
            if (this.namesDigest) {
                response.setHeader("docker-content-digest", digestOf(manifest.body));
            }
            response.end(method === "HEAD" ? undefined : manifest.body);
        }
    }
}

export function digestOf(content: string | Buffer): string {
    return `sha256:${createHash("sha256").update(content).digest("hex")}`;
}

/** A token is valid for one repository only. */
function tokenFor(scope: string): string {
    return Buffer.from(scope).toString("base64url");
}

function refuse(
    response: ServerResponse,
    status: number,
    code: string,
    message: string,
    headers: Record<string, string> = {},
): void {
    response.writeHead(status, headers).end(JSON.stringify({ errors: [{ code, message }] }));
}
