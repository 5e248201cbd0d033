import {
    appendFileSync,
    cpSync,
    mkdirSync,
    readdirSync,
    readFileSync,
    renameSync,
    rmSync,
} from "node:fs";
import { dirname, join } from "node:path";
import { cacheRoot, contentKey } from "../cache";
import { importImages } from "../containerd";
import type { Preparation } from "../preparation";
import { run } from "../shell";
import { clusterBuilds, type GoBuild } from "../tools/catalogue";
import { buildDir } from "../tools/goBuild";
import { downloadSource } from "../tools/pypi";
import { layerDigest, packImages, packLayer } from "./archive";
import { addAws } from "./awsLayer";
import { debianBase } from "./debianBase";
import { addFasterStarts, fasterEnvironment, fasterStartsFiles } from "./fasterStarts";
import { hadoopAws } from "./hadoopAws";
import {
    imageConfig,
    imageEnvironment,
    imageNames,
    imagePackages,
    olderSparkLayer,
    sparkLayer,
    sparkUid,
    type SparkLayer,
} from "./recipe";

/** What Spark on Kubernetes expects of an image, below /opt. */
const scripts = ["entrypoint.sh", "decom.sh"];
export const operatorBuild = clusterBuilds.find((b) => b.name === "spark-operator") as GoBuild;

/** A containerd root folder that holds the sandbox's images, unpacked: every node starts from a copy of it. */
export function imageStore(): string {
    return join(storeDir(), "containerd");
}

function scriptPath(name: string): string {
    return join(__dirname, name);
}

function storeDir(): string {
    const key = contentKey(
        imagePackages,
        [sparkLayer, olderSparkLayer, hadoopAws],
        imageNames,
        operatorBuild,
        // Whatever is changed here makes other images.
        [
            ...[...scripts, "awsLayer.ts", "build.ts", "debianBase.ts", "fasterStarts.ts"].map(
                scriptPath,
            ),
            ...fasterStartsFiles,
        ].map((file) => readFileSync(file, "utf8")),
    );
    return join(cacheRoot(), "images", key);
}

/** Needs Debian's programs and the operator. */
export function imagesPreparation(): Preparation {
    return { title: `packing ${Object.values(imageNames).join(", ")}`, dir: storeDir(), make };
}

async function make(into: string): Promise<void> {
    const layers = {
        base: (folder: string) => addBase(folder),
        spark: (folder: string) => addSpark(sparkLayer, folder, into),
        fasterStarts: (folder: string) =>
            addFasterStarts(folder, [join(into, "base"), join(into, "spark")], into),
        aws: (folder: string) =>
            addAws(folder, { base: join(into, "base"), spark: join(into, "spark") }),
        olderSpark: (folder: string) => addSpark(olderSparkLayer, folder, into),
        operator: (folder: string) => addOperator(folder),
    };
    const digests: Record<string, string> = {};
    for (const [name, add] of Object.entries(layers)) {
        const folder = join(into, name);
        await add(folder);
        packLayer(folder, join(into, `${name}.tar`));
        digests[name] = await layerDigest(join(into, `${name}.tar`));
    }
    // Not before: a layer may need the files of those below.
    Object.keys(layers).forEach((name) => rmSync(join(into, name), { recursive: true }));
    const image = (name: string, entrypoint: string[], ...names: (keyof typeof layers)[]) => ({
        name,
        layers: names.map((layer) => `${layer}.tar`),
        config: imageConfig(
            entrypoint,
            names.map((layer) => digests[layer] ?? ""),
            names.includes("fasterStarts") ? fasterEnvironment : imageEnvironment,
        ),
    });
    const spark = ["/opt/entrypoint.sh"];
    const operator = ["tini", "-s", "--", "spark-operator"];
    const archive = packImages(into, [
        image(imageNames.spark, spark, "base", "spark", "fasterStarts"),
        image(imageNames.awsSpark, spark, "base", "spark", "fasterStarts", "aws"),
        image(imageNames.olderSpark, spark, "base", "olderSpark"),
        image(imageNames.pause, ["tini", "--", "sleep", "infinity"], "base"),
        image(imageNames.sparkOperator, operator, "base", "spark", "fasterStarts", "operator"),
        image(imageNames.plainSpark, spark, "base", "spark"),
        image(imageNames.plainSparkOperator, operator, "base", "spark", "operator"),
    ]);
    await importImages(archive, join(into, "containerd"));
    run("sh", ["-c", 'cd "$0" && rm -rf *.tar *.json', into]);
}

/** Debian with what Spark on Kubernetes expects of an image, but without Spark. */
function addBase(base: string): void {
    debianBase(base);
    scripts.forEach((name) => cpSync(scriptPath(name), join(base, "opt", name)));
    appendFileSync(
        join(base, "etc/passwd"),
        `spark:x:${sparkUid}:${sparkUid}:Spark:/opt/spark/work-dir:/bin/sh\n`,
    );
    appendFileSync(join(base, "etc/group"), `spark:x:${sparkUid}:\n`);
    const workFolder = join(base, "opt/spark/work-dir");
    mkdirSync(workFolder, { recursive: true });
    run("chown", [`${sparkUid}:${sparkUid}`, workFolder]);
    // PySpark's scripts call `python3`; its workers may be started as `python`.
    run("ln", ["-sf", "python3", join(base, "usr/bin/python")]);
}

function addOperator(folder: string): void {
    mkdirSync(join(folder, "usr/bin"), { recursive: true });
    const program = join(buildDir(operatorBuild), "spark-operator");
    cpSync(program, join(folder, "usr/bin/spark-operator"));
}

async function addSpark(spark: SparkLayer, layer: string, temporary: string): Promise<void> {
    const requirement = `pyspark==${spark.version}`;
    const archive = await downloadSource({ requirement, sha256: [spark.sha256] }, temporary);
    const unpacked = join(temporary, "distribution");
    mkdirSync(unpacked);
    run("tar", [
        ...["--extract", "--file", archive, "--directory", unpacked],
        ...["--strip-components=1", "--no-same-owner"],
    ]);
    const home = join(layer, "opt/spark");
    mkdirSync(join(home, "python"), { recursive: true });
    for (const folder of spark.folders) {
        renameSync(join(unpacked, "deps", folder), join(home, folder));
    }
    for (const jar of readdirSync(join(home, "jars"))) {
        if (spark.without.some((begin) => jar.startsWith(begin))) {
            rmSync(join(home, "jars", jar));
        }
    }
    if (spark.pythonFiles) {
        renameSync(join(unpacked, "pyspark"), join(home, "python/pyspark"));
    }
    renameSync(join(unpacked, "lib"), join(home, "python/lib"));
    rmSync(unpacked, { recursive: true });
    rmSync(dirname(archive), { recursive: true });
}
