import { Language } from "../args/jobArgs";
import { uriProblem, schemeOf } from "./uris";

/** Languages by file ending, from which Spark decides how to run a file. */
const LANGUAGES: Record<string, readonly [Language, ...Language[]]> = {
    ".py": [Language.Python],
    ".R": [Language.R],
    ".r": [Language.R],
    ".jar": [Language.Scala, Language.Java],
};

/** Possible languages of a `main`, the likeliest first; empty if Spark cannot run it. */
export function languagesOf(main: string): readonly Language[] {
    return LANGUAGES[/\.\w+$/.exec(main)?.[0] ?? ""] ?? [];
}

/** The language of a valid `main`. */
export function languageOf(main: string, given?: Language): Language {
    return given ?? languagesOf(main)[0] ?? Language.Scala;
}

/** What is wrong with a job's `main` alone, or nothing; project files are checked later. */
export function mainProblem(main: string): string | undefined {
    if (languagesOf(main).length === 0) {
        return `"${main}" is neither a Python file (.py) nor an R file (.R) nor a jar (.jar)`;
    }
    const scheme = schemeOf(main);
    return scheme === undefined
        ? undefined
        : uriProblem(main, scheme, "a file of this project or ");
}
