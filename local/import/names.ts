import { teamNameProblems } from "../../components/team/teamProblems";
import { Problems } from "../../components/validation/problems";
import { isMap, textOf, Values } from "./document";

/** The operator's own namespace in its chart's docs; teams use other namespaces. */
const OPERATORS = "spark-operator";

/** The team for jobs whose namespace cannot be a team's. */
const SOME_TEAM = "spark-jobs";

/** A name, and why it differs from the document's. */
export interface Named {
    name: string;
    /** Explains a name that differs from the document's. */
    why?: string;
}

/** The team of a document's job: its namespace, unless the user chose another. */
export function teamOf({ metadata }: Values, chosen?: string): Named {
    const { namespace } = isMap(metadata) ? metadata : {};
    if (chosen !== undefined) {
        return { name: chosen };
    }
    if (typeof namespace !== "string") {
        return { name: SOME_TEAM, why: "is missing; name the team with TEAM=" };
    }
    const problems = new Problems();
    teamNameProblems("", namespace, problems);
    return problems.list().length === 0 && namespace !== OPERATORS
        ? { name: namespace }
        : { name: SOME_TEAM, why: `${namespace} cannot be a team's; name the team with TEAM=` };
}

/** The job's name: the document's, made valid and unique. */
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
