import {
    chmodSync,
    chownSync,
    cpSync,
    existsSync,
    mkdirSync,
    readdirSync,
    readFileSync,
    renameSync,
    rmSync,
    writeFileSync,
} from "node:fs";
import { dirname, join } from "node:path";
import { debianRoot } from "../debian";
import { runIn } from "../rootFolder";
import { linkedRoot } from "./fasterStarts";
import { imageEnvironment, sparkUid } from "./recipe";

/** The recipe of users' images: what adds jars to Spark's, and the lists of them. */
export const jarsRecipe = join(__dirname, "../../images/spark/jars");

/** The recipe's files: a change of one makes another image. */
export const jarsFiles = readdirSync(jarsRecipe, { recursive: true, withFileTypes: true })
    .filter((file) => file.isFile())
    .map(({ parentPath, name }) => join(parentPath, name))
    .sort();

/**
 * The connector to S3, its committers and table formats, as the recipe for Docker adds them.
 *
 * @param below folders of the layers below: Debian with Java, and Spark
 * @param temporary folder on their file system
 * @param recipe a folder with other lists of jars
 */
export function addJars(
    layer: string,
    below: string[],
    temporary: string,
    recipe = jarsRecipe,
): void {
    const root = linkedRoot(below, temporary);
    trustWhatThisMachineTrusts(root);
    cpSync(recipe, join(root, "tmp/jars"), { recursive: true });
    const mirror = process.env.DEFAULT_ARTIFACT_REPOSITORY;
    runIn(root, "/usr/bin/env", [
        ...["-i", ...imageEnvironment, "JARS=/tmp/added/jars"],
        ...(mirror ? [`DEFAULT_ARTIFACT_REPOSITORY=${mirror}`] : []),
        ...["sh", "/tmp/jars/add.sh", "delta,iceberg"],
    ]);
    mkdirSync(join(layer, "opt"), { recursive: true });
    renameSync(join(root, "tmp/added"), join(layer, "opt/spark"));
    rmSync(root, { recursive: true });
}

/** The authorities that an administrator has added to Debian's. */
function trustWhatThisMachineTrusts(root: string): void {
    const authorities = "/usr/local/share/ca-certificates";
    if (existsSync(authorities)) {
        cpSync(authorities, join(root, authorities), { recursive: true });
        runIn(root, "/usr/sbin/update-ca-certificates", []);
    }
}

/** Debian's pip, which is complete without being installed. */
export function addPip(layer: string): void {
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

/** Users as the script docker-image-tool.sh leaves them: Spark's has no entry, and group 0 may add one. */
export function addUsers(layer: string, base: string): void {
    const entries = readFileSync(join(base, "etc/passwd"), "utf8")
        .split("\n")
        .filter((line) => line !== "" && line.split(":")[2] !== String(sparkUid));
    const file = join(layer, "etc/passwd");
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, [...entries, "etl:x:1000:1000::/home/etl:/bin/sh", ""].join("\n"));
    chmodSync(file, 0o664);
    // Of the image's one named user, and of the group that Spark's own images give it to.
    const workFolder = join(layer, "opt/spark/work-dir");
    mkdirSync(workFolder, { recursive: true });
    chownSync(workFolder, 1000, 0);
    chmodSync(workFolder, 0o775);
}
