import { existsSync, readFileSync, statSync } from "fs";
import { basename, resolve } from "path";

/** Where the driver finds what it runs. */
export interface MainFile {
    /** Address for Spark. */
    uri: string;
    language: "Python" | "Scala";
    /** Name and text of a project file that has to be delivered. */
    script?: { name: string; text: string };
}

/** Folder in the driver that holds a delivered project file. */
export const MAIN_FOLDER = "/etc/spark-platform/main";

/** Kubernetes keeps up to 1 MiB in a ConfigMap; some of it is needed for its metadata. */
const MAX_SCRIPT_BYTES = 1024 * 1024 - 8 * 1024;

/** Schemes that Spark and the driver can read in cluster mode. */
const SCHEMES = ["local", "http", "https", "s3a", "gs", "abfs", "abfss", "hdfs"];

/** What is wrong with a job's `main`, or nothing. */
export function mainProblem(main: string): string | undefined {
    const scheme = schemeOf(main);
    if (!/\.(py|jar)$/.test(main)) {
        return `"${main}" is neither a Python file (.py) nor a jar (.jar)`;
    }
    if (scheme === undefined) {
        return projectFileProblem(main);
    }
    if (!SCHEMES.includes(scheme)) {
        const list = SCHEMES.map((name) => `${name}://`).join(", ");
        return `"${main}" is out of the driver's reach: use a file of this project or ${list}`;
    }
    if (!main.startsWith(`${scheme}://`)) {
        return `"${main}" has no "//" after "${scheme}:" (e.g. "local:///opt/spark/examples/src/main/python/pi.py")`;
    }
    return undefined;
}

/** Reads a job's `main`, which has no problem. */
export function mainFile(main: string): MainFile {
    const language = main.endsWith(".py") ? "Python" : "Scala";
    if (schemeOf(main) !== undefined) {
        return { uri: main, language };
    }
    const name = basename(main);
    const text = readFileSync(resolve(main), "utf8");
    return { uri: `local://${MAIN_FOLDER}/${name}`, language, script: { name, text } };
}

function projectFileProblem(main: string): string | undefined {
    const path = resolve(main);
    if (main.endsWith(".jar")) {
        return (
            `"${main}" is too big to be delivered with the job: put the jar into the image ` +
            `("local:///opt/app/${basename(main)}") or an object store ("s3a://…")`
        );
    }
    if (!/^[-\w.]+$/.test(basename(main))) {
        return `"${main}": the file's name may have letters, digits, "-", "_" and "." only`;
    }
    if (!existsSync(path)) {
        return `"${main}" does not exist (looked for ${path}); paths begin at the project's folder`;
    }
    const { size } = statSync(path);
    return size <= MAX_SCRIPT_BYTES
        ? undefined
        : `"${main}" has ${size} bytes, more than the ${MAX_SCRIPT_BYTES} that can be delivered ` +
              "with a job: put it into the image or an object store";
}

/** `s3a` of `s3a://bucket/x.py`; nothing for a path. */
function schemeOf(main: string): string | undefined {
    return /^([a-z][a-z0-9+.-]*):/i.exec(main)?.[1];
}
