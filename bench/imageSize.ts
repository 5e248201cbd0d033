import { createReadStream, readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { Writable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { createGzip } from "node:zlib";
import { debianPreparation } from "../sandbox/debian";
import { imagesPreparation, imageStore, operatorBuild } from "../sandbox/images/build";
import { prepare } from "../sandbox/preparation";
import { goPreparation } from "../sandbox/tools";

const MANIFEST = /manifest\.v2\+json|image\.manifest\.v1\+json/;

interface Manifest {
    mediaType?: string;
    config: { digest: string };
    layers: { digest: string }[];
}

interface Size {
    unpacked: number;
    /** As registries keep it, and as nodes pull it. */
    packed: number;
}

/** How large the image that starts faster is, beside the same image without what makes it faster. */
async function bench(): Promise<void> {
    await prepare([debianPreparation(), goPreparation(operatorBuild), imagesPreparation()]);
    const layers = await Promise.all(sparkLayers().map(sizeOf));
    const whole = sum(layers);
    const plain = sum(layers.slice(0, -1));
    console.log("| image | unpacked | packed (gzip) |");
    console.log("| --- | --- | --- |");
    console.log(row("plain", plain));
    console.log(row("starts faster", whole));
    const ratios = [whole.unpacked / plain.unpacked, whole.packed / plain.packed];
    console.log(`| ratio | ${ratios.map((ratio) => ratio.toFixed(2)).join(" | ")} |`);
}

/** Files of the layers of the sandbox's Spark image; the last one makes it faster. */
function sparkLayers(): string[] {
    const folder = join(imageStore(), "io.containerd.content.v1.content/blobs/sha256");
    const blob = (digest: string) => join(folder, digest.replace("sha256:", ""));
    const texts = readdirSync(folder)
        .map((name) => join(folder, name))
        .filter((file) => statSync(file).size < 100_000)
        .map((file) => readFileSync(file, "utf8"));
    const manifests = texts
        .filter((text) => MANIFEST.test(text) && text.includes('"layers"'))
        .map((text) => JSON.parse(text) as Manifest);
    const fast = manifests.filter(({ config }) => {
        const text = readFileSync(blob(config.digest), "utf8");
        return text.includes("JAVA_HOME=/opt/spark-java") && text.includes("/opt/entrypoint.sh");
    });
    // The other one has the S3 connector on top.
    const [spark] = fast.sort((a, b) => a.layers.length - b.layers.length);
    if (spark === undefined) {
        throw new Error(`no image in ${folder} starts faster`);
    }
    return spark.layers.map(({ digest }) => blob(digest));
}

async function sizeOf(file: string): Promise<Size> {
    let packed = 0;
    const count = new Writable({
        write(chunk: Buffer, _encoding, done) {
            packed += chunk.length;
            done();
        },
    });
    await pipeline(createReadStream(file), createGzip(), count);
    return { unpacked: statSync(file).size, packed };
}

function sum(sizes: readonly Size[]): Size {
    return {
        unpacked: sizes.reduce((total, { unpacked }) => total + unpacked, 0),
        packed: sizes.reduce((total, { packed }) => total + packed, 0),
    };
}

function row(name: string, { unpacked, packed }: Size): string {
    const megabytes = [unpacked, packed].map((bytes) => `${(bytes / 1e6).toFixed(0)} MB`);
    return `| ${[name, ...megabytes].join(" | ")} |`;
}

bench().catch((error: unknown) => {
    console.error(error);
    process.exitCode = 1;
});
