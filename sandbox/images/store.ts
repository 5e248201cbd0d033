import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { importImages } from "../containerd";
import { packImages, packLayer, type Image, type Layer } from "./archive";
import { fasterEnvironment } from "./fasterStarts";
import { imageConfig, imageEnvironment } from "./recipe";

/** Fills the folder of a layer. */
export type AddLayer = (folder: string) => void | Promise<void>;

/** An image by its layers, the lowest first. */
export interface ImageRecipe {
    name: string;
    entrypoint: string[];
    layers: string[];
    /** Whether Spark starts by the Java with the archive of classes. */
    isFaster?: boolean;
}

/** What Spark's image starts. */
export const sparkEntrypoint = ["/opt/entrypoint.sh"];

const RECORD = "layers.json";

/**
 * Makes layers and images in `into`, and imports the images into its folder `containerd`.
 *
 * @param below layers that `containerd` has already
 * @returns the archive with the layers that were made
 */
export async function makeImages(
    into: string,
    layers: Readonly<Record<string, AddLayer>>,
    images: ImageRecipe[],
    below: Readonly<Record<string, Layer>> = {},
): Promise<string> {
    const made: Record<string, Layer> = { ...below };
    for (const [name, add] of Object.entries(layers)) {
        await add(join(into, name));
        made[name] = await packLayer(join(into, name), join(into, `${name}.tar`));
    }
    // Not before: a layer may need the files of those below.
    Object.keys(layers).forEach((name) => rmSync(join(into, name), { recursive: true }));
    const archive = packImages(
        into,
        images.map((image) => described(image, made)),
    );
    await importImages(archive, join(into, "containerd"));
    const record = Object.entries(made).map(([name, { digest, bytes }]) => [
        name,
        { digest, bytes },
    ]);
    writeFileSync(join(into, RECORD), JSON.stringify(Object.fromEntries(record)));
    for (const left of ["blobs", "oci-layout", "index.json"]) {
        rmSync(join(into, left), { recursive: true });
    }
    Object.keys(layers).forEach((name) => rmSync(join(into, `${name}.tar`)));
    return archive;
}

function described(
    { name, entrypoint, layers, isFaster }: ImageRecipe,
    made: Readonly<Record<string, Layer>>,
): Image {
    const ofImage = layers.map((layer) => {
        const found = made[layer];
        if (found === undefined) {
            throw new Error(`${name}: no layer ${layer}`);
        }
        return found;
    });
    const digests = ofImage.map(({ digest }) => digest);
    const variables = isFaster ? fasterEnvironment : imageEnvironment;
    return { name, layers: ofImage, config: imageConfig(entrypoint, digests, variables) };
}

/** The layers of a store's images, by name. */
export function layersOf(dir: string): Record<string, Layer> {
    return JSON.parse(readFileSync(join(dir, RECORD), "utf8")) as Record<string, Layer>;
}

/** A layer's file, as containerd keeps it. */
export function layerFile(dir: string, { digest }: Layer): string {
    const blobs = join(dir, "containerd/io.containerd.content.v1.content/blobs/sha256");
    return join(blobs, digest.replace("sha256:", ""));
}
