import { appendFileSync, cpSync, mkdirSync, readFileSync, renameSync, rmSync } from "node:fs";
import { dirname, join } from "node:path";
import { buildOnce, cacheRoot, contentKey } from "../cache";
import { importImages } from "../containerd";
import { debianEnvironment, debianMirror } from "../debian";
import { run } from "../shell";
import { program } from "../tools";
import { clusterBuilds, type GoBuild } from "../tools/catalogue";
import { downloadFromPypi } from "../tools/pypi";
import { layerDigest, packImages, packLayer } from "./archive";
import { imageConfig, imageNames, imagePackages, sparkDistribution, sparkUid } from "./recipe";

const entrypoint = join(__dirname, "entrypoint.sh");
export const operatorBuild = clusterBuilds.find((b) => b.name === "spark-operator") as GoBuild;

/** A containerd root folder that holds the sandbox's images, unpacked: every node starts from a copy of it. */
export function imageStore(): string {
    const key = contentKey(
        imagePackages,
        sparkDistribution,
        imageNames,
        operatorBuild,
        readFileSync(entrypoint, "utf8"),
    );
    return join(cacheRoot(), "images", key);
}

export async function ensureImages(): Promise<string> {
    const store = imageStore();
    await buildOnce(store, async (into) => {
        const base = join(into, "base");
        debianBase(base);
        addSpark(base, into);
        const operator = join(into, "operator");
        mkdirSync(join(operator, "usr/bin"), { recursive: true });
        cpSync(program(operatorBuild, "spark-operator"), join(operator, "usr/bin/spark-operator"));

        packLayer(base, join(into, "base.tar"));
        packLayer(operator, join(into, "operator.tar"));
        const baseDigest = await layerDigest(join(into, "base.tar"));
        const operatorDigest = await layerDigest(join(into, "operator.tar"));
        const archive = packImages(into, [
            {
                name: imageNames.spark,
                config: imageConfig(["/opt/entrypoint.sh"], [baseDigest]),
                layers: ["base.tar"],
            },
            {
                name: imageNames.sparkOperator,
                config: imageConfig(
                    ["tini", "-s", "--", "spark-operator"],
                    [baseDigest, operatorDigest],
                ),
                layers: ["base.tar", "operator.tar"],
            },
            {
                name: imageNames.pause,
                config: imageConfig(["tini", "--", "sleep", "infinity"], [baseDigest]),
                layers: ["base.tar"],
            },
        ]);
        const images = join(into, "containerd");
        await importImages(archive, images);
        run("sh", ["-c", 'cd "$0" && rm -rf base operator *.tar config-*.json manifest.json', into]);
    });
    return join(store, "containerd");
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

function addSpark(base: string, temporary: string): void {
    const archive = downloadFromPypi(sparkDistribution, temporary);
    const unpacked = join(temporary, "distribution");
    mkdirSync(unpacked);
    run("tar", ["--extract", "--file", archive, "--directory", unpacked, "--strip-components=1"]);
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

    cpSync(entrypoint, join(base, "opt/entrypoint.sh"));
    appendFileSync(
        join(base, "etc/passwd"),
        `spark:x:${sparkUid}:${sparkUid}:Spark:/opt/spark/work-dir:/bin/sh\n`,
    );
    appendFileSync(join(base, "etc/group"), `spark:x:${sparkUid}:\n`);
    run("chown", ["-R", `${sparkUid}:${sparkUid}`, join(home, "work-dir")]);
    // PySpark's scripts call `python3`; its workers may be started as `python`.
    run("ln", ["-sf", "python3", join(base, "usr/bin/python")]);
}
