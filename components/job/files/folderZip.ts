import { lstatSync, readdirSync, readFileSync, realpathSync, statSync } from "fs";
import { join } from "path";
import { zipSync, Zippable } from "fflate";
import { isFolder, pathProblem } from "./projectFolder";

/** More files are no modules of a job, but a folder that was named by mistake. */
const MOST_FILES = 2000;

/** More bytes do not fit into a ConfigMap when they are compressed either. */
const MOST_BYTES = 32 * 1024 * 1024;

/** The same bytes on every machine: the earliest time that an archive can hold, of whatever zone. */
const TIME = new Date(1980, 0, 1);

/** What is wrong with a folder whose files are to be delivered, or nothing. */
export function folderProblem(folder: string, project: string): string | undefined {
    const files: string[] = [];
    const problem = walk(folder, "", project, (path) => files.push(path));
    if (problem !== undefined) {
        return problem;
    }
    const bytes = files.reduce((sum, path) => sum + statSync(join(folder, path)).size, 0);
    if (files.length === 0) {
        return "has no files";
    }
    return bytes > MOST_BYTES
        ? `has ${bytes} bytes, too many to be delivered with a job`
        : undefined;
}

/** Paths of a folder's files in it. */
export function filesIn(folder: string): string[] {
    const files: string[] = [];
    walk(folder, "", undefined, (path) => files.push(path));
    return files;
}

/** An archive of what is in a folder, for Spark to unpack. */
export function zippedFolder(folder: string): Uint8Array {
    return zipped(entriesOf(folder, ""));
}

/**
 * An archive with the Python modules of a folder: `helpers.py` of `jobs/lib` is there for
 * `import helpers` and for `import lib.helpers`. What has an `__init__.py` is a package, and has
 * the folder's name only.
 *
 * @param name the folder's, as it is imported
 */
export function zippedModules(folder: string, name: string): Uint8Array {
    const inPackage = entriesOf(folder, `${name}/`);
    const isPackage = `${name}/__init__.py` in inPackage;
    return zipped(isPackage ? inPackage : { ...entriesOf(folder, ""), ...inPackage });
}

function zipped(entries: Zippable): Uint8Array {
    const sorted = Object.entries(entries).sort(([a], [b]) => (a < b ? -1 : 1));
    return zipSync(Object.fromEntries(sorted), { level: 9, mtime: TIME });
}

function entriesOf(folder: string, prefix: string): Zippable {
    const entries: Zippable = {};
    walk(folder, "", undefined, (path) => {
        const steps = `${prefix}${path}`.split("/").slice(0, -1);
        // Python finds packages without `__init__.py` by the entries of their folders.
        steps.forEach((_, index) => {
            entries[`${steps.slice(0, index + 1).join("/")}/`] = new Uint8Array();
        });
        const file = join(folder, path);
        const isProgram = (statSync(file).mode & 0o100) !== 0;
        const attrs = (isProgram ? 0o755 : 0o644) << 16;
        entries[`${prefix}${path}`] = [new Uint8Array(readFileSync(file)), { os: 3, attrs }];
    });
    return entries;
}

/** Hidden files, and what Python makes of its modules, are nobody's sources. */
function isSource(name: string): boolean {
    return !name.startsWith(".") && name !== "__pycache__" && !name.endsWith(".pyc");
}

/**
 * Visits the files of a folder by their paths in it, in order.
 *
 * @param project where links may lead; anywhere if it is not given
 * @returns what keeps a file from being delivered, if anything does
 */
function walk(
    top: string,
    below: string,
    project: string | undefined,
    visit: (path: string) => void,
    count = { files: 0 },
): string | undefined {
    for (const name of readdirSync(join(top, below)).filter(isSource).sort()) {
        const path = below === "" ? name : `${below}/${name}`;
        const absolute = join(top, path);
        const isLink = lstatSync(absolute).isSymbolicLink();
        const problem =
            isLink && project !== undefined ? pathProblem(absolute, project) : undefined;
        if (problem !== undefined) {
            return `holds a link: ${problem}`;
        }
        if (isFolder(absolute)) {
            const isCircle = isLink && join(top, below).startsWith(realpathSync(absolute));
            const further = isCircle
                ? `holds a link to a folder that it is in ("${path}")`
                : walk(top, path, project, visit, count);
            if (further !== undefined) {
                return further;
            }
        } else if (statSync(absolute).isFile()) {
            count.files++;
            if (count.files > MOST_FILES) {
                return `has more than ${MOST_FILES} files`;
            }
            visit(path);
        }
    }
    return undefined;
}
