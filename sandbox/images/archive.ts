import { createHash } from "node:crypto";
import {
    createReadStream,
    existsSync,
    linkSync,
    mkdirSync,
    statSync,
    writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { run } from "../shell";

export interface Image {
    name: string;
    config: object;
    layers: Layer[];
}

/** A layer without compression. */
export interface Layer {
    digest: string;
    bytes: number;
    /** Its tar file; nothing where the store that reads the archive has the layer. */
    file?: string;
}

/** Packs a folder as an image layer: owned by root, without the times of this build. */
export async function packLayer(folder: string, file: string): Promise<Layer> {
    run("tar", [
        ...["--create", "--file", file, "--directory", folder],
        ...["--sort=name", "--numeric-owner", "--xattrs", "."],
    ]);
    return { digest: await digestOf(file), bytes: statSync(file).size, file };
}

async function digestOf(file: string): Promise<string> {
    const hash = createHash("sha256");
    for await (const chunk of createReadStream(file)) {
        hash.update(chunk as Buffer);
    }
    return `sha256:${hash.digest("hex")}`;
}

const OCI = "application/vnd.oci.image";

/** Writes `images.tar` in `folder`: images with the layers that have a file, as OCI's image layout. */
export function packImages(folder: string, images: Image[]): string {
    const blobs = join(folder, "blobs/sha256");
    mkdirSync(blobs, { recursive: true });
    const write = (content: object) => {
        const text = JSON.stringify(content);
        const hash = createHash("sha256").update(text).digest("hex");
        writeFileSync(join(blobs, hash), text);
        return { digest: `sha256:${hash}`, size: Buffer.byteLength(text) };
    };
    const manifests = images.map(({ name, config, layers }) => {
        for (const { digest, file } of layers) {
            const blob = join(blobs, digest.replace("sha256:", ""));
            if (file !== undefined && !existsSync(blob)) {
                linkSync(file, blob);
            }
        }
        const mediaType = `${OCI}.manifest.v1+json`;
        const manifest = {
            schemaVersion: 2,
            mediaType,
            config: { mediaType: `${OCI}.config.v1+json`, ...write(config) },
            layers: layers.map(({ digest, bytes: size }) => ({
                mediaType: `${OCI}.layer.v1.tar`,
                digest,
                size,
            })),
        };
        const annotations = { "io.containerd.image.name": name };
        return { mediaType, ...write(manifest), annotations };
    });
    const json = (file: string, content: object) =>
        writeFileSync(join(folder, file), JSON.stringify(content));
    json("oci-layout", { imageLayoutVersion: "1.0.0" });
    json("index.json", { schemaVersion: 2, manifests });
    const archive = join(folder, "images.tar");
    const members = ["oci-layout", "index.json", "blobs"];
    run("tar", ["--create", "--file", archive, "--directory", folder, ...members]);
    return archive;
}
