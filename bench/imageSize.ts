import {
    cpSync,
    createReadStream,
    mkdtempSync,
    readdirSync,
    rmSync,
    statSync,
    writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { Writable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { createGzip } from "node:zlib";
import { lakehouseLines } from "../components/spark/lakehouseVersions";
import { versions } from "../components/versions";
import { cacheRoot } from "../sandbox/cache";
import { debianPreparation } from "../sandbox/debian";
import { packLayer } from "../sandbox/images/archive";
import { storeDir } from "../sandbox/images/build";
import {
    imagePreparations,
    ImageSet,
    lakehouseDir,
    unpackSpark,
} from "../sandbox/images/lakehouse";
import { addJars, jarsRecipe } from "../sandbox/images/lakehouseLayers";
import { operatorBuild } from "../sandbox/images/layers";
import { layerFile, layersOf } from "../sandbox/images/store";
import { prepare } from "../sandbox/preparation";
import { run } from "../sandbox/shell";
import { goPreparation } from "../sandbox/tools";
import { NAIVE_JARS } from "./naiveJars";

interface Size {
    unpacked: number;
    /** As stored by registries and pulled by nodes. */
    packed: number;
}

/** Compares the images of `images/spark` with plain Spark, with and without the usual jars. */
async function bench(): Promise<void> {
    await prepare([
        debianPreparation(),
        goPreparation(operatorBuild),
        ...imagePreparations(ImageSet.Lakehouse),
    ]);
    const layers = await lakehouseLayers();
    const spark = sum([layers.base, layers.spark]);
    const lakehouse = sum([spark, layers.lakehouse, layers.lakehouseStarts]);
    const folder = mkdtempSync(join(cacheRoot(), "images", "sizes-"));
    try {
        const below = unpackSpark(folder);
        const naive = sum([spark, await naiveLayer(folder, below)]);
        const jars = await jarsOfLists(folder);
        console.log("| image | unpacked | packed (gzip) |");
        console.log("| --- | --- | --- |");
        print("plain Spark", spark);
        print("faster starts", sum([spark, layers.fasterStarts]));
        print("S3, Delta and Iceberg", lakehouse);
        print("S3 and Delta", minus(lakehouse, jars.iceberg));
        print("S3 and Iceberg", minus(lakehouse, jars.delta));
        print("S3 only", minus(minus(lakehouse, jars.delta), jars.iceberg));
        print("plain Spark with bundles for S3, Delta and Iceberg", naive);
        printRatio("faster starts : plain", sum([spark, layers.fasterStarts]), spark);
        printRatio("S3, Delta and Iceberg : with bundles", lakehouse, naive);
    } finally {
        rmSync(folder, { recursive: true });
    }
}

const LAYERS = ["base", "spark", "fasterStarts", "lakehouse", "lakehouseStarts"] as const;

async function lakehouseLayers(): Promise<Record<(typeof LAYERS)[number], Size>> {
    const known = { ...layersOf(storeDir()), ...layersOf(lakehouseDir()) };
    const sizes: [string, Size][] = [];
    for (const name of LAYERS) {
        const layer = known[name];
        if (layer === undefined) {
            throw new Error(`no layer ${name} in ${lakehouseDir()}`);
        }
        sizes.push([name, await sizeOf(layerFile(lakehouseDir(), layer))]);
    }
    return Object.fromEntries(sizes) as Record<(typeof LAYERS)[number], Size>;
}

/** The jars that the documentation of S3A and Iceberg recommends. */
async function naiveLayer(folder: string, below: string[]): Promise<Size> {
    const recipe = join(folder, "jars");
    cpSync(jarsRecipe, recipe, { recursive: true });
    for (const list of ["files", "iceberg"]) {
        const file = join(recipe, versions.spark, `${list}.txt`);
        writeFileSync(file, `${NAIVE_JARS.join("\n")}\n`);
    }
    addJars(join(folder, "naive"), below, folder, recipe);
    const tar = join(folder, "naive.tar");
    await packLayer(join(folder, "naive"), tar);
    return sizeOf(tar);
}

/** The jars that a table format adds to those for S3. */
async function jarsOfLists(folder: string): Promise<Record<"delta" | "iceberg", Size>> {
    const layer = layersOf(lakehouseDir())["lakehouse"];
    const unpacked = join(folder, "lakehouse");
    if (layer === undefined) {
        throw new Error(`no layer of jars in ${lakehouseDir()}`);
    }
    run("mkdir", [unpacked]);
    run("tar", ["-x", "-C", unpacked, "-f", layerFile(lakehouseDir(), layer)]);
    const files = readdirSync(join(unpacked, "opt/spark/jars"));
    const { delta, iceberg } = lakehouseLines["4.1"]?.formats ?? {};
    const of = (pattern: RegExp) =>
        Promise.all(
            files
                .filter((file) => pattern.test(file))
                .map((file) => sizeOf(join(unpacked, "opt/spark/jars", file))),
        ).then(sum);
    const jar = (name = "") => name.replace(/^.*:/, "").replace(/\./g, "\\.");
    return {
        delta: await of(new RegExp(`^(delta-storage|${jar(delta?.name)})-`)),
        iceberg: await of(new RegExp(`^(glue|kms|aws-json-protocol|${jar(iceberg?.name)})-`)),
    };
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

function minus(whole: Size, part: Size): Size {
    return { unpacked: whole.unpacked - part.unpacked, packed: whole.packed - part.packed };
}

function print(name: string, { unpacked, packed }: Size): void {
    const megabytes = [unpacked, packed].map((bytes) => `${(bytes / 1e6).toFixed(0)} MB`);
    console.log(`| ${[name, ...megabytes].join(" | ")} |`);
}

function printRatio(name: string, one: Size, other: Size): void {
    const ratios = [one.unpacked / other.unpacked, one.packed / other.packed];
    console.log(`| ${[name, ...ratios.map((ratio) => ratio.toFixed(2))].join(" | ")} |`);
}

bench().catch((error: unknown) => {
    console.error(error);
    process.exitCode = 1;
});
