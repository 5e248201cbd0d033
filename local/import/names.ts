import { teamNameProblems } from "../../components/team/teamProblems";
import { Problems } from "../../components/validation/problems";
import { isMap, textOf, Values } from "./document";

/** The operator's own namespace in its chart's docs: a team's jobs are elsewhere. */
const OPERATORS = "spark-operator";

/** The team of jobs whose namespace cannot be one. */
const SOME_TEAM = "spark-jobs";

/** A name, and whether it is another than the document's. */
export interface Named {
    name: string;
    /** What to know of it, if it is another than the document's. */
    why?: string;
}

/** The team that a document's job is of: its namespace, unless somebody chose another. */
export function teamOf({ metadata }: Values, chosen?: string): Named {
    const { namespace } = isMap(metadata) ? metadata : {};
    if (chosen !== undefined) {
        return { name: chosen };
    }
    if (typeof namespace !== "string") {
        return { name: SOME_TEAM, why: "is missing: name the team with TEAM=" };
    }
    const problems = new Problems();
    teamNameProblems("", namespace, problems);
    return problems.list().length === 0 && namespace !== OPERATORS
        ? { name: namespace }
        : { name: SOME_TEAM, why: `${namespace} cannot be a team's: name the team with TEAM=` };
}

/** The job's name: what the document's has, in a form that names a job and that is not taken. */
export function jobNameOf({ metadata }: Values, taken: readonly string[]): Named {
    const { name, generateName } = isMap(metadata) ? metadata : {};
    const given = textOf(name ?? generateName ?? "job");
    const fitting = given
        .toLowerCase()
        .replace(/[^a-z0-9-]+/g, "-")
        .replace(/^[^a-z]+/, "")
        .slice(0, 60)
        .replace(/-+$/, "");
    const free = freeName(fitting === "" ? "job" : fitting, taken);
    return free === given ? { name: free } : { name: free, why: `is ${free} in the stack file` };
}

function freeName(name: string, taken: readonly string[]): string {
    for (let number = 2, free = name; ; number += 1) {
        if (!taken.includes(free)) {
            return free;
        }
        free = `${name}-${number}`;
    }
}
