import {
    chmodSync,
    chownSync,
    cpSync,
    mkdirSync,
    readdirSync,
    readFileSync,
    writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { debianRoot } from "../debian";
import { downloadFromMaven } from "../tools/maven";
import { hadoopAws } from "./hadoopAws";
import { sparkUid } from "./recipe";

/** The folders of the layers below. */
interface Below {
    base: string;
    spark: string;
}

/**
 * What users' own images have: the connector to S3, pip, and users as the script docker-image-tool.sh
 * leaves them: Spark's has no entry, and group 0 may add one.
 */
export async function addAws(layer: string, { base, spark }: Below): Promise<void> {
    const jars = join(spark, "opt/spark/jars");
    const ivy = readdirSync(jars).find((name) => /^ivy-\d/.test(name)) ?? "";
    await downloadFromMaven(hadoopAws, base, join(jars, ivy), join(layer, "opt/spark/jars"));
    addPip(layer);
    addUsers(layer, base);
}

/** Debian's pip, which is complete without being installed. */
function addPip(layer: string): void {
    const packages = "usr/lib/python3/dist-packages";
    mkdirSync(join(layer, packages), { recursive: true });
    for (const name of readdirSync(join(debianRoot(), packages))) {
        if (/^pip\b/.test(name)) {
            cpSync(join(debianRoot(), packages, name), join(layer, packages, name), {
                recursive: true,
            });
        }
    }
}

function addUsers(layer: string, base: string): void {
    const entries = readFileSync(join(base, "etc/passwd"), "utf8")
        .split("\n")
        .filter((line) => line !== "" && line.split(":")[2] !== String(sparkUid));
    const file = join(layer, "etc/passwd");
    mkdirSync(join(layer, "etc"));
    writeFileSync(file, [...entries, "etl:x:1000:1000::/home/etl:/bin/sh", ""].join("\n"));
    chmodSync(file, 0o664);
    // Of the image's one named user, and of the group that Spark's own images give it to.
    const workFolder = join(layer, "opt/spark/work-dir");
    mkdirSync(workFolder);
    chownSync(workFolder, 1000, 0);
    chmodSync(workFolder, 0o775);
}
