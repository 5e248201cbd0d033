import { createHash } from "node:crypto";
import { createReadStream, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { run } from "../shell";

export interface Image {
    name: string;
    config: object;
    /** Tar files below the archive's folder. */
    layers: string[];
}

/** Packs a folder as an image layer: owned by root, without the times of this build. */
export function packLayer(folder: string, tarFile: string): void {
    run("tar", [
        ...["--create", "--file", tarFile, "--directory", folder],
        ...["--sort=name", "--numeric-owner", "--xattrs", "."],
    ]);
}

export async function layerDigest(tarFile: string): Promise<string> {
    const hash = createHash("sha256");
    for await (const chunk of createReadStream(tarFile)) {
        hash.update(chunk as Buffer);
    }
    return `sha256:${hash.digest("hex")}`;
}

/** Writes `images.tar` in `folder`, in the form that `docker save` makes. */
export function packImages(folder: string, images: Image[]): string {
    mkdirSync(folder, { recursive: true });
    const manifest = images.map(({ name, config, layers }, index) => {
        const configFile = `config-${index}.json`;
        writeFileSync(join(folder, configFile), JSON.stringify(config));
        return { Config: configFile, RepoTags: [name], Layers: layers };
    });
    writeFileSync(join(folder, "manifest.json"), JSON.stringify(manifest));
    const members = manifest.flatMap(({ Config, Layers }) => [Config, ...Layers]);
    const archive = join(folder, "images.tar");
    run("tar", [
        "--create",
        "--file",
        archive,
        "--directory",
        folder,
        "manifest.json",
        ...new Set(members),
    ]);
    return archive;
}
