import assert from "node:assert/strict";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { S3Client, signature } from "../../../local/lake/s3Client";

/** From AWS' documentation, "Authenticating Requests: Using the Authorization Header". */
const example = {
    account: {
        endpoint: "https://examplebucket.s3.amazonaws.com",
        accessKey: "AKIAIOSFODNN7EXAMPLE",
        secretKey: "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY",
        region: "us-east-1",
    },
    time: new Date("2013-05-24T00:00:00Z"),
};

describe("the S3 client", () => {
    for (const [search, expected] of [
        ["lifecycle=", "fea454ca298b7da1c68078a5d1bdbfbbe0d65c699e0f91ac7a200a0136783543"],
        ["max-keys=2&prefix=J", "34b48302e7b5fa45bde8084f4b7868a86f0a534bc59db6670ed5711ef69dc6f7"],
    ] as const) {
        it(`signs like AWS' own example: ${search}`, () => {
            const request = {
                ...{ method: "GET", host: "examplebucket.s3.amazonaws.com", path: "/", search },
            };
            const { authorization } = signature(example.account, request, example.time);
            assert.equal(
                authorization,
                "AWS4-HMAC-SHA256 Credential=AKIAIOSFODNN7EXAMPLE/20130524/us-east-1/s3/aws4_request, " +
                    `SignedHeaders=host;x-amz-content-sha256;x-amz-date, Signature=${expected}`,
            );
        });
    }

    describe("with a server", () => {
        let server: Server;
        let client: S3Client;
        const asked: string[] = [];

        before(async () => {
            server = createServer(({ method, url = "" }, response) => {
                asked.push(`${method} ${url}`);
                const more = url.includes("continuation-token=a%2Bb");
                response.statusCode = url.includes("missing") ? 404 : 200;
                response.end(
                    url.includes("missing")
                        ? "<Error><Message>No such key.</Message></Error>"
                        : `<R><Key>${more ? "c" : "a &amp; &lt;b&gt;"}</Key>${more ? "" : "<NextContinuationToken>a+b</NextContinuationToken>"}</R>`,
                );
            });
            await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
            const { port } = server.address() as AddressInfo;
            client = new S3Client({ ...example.account, endpoint: `http://127.0.0.1:${port}` });
        });

        after(() => server.close());

        it("lists all pages", async () => {
            assert.deepEqual(await client.list("lake", "x y"), ["a & <b>", "c"]);
            assert.deepEqual(asked, [
                "GET /lake?list-type=2&prefix=x%20y",
                "GET /lake?continuation-token=a%2Bb&list-type=2&prefix=x%20y",
            ]);
        });

        it("distinguishes missing objects from failures", async () => {
            assert.equal(await client.has("lake", "missing"), false);
            await assert.rejects(
                client.get("lake", "missing"),
                /^Error: S3: GET \/lake\/missing at 127\.0\.0\.1:\d+: 404 No such key\.$/,
            );
        });
    });
});
