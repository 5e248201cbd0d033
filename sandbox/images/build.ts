import { readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { cacheRoot, contentKey } from "../cache";
import type { Preparation } from "../preparation";
import { addFasterStarts, fasterStartsFiles } from "./fasterStarts";
import { addBase, addOperator, addSpark, layerFiles, operatorBuild } from "./layers";
import { imageNames, imagePackages, sparkLayer } from "./recipe";
import { makeImages, sparkEntrypoint, type AddLayer, type ImageRecipe } from "./store";

const operator = ["tini", "-s", "--", "spark-operator"];

/** What the platform and its example jobs run. */
const images: ImageRecipe[] = [
    {
        name: imageNames.spark,
        entrypoint: sparkEntrypoint,
        layers: ["base", "spark", "fasterStarts"],
        isFaster: true,
    },
    { name: imageNames.pause, entrypoint: ["tini", "--", "sleep", "infinity"], layers: ["base"] },
    {
        name: imageNames.sparkOperator,
        entrypoint: operator,
        layers: ["base", "spark", "fasterStarts", "operator"],
        isFaster: true,
    },
    { name: imageNames.plainSpark, entrypoint: sparkEntrypoint, layers: ["base", "spark"] },
    {
        name: imageNames.plainSparkOperator,
        entrypoint: operator,
        layers: ["base", "spark", "operator"],
    },
];

/** The folder of the images that every sandbox has. */
export function storeDir(): string {
    const files = [
        ...layerFiles,
        ...fasterStartsFiles,
        ...["archive.ts", "build.ts", "store.ts"].map((name) => join(__dirname, name)),
    ];
    const key = contentKey(
        imagePackages,
        sparkLayer,
        images,
        operatorBuild,
        // Whatever is changed here makes other images.
        files.map((file) => readFileSync(file, "utf8")),
    );
    return join(cacheRoot(), "images", key);
}

/** Needs Debian's programs and the operator. */
export function imagesPreparation(): Preparation {
    const names = images.map(({ name }) => name).join(", ");
    return { title: `packing ${names}`, dir: storeDir(), make };
}

async function make(into: string): Promise<void> {
    const below = ["base", "spark"].map((name) => join(into, name));
    const layers: Record<string, AddLayer> = {
        base: addBase,
        spark: (folder) => addSpark(sparkLayer, folder, into),
        fasterStarts: (folder) => addFasterStarts(folder, below, into),
        operator: addOperator,
    };
    rmSync(await makeImages(into, layers, images));
}
