import { createHash, createHmac } from "node:crypto";
import { UserError } from "../../sandbox/shell";

/** An S3 server, and the keys that sign requests to it. */
export interface S3Account {
    /** @example "http://127.0.0.1:7070" */
    endpoint: string;
    accessKey: string;
    secretKey: string;
    region: string;
}

/** The little of S3 that the local stack and its tests need. Uses path-style URLs. */
export class S3Client {
    constructor(private readonly account: S3Account) {}

    async put(bucket: string, key: string, content: Uint8Array): Promise<void> {
        await this.request("PUT", bucket, key, {}, content);
    }

    async get(bucket: string, key: string): Promise<Buffer> {
        return (await this.request("GET", bucket, key)).content;
    }

    async has(bucket: string, key: string): Promise<boolean> {
        return (await this.request("HEAD", bucket, key, {}, undefined, [404])).status !== 404;
    }

    /** Keys below a prefix, sorted. */
    async list(bucket: string, prefix: string): Promise<string[]> {
        const keys: string[] = [];
        for (let token: string | undefined = ""; token !== undefined;) {
            const query = {
                ...{ "list-type": "2", prefix },
                ...(token !== "" && { "continuation-token": token }),
            };
            const page = (await this.request("GET", bucket, "", query)).content.toString();
            keys.push(...elements(page, "Key"));
            [token] = elements(page, "NextContinuationToken");
        }
        return keys;
    }

    private async request(
        method: string,
        bucket: string,
        key: string,
        query: Record<string, string> = {},
        body?: Uint8Array,
        allowed: number[] = [],
    ): Promise<{ status: number; content: Buffer }> {
        const path = ["", bucket, ...key.split("/")].map(encoded).join("/").replace(/\/$/, "");
        const url = new URL(this.account.endpoint);
        const search = Object.entries(query)
            .map(([name, value]) => `${encoded(name)}=${encoded(value)}`)
            .sort()
            .join("&");
        const signed = signature(this.account, { method, host: url.host, path, search, body });
        const response = await fetch(`${url.origin}${path}${search && `?${search}`}`, {
            method,
            headers: signed,
            ...(body && { body: Buffer.from(body) }),
        });
        const content = Buffer.from(await response.arrayBuffer());
        if (!response.ok && !allowed.includes(response.status)) {
            const [reason = response.statusText] = elements(content.toString(), "Message");
            throw new UserError(
                `S3: ${method} ${path} at ${url.host}: ${response.status} ${reason}`,
            );
        }
        return { status: response.status, content };
    }
}

interface Signed {
    method: string;
    host: string;
    path: string;
    search: string;
    body?: Uint8Array;
}

/** Headers of a request that is signed with AWS Signature Version 4. */
export function signature(
    { accessKey, secretKey, region }: S3Account,
    { method, host, path, search, body = new Uint8Array() }: Signed,
    now = new Date(),
): Record<string, string> {
    const time = now.toISOString().replace(/[-:]|\.\d{3}/g, "");
    const scope = `${time.slice(0, 8)}/${region}/s3/aws4_request`;
    const hashed = sha256(body);
    const headers = { host, "x-amz-content-sha256": hashed, "x-amz-date": time };
    const names = Object.keys(headers).join(";");
    const lines = Object.entries(headers).map(([name, value]) => `${name}:${value}\n`);
    const canonical = [method, path, search, lines.join(""), names, hashed].join("\n");
    const toSign = ["AWS4-HMAC-SHA256", time, scope, sha256(canonical)].join("\n");
    const key = scope
        .split("/")
        .reduce<Buffer | string>((secret, part) => hmac(secret, part), `AWS4${secretKey}`);
    const signedWith = hmac(key, toSign).toString("hex");
    return {
        "x-amz-content-sha256": hashed,
        "x-amz-date": time,
        authorization:
            `AWS4-HMAC-SHA256 Credential=${accessKey}/${scope}, ` +
            `SignedHeaders=${names}, Signature=${signedWith}`,
    };
}

function hmac(key: Buffer | string, message: string): Buffer {
    return createHmac("sha256", key).update(message).digest();
}

function sha256(content: Uint8Array | string): string {
    return createHash("sha256").update(content).digest("hex");
}

/** As a signature requires: `encodeURIComponent` leaves five more characters unescaped. */
function encoded(part: string): string {
    return encodeURIComponent(part).replace(
        /[!'()*]/g,
        (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
    );
}

/** Contents of the elements with a name in an S3 response. */
function elements(page: string, name: string): string[] {
    return [...page.matchAll(new RegExp(`<${name}>([^<]*)</${name}>`, "g"))].map(
        ([, content = ""]) =>
            content
                .replace(
                    /&(lt|gt|quot|apos|#34|#39);/g,
                    (_, entity: string) => ENTITIES[entity] ?? "",
                )
                .replaceAll("&amp;", "&"),
    );
}

const ENTITIES: Record<string, string> = {
    ...{ lt: "<", gt: ">", quot: '"', apos: "'" },
    ...{ "#34": '"', "#39": "'" },
};
