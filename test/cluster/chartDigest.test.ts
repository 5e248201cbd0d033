import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { ensureTools } from "../../sandbox/tools";
import { helm } from "../../sandbox/tools/catalogue";
import { digestOf, Manifest, Registry } from "../../testkit/registry";
import { temporaryFolder } from "../../testkit/temporaryFolder";

const MANIFEST = "application/vnd.oci.image.manifest.v1+json";
const CONFIG = "application/vnd.cncf.helm.config.v1+json";
const LAYER = "application/vnd.cncf.helm.chart.content.v1.tar+gzip";

describe("Helm with a registry's chart that is pinned by digest", () => {
    const folder = temporaryFolder();
    let registry: Registry;
    let program: string;
    let pinned: string;

    /** Helm's output; asynchronous, since this process serves the registry. */
    function run(...args: string[]): Promise<string> {
        const env = { ...process.env, HELM_CACHE_HOME: join(folder, "cache") };
        return new Promise((done) => {
            execFile(program, args, { env, cwd: folder }, (_error, stdout, stderr) =>
                done(stdout + stderr),
            );
        });
    }

    /** What `helm push` leaves in a registry. */
    async function chart(description: string): Promise<Manifest> {
        const lines = [
            "apiVersion: v2",
            "name: app",
            "version: 1.0.0",
            `description: ${description}`,
        ];
        mkdirSync(join(folder, "app"), { recursive: true });
        writeFileSync(join(folder, "app/Chart.yaml"), lines.join("\n"));
        await run("package", "app");
        const blobs = [Buffer.from("{}"), readFileSync(join(folder, "app-1.0.0.tgz"))];
        const [config, layer] = blobs.map((blob, index) => {
            registry.blobs.set(digestOf(blob), blob);
            const mediaType = index === 0 ? CONFIG : LAYER;
            return { mediaType, digest: digestOf(blob), size: blob.length };
        });
        const manifest = { schemaVersion: 2, mediaType: MANIFEST, config, layers: [layer] };
        return { mediaType: MANIFEST, body: JSON.stringify(manifest) };
    }

    const show = (reference: string) =>
        run("show", "chart", reference, "--version", "1.0.0", "--plain-http");

    before(async () => {
        const [tool = ""] = await ensureTools([helm]);
        program = join(tool, "helm");
        registry = await Registry.start();
        const manifest = await chart("ours");
        registry.manifests.set("charts/app:1.0.0", manifest);
        pinned = `oci://${registry.host}/charts/app@${digestOf(manifest.body)}`;
    });

    after(() => registry.stop());

    it("accepts a version with that digest", async () => {
        assert.match(await show(pinned), /^description: ours$/m);
    });

    it("rejects a version with another chart, which it does not notice without the digest", async () => {
        registry.manifests.set("charts/app:1.0.0", await chart("theirs"));
        assert.match(await show(`oci://${registry.host}/charts/app`), /^description: theirs$/m);
        assert.match(
            await show(pinned),
            /chart reference digest mismatch: sha256:.+ is not sha256:/,
        );
    });
});
