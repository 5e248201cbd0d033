import { mkdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { cacheRoot, contentKey } from "../cache";
import { copyImageStore } from "../containerd";
import type { Preparation } from "../preparation";
import { run } from "../shell";
import { imagesPreparation, storeDir } from "./build";
import { addFasterStarts, fasterStartsFiles } from "./fasterStarts";
import { addJars, addPip, addUsers, jarsFiles } from "./lakehouseLayers";
import { addSpark } from "./layers";
import { imageNames, olderSparkLayer } from "./recipe";
import {
    layerFile,
    layersOf,
    makeImages,
    sparkEntrypoint,
    type AddLayer,
    type ImageRecipe,
} from "./store";

/** Which images the nodes of a sandbox have; the larger set only where something asks for it. */
export const ImageSet = { Base: "base", Lakehouse: "lakehouse" } as const;
export type ImageSet = (typeof ImageSet)[keyof typeof ImageSet];

const lakehouse = ["base", "spark", "lakehouse", "lakehouseStarts"];

/** What comes with {@link ImageSet.Lakehouse}, beside the images that every sandbox has. */
const images: ImageRecipe[] = [
    {
        name: imageNames.lakehouse,
        entrypoint: sparkEntrypoint,
        layers: lakehouse,
        isFaster: true,
    },
    {
        name: imageNames.otherUsers,
        entrypoint: sparkEntrypoint,
        layers: [...lakehouse, "otherUsers"],
        isFaster: true,
    },
    {
        name: imageNames.olderSpark,
        entrypoint: sparkEntrypoint,
        layers: ["base", "olderSpark", "olderLakehouse"],
    },
];

/** The layers of these images that no other has, each with what fills it. */
function layersIn(into: string): Record<string, AddLayer> {
    const folders = (...names: string[]) => names.map((name) => join(into, name));
    return {
        lakehouse: (folder) => {
            addJars(folder, folders("base", "spark"), into);
            addPip(folder);
        },
        lakehouseStarts: (folder) =>
            addFasterStarts(folder, folders("base", "spark", "lakehouse"), into),
        otherUsers: (folder) => addUsers(folder, join(into, "base")),
        olderSpark: (folder) => addSpark(olderSparkLayer, folder, into),
        olderLakehouse: (folder) => addJars(folder, folders("base", "olderSpark"), into),
    };
}

/** A containerd root folder that holds a set of images, unpacked: every node starts from a copy of it. */
export function imageStore(set: ImageSet): string {
    return join(set === ImageSet.Base ? storeDir() : lakehouseDir(), "containerd");
}

/** The images of {@link ImageSet.Lakehouse} for a containerd that has the others. */
export function lakehouseArchive(): string {
    return join(lakehouseDir(), "images.tar");
}

/** What makes a set; it needs Debian's programs and the operator. */
export function imagePreparations(set: ImageSet): Preparation[] {
    const names = images.map(({ name }) => name).join(", ");
    return set === ImageSet.Base
        ? [imagesPreparation()]
        : [imagesPreparation(), { title: `packing ${names}`, dir: lakehouseDir(), make }];
}

/** The folder of the images of {@link ImageSet.Lakehouse}. */
export function lakehouseDir(): string {
    const files = [
        ...jarsFiles,
        ...fasterStartsFiles,
        ...["lakehouse.ts", "lakehouseLayers.ts"].map((name) => join(__dirname, name)),
    ];
    const key = contentKey(
        storeDir(),
        olderSparkLayer,
        images,
        files.map((file) => readFileSync(file, "utf8")),
    );
    return join(cacheRoot(), "images", `lakehouse-${key}`);
}

async function make(into: string): Promise<void> {
    copyImageStore(imageStore(ImageSet.Base), join(into, "containerd"));
    const unpacked = unpackSpark(into);
    await makeImages(into, layersIn(into), images, layersOf(storeDir()));
    unpacked.forEach((folder) => rmSync(folder, { recursive: true }));
}

/** The folders of the layers of Debian and Spark, made again in `into`. */
export function unpackSpark(into: string): string[] {
    const below = layersOf(storeDir());
    return ["base", "spark"].map((name) => {
        const [layer, folder] = [below[name], join(into, name)];
        if (layer === undefined) {
            throw new Error(`${storeDir()} has no layer ${name}`);
        }
        mkdirSync(folder);
        run("tar", [
            ...["--extract", "--xattrs", "--same-permissions", "--directory", folder],
            ...["--file", layerFile(storeDir(), layer)],
        ]);
        return folder;
    });
}
