import { cpSync, mkdirSync, readdirSync, renameSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { runIn } from "../rootFolder";
import { run } from "../shell";
import { imageEnvironment } from "./recipe";

/** What makes the archive in an image with Spark, Java and Python; users' images have the same. */
const recipe = join(__dirname, "../../images/spark/classDataSharing");
const HOME = "opt/spark-java";

/** Variables of an image with the layer: Spark starts the Java that uses the archive. */
export const sharingEnvironment = [...imageEnvironment, `JAVA_HOME=/${HOME}`];

/** The recipe's files: a change of one makes another image. */
export const sharedClassesFiles = readdirSync(recipe).map((name) => join(recipe, name));

/**
 * Makes the layer with the archive of the classes that Spark loads on Kubernetes.
 *
 * @param below folders of the layers below
 * @param temporary folder on their file system
 */
export function addSharedClasses(layer: string, below: string[], temporary: string): void {
    const root = join(temporary, "image");
    for (const folder of below) {
        mkdirSync(root, { recursive: true });
        run("cp", ["--archive", "--link", "--force", `${folder}/.`, root]);
    }
    cpSync(recipe, join(root, HOME), { recursive: true });
    // As every container has one.
    writeFileSync(join(root, "etc/hosts"), "127.0.0.1 localhost\n");
    runIn(root, "/usr/bin/env", ["-i", ...imageEnvironment, "sh", `/${HOME}/make.sh`]);
    const into = join(layer, HOME);
    mkdirSync(dirname(into), { recursive: true });
    renameSync(join(root, HOME), into);
    run("rm", ["-rf", root]);
}
