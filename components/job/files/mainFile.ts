import { Language } from "../args/jobArgs";
import { addressProblem, schemeOf } from "./addresses";

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

/** The language of a `main` that has no problem. */
export function languageOf(main: string, given?: Language): Language {
    return given ?? languagesOf(main)[0] ?? Language.Scala;
}

/** What is wrong with a job's `main` by itself, or nothing; a file of the project is looked at later. */
export function mainProblem(main: string): string | undefined {
    if (languagesOf(main).length === 0) {
        return `"${main}" is neither a Python file (.py) nor an R file (.R) nor a jar (.jar)`;
    }
    const scheme = schemeOf(main);
    return scheme === undefined
        ? undefined
        : addressProblem(main, scheme, "a file of this project or ");
}
