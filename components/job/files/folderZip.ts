import { lstatSync, readdirSync, readFileSync, realpathSync, statSync } from "fs";
import { join } from "path";
import { zipSync, Zippable } from "fflate";
import { isFolder, pathProblem } from "./projectFolder";

/** More files suggest a folder that was named by mistake. */
const MAX_FILES = 2000;

/** More bytes would not fit into a ConfigMap even when compressed. */
const MAX_BYTES = 32 * 1024 * 1024;

/**
 * Gives the same bytes on every machine: the earliest time that an archive can hold, in any time
 * zone.
 */
const TIME = new Date(1980, 0, 1);

/** What is wrong with a folder to be delivered, or nothing. */
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
    return bytes > MAX_BYTES
        ? `has ${bytes} bytes, too many to be delivered with a job`
        : undefined;
}

/** A folder's files, by their relative paths. */
export function filesIn(folder: string): string[] {
    const files: string[] = [];
    walk(folder, "", undefined, (path) => files.push(path));
    return files;
}

/** An archive of a folder's content, which Spark unpacks. */
export function zippedFolder(folder: string): Uint8Array {
    return zipped(entriesOf(folder, ""));
}

/**
 * An archive of a folder's Python modules: `helpers.py` of `jobs/lib` can be imported as `helpers`
 * and as `lib.helpers`. A folder with an `__init__.py` is a package and can only be imported by its
 * name.
 *
 * @param name the folder's name for imports
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
        // Python finds packages without `__init__.py` by their folder entries.
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

/** Hidden files and Python's compiled modules are not sources. */
function isSource(name: string): boolean {
    return !name.startsWith(".") && name !== "__pycache__" && !name.endsWith(".pyc");
}

/**
 * Visits a folder's files by their relative paths, sorted.
 *
 * @param project folder that links must stay in; anywhere if omitted
 * @returns what prevents the delivery, if anything
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
            return `contains a link: ${problem}`;
        }
        if (isFolder(absolute)) {
            const isCircle = isLink && join(top, below).startsWith(realpathSync(absolute));
            const further = isCircle
                ? `contains a link to one of its parent folders ("${path}")`
                : walk(top, path, project, visit, count);
            if (further !== undefined) {
                return further;
            }
        } else if (statSync(absolute).isFile()) {
            count.files++;
            if (count.files > MAX_FILES) {
                return `has more than ${MAX_FILES} files`;
            }
            visit(path);
        }
    }
    return undefined;
}
