import { existsSync, readFileSync, statSync } from "fs";
import { basename, resolve } from "path";
import { Language } from "../args/jobArgs";
import { addressProblem, schemeOf } from "./addresses";

/** Where the driver finds what it runs. */
export interface MainFile {
    /** Address for Spark. */
    uri: string;
    language: Language;
    /** Name and text of a project file that has to be delivered. */
    script?: { name: string; text: string };
}

/** Folder in the driver that holds a delivered project file. */
export const MAIN_FOLDER = "/etc/spark-platform/main";

/** Kubernetes keeps up to 1 MiB in a ConfigMap; some of it is needed for its metadata. */
const MAX_SCRIPT_BYTES = 1024 * 1024 - 8 * 1024;

/** Languages by the ending of the file, from which Spark itself tells how to run it. */
const LANGUAGES: Record<string, readonly [Language, ...Language[]]> = {
    ".py": [Language.Python],
    ".R": [Language.R],
    ".r": [Language.R],
    ".jar": [Language.Scala, Language.Java],
};

/** Languages that a `main` may be in, the likeliest first; none if it is no program for Spark. */
export function languagesOf(main: string): readonly Language[] {
    return LANGUAGES[/\.\w+$/.exec(main)?.[0] ?? ""] ?? [];
}

/** What is wrong with a job's `main`, or nothing. */
export function mainProblem(main: string): string | undefined {
    if (languagesOf(main).length === 0) {
        return `"${main}" is neither a Python file (.py) nor an R file (.R) nor a jar (.jar)`;
    }
    const scheme = schemeOf(main);
    return scheme === undefined
        ? projectFileProblem(main)
        : addressProblem(main, scheme, "a file of this project or ");
}

/** Reads a job's `main`, which has no problem. */
export function mainFile(main: string, given?: Language): MainFile {
    const language = given ?? languagesOf(main)[0] ?? Language.Scala;
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
            `("local:///opt/app/${basename(main)}") or an object store that the image reads ("s3a://…")`
        );
    }
    if (!/^[-\w.]+$/.test(basename(main))) {
        return `"${main}": the file's name may have letters, digits, "-", "_" and "." only`;
    }
    if (!existsSync(path)) {
        return `"${main}" does not exist (looked for ${path}); paths begin at the project's folder`;
    }
    const facts = statSync(path);
    if (!facts.isFile()) {
        return `"${main}" is a folder (${path}): name the file in it`;
    }
    return facts.size <= MAX_SCRIPT_BYTES
        ? undefined
        : `"${main}" has ${facts.size} bytes, more than the ${MAX_SCRIPT_BYTES} that can be delivered ` +
              "with a job: put it into the image, or an object store that the image reads";
}
