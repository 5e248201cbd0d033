import { cpSync, mkdirSync, readdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { runIn } from "../rootFolder";
import { run } from "../shell";
import { imageEnvironment } from "./recipe";

/** What speeds up starts in an image with Spark, Java and Python; users' images have the same. */
const recipe = join(__dirname, "../../images/spark/fasterStarts");
const HOME = "opt/spark-java";

/** What the recipe makes or changes. */
const CHANGED = [HOME, "opt/spark/python/lib"];

/** Variables of an image with the layer: Spark starts the Java that uses the archive of classes. */
export const fasterEnvironment = [...imageEnvironment, `JAVA_HOME=/${HOME}`];

/** The recipe's files: a change of one makes another image. */
export const fasterStartsFiles = readdirSync(recipe).map((name) => join(recipe, name));

/**
 * Makes the layer by which Spark starts faster.
 *
 * @param below folders of the layers below
 * @param temporary folder on their file system
 */
export function addFasterStarts(layer: string, below: string[], temporary: string): void {
    const root = linkedRoot(below, temporary);
    cpSync(recipe, join(root, HOME), { recursive: true });
    runIn(root, "/usr/bin/env", ["-i", ...imageEnvironment, "sh", `/${HOME}/make.sh`]);
    for (const path of CHANGED) {
        mkdirSync(dirname(join(layer, path)), { recursive: true });
        renameSync(join(root, path), join(layer, path));
    }
    rmSync(root, { recursive: true });
}

/** A root folder whose files are those of layers, one on top of the other; programs can run in it. */
export function linkedRoot(layers: string[], temporary: string): string {
    const root = join(temporary, "image");
    mkdirSync(root);
    for (const folder of layers) {
        run("cp", ["--archive", "--link", "--force", `${folder}/.`, root]);
    }
    // As every container has one.
    writeFileSync(join(root, "etc/hosts"), "127.0.0.1 localhost\n");
    return root;
}
