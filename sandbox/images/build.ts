import { appendFileSync, cpSync, mkdirSync, readFileSync, renameSync, rmSync } from "node:fs";
import { dirname, join } from "node:path";
import { cacheRoot, contentKey } from "../cache";
import { importImages } from "../containerd";
import { debianEnvironment, debianMirror } from "../debian";
import type { Preparation } from "../preparation";
import { run } from "../shell";
import { clusterBuilds, type GoBuild } from "../tools/catalogue";
import { buildDir } from "../tools/goBuild";
import { downloadFromPypi } from "../tools/pypi";
import { layerDigest, packImages, packLayer } from "./archive";
import { imageConfig, imageNames, imagePackages, sparkDistribution, sparkUid } from "./recipe";

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
        sparkDistribution,
        imageNames,
        operatorBuild,
        // Whatever is changed here makes other images.
        [...scripts.map(scriptPath), __filename].map((file) => readFileSync(file, "utf8")),
    );
    return join(cacheRoot(), "images", key);
}

/** Needs Debian's programs and the operator. */
export function imagesPreparation(): Preparation {
    return { title: `packing ${Object.values(imageNames).join(", ")}`, dir: storeDir(), make };
}

async function make(into: string): Promise<void> {
    const base = join(into, "base");
    debianBase(base);
    await addSpark(base, into);
    const operator = join(into, "operator");
    mkdirSync(join(operator, "usr/bin"), { recursive: true });
    const program = join(buildDir(operatorBuild), "spark-operator");
    cpSync(program, join(operator, "usr/bin/spark-operator"));

    packLayer(base, join(into, "base.tar"));
    packLayer(operator, join(into, "operator.tar"));
    const baseDigest = await layerDigest(join(into, "base.tar"));
    const operatorDigest = await layerDigest(join(into, "operator.tar"));
    const image = (name: string, entrypoint: string[], layers: string[], digests: string[]) => ({
        name,
        layers,
        config: imageConfig(entrypoint, digests),
    });
    const onBase: [string[], string[]] = [["base.tar"], [baseDigest]];
    const archive = packImages(into, [
        image(imageNames.spark, ["/opt/entrypoint.sh"], ...onBase),
        image(imageNames.pause, ["tini", "--", "sleep", "infinity"], ...onBase),
        image(
            imageNames.sparkOperator,
            ["tini", "-s", "--", "spark-operator"],
            ["base.tar", "operator.tar"],
            [baseDigest, operatorDigest],
        ),
    ]);
    await importImages(archive, join(into, "containerd"));
    run("sh", ["-c", 'cd "$0" && rm -rf base operator *.tar *.json', into]);
}

function debianBase(base: string): void {
    const { uri, suite, components } = debianMirror();
    run(
        "debootstrap",
        [
            ...["--variant=minbase", `--components=${components}`],
            `--include=${imagePackages.join(",")}`,
            ...[suite, base, uri],
        ],
        { env: debianEnvironment() },
    );
    // Nothing in the image needs them, and they would be half of its files.
    for (const unused of [
        "usr/share/doc",
        "usr/share/man",
        "usr/share/locale",
        "usr/share/info",
        "var/cache/apt",
        "var/lib/apt/lists",
        "var/log",
    ]) {
        rmSync(join(base, unused), { recursive: true, force: true });
    }
    mkdirSync(join(base, "var/log"));
}

async function addSpark(base: string, temporary: string): Promise<void> {
    const archive = await downloadFromPypi(sparkDistribution, temporary);
    const unpacked = join(temporary, "distribution");
    mkdirSync(unpacked);
    run("tar", [
        ...["--extract", "--file", archive, "--directory", unpacked],
        ...["--strip-components=1", "--no-same-owner"],
    ]);
    const home = join(base, "opt/spark");
    mkdirSync(join(home, "work-dir"), { recursive: true });
    for (const folder of ["bin", "sbin", "jars", "data", "examples"]) {
        renameSync(join(unpacked, "deps", folder), join(home, folder));
    }
    mkdirSync(join(home, "python"));
    renameSync(join(unpacked, "pyspark"), join(home, "python/pyspark"));
    renameSync(join(unpacked, "lib"), join(home, "python/lib"));
    rmSync(unpacked, { recursive: true });
    rmSync(dirname(archive), { recursive: true });

    scripts.forEach((name) => cpSync(scriptPath(name), join(base, "opt", name)));
    appendFileSync(
        join(base, "etc/passwd"),
        `spark:x:${sparkUid}:${sparkUid}:Spark:/opt/spark/work-dir:/bin/sh\n`,
    );
    appendFileSync(join(base, "etc/group"), `spark:x:${sparkUid}:\n`);
    run("chown", ["-R", `${sparkUid}:${sparkUid}`, join(home, "work-dir")]);
    // PySpark's scripts call `python3`; its workers may be started as `python`.
    run("ln", ["-sf", "python3", join(base, "usr/bin/python")]);
}
