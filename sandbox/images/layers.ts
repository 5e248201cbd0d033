import { appendFileSync, cpSync, mkdirSync, readdirSync, renameSync, rmSync } from "node:fs";
import { dirname, join } from "node:path";
import { run } from "../shell";
import { clusterBuilds, type GoBuild } from "../tools/catalogue";
import { buildDir } from "../tools/goBuild";
import { downloadSource } from "../tools/pypi";
import { debianBase } from "./debianBase";
import { sparkUid, type SparkLayer } from "./recipe";

export const operatorBuild = clusterBuilds.find((b) => b.name === "spark-operator") as GoBuild;

/** What Spark on Kubernetes expects of an image, below /opt. */
const scripts = ["entrypoint.sh", "decom.sh"].map((name) => join(__dirname, name));

/** Whatever is changed here makes other layers. */
export const layerFiles = [
    ...scripts,
    ...["debianBase.ts", "fasterStarts.ts", "layers.ts"].map((name) => join(__dirname, name)),
];

/** Debian with what Spark on Kubernetes expects of an image, but without Spark. */
export function addBase(base: string): void {
    debianBase(base);
    scripts.forEach((script) => cpSync(script, join(base, "opt", script.replace(/.*\//, ""))));
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

export function addOperator(folder: string): void {
    mkdirSync(join(folder, "usr/bin"), { recursive: true });
    const program = join(buildDir(operatorBuild), "spark-operator");
    cpSync(program, join(folder, "usr/bin/spark-operator"));
}

/** PyPI's distribution of Spark. */
export async function addSpark(spark: SparkLayer, layer: string, temporary: string): Promise<void> {
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
