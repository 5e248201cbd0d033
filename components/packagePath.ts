import * as fs from "node:fs";
import * as path from "node:path";

/**
 * Path of a folder of this package, which is relative to the working directory, and the same on every
 * machine and with every package manager: npm, yarn and pnpm all have a folder or link
 * `node_modules/<name>` for what a project depends on, wherever they keep its files.
 *
 * @param folder e.g. `charts/spark-operator-crds`
 * @param marker a file that the folder has
 * @param from a folder of the package's files, without links, as Node.js gives `__dirname`
 */
export function packagePath(
    folder: string,
    marker: string,
    workingDirectory = process.cwd(),
    from = __dirname,
): string {
    const root = ancestors(from).find((one) => fs.existsSync(path.join(one, folder, marker)));
    if (root === undefined) {
        throw new Error(`${folder} is missing from the package of ${from}`);
    }
    const found = path.join(linked(root, workingDirectory) ?? root, folder);
    const relative = path.relative(workingDirectory, found).split(path.sep).join("/");
    // With a leading dot it can be taken for nothing but a path.
    return relative.startsWith(".") ? relative : `./${relative}`;
}

/** The nearest `node_modules/<name>` above the working directory that is this package. */
function linked(folder: string, workingDirectory: string): string | undefined {
    const file = fs.readFileSync(path.join(folder, "package.json"), "utf8");
    const { name } = JSON.parse(file) as { name: string };
    return ancestors(workingDirectory)
        .map((one) => path.join(one, "node_modules", name))
        .find((one) => fs.existsSync(one) && fs.realpathSync(one) === fs.realpathSync(folder));
}

/** A folder and those above it, from the inside out. */
function ancestors(folder: string): string[] {
    const parent = path.dirname(folder);
    return parent === folder ? [folder] : [folder, ...ancestors(parent)];
}
