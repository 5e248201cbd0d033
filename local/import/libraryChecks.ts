import { stackOf } from "../../components";
import { READERS } from "../../components/validation/credentials/credentialProblem";
import { isMap, mapsIn, Values } from "./document";
import { NoteKind } from "./draft";
import { ImportedJob } from "./importedJob";

/** A problem with a job, as a preview would report it. */
interface Problem {
    /** Path below the job. */
    path: string;
    message: string;
}

/** Parts whose entries can be removed one by one, leaving the rest of the job as it is. */
const OPEN_PARTS =
    /^(((driver|executor)\.)?(conf|labels|annotations|env|nodeSelector|podTemplate)(?=[.[]|$)|suspend$|scheduler\.(queue|priorityClass)$)/;

/** The team may be given another level. */
const ASK_FIRST = "Pod Security";

/** How messages begin that name who decides instead. */
const DECIDED = /^(is|are) (set by|the team's) /;

/** Each round may find problems that others have hidden. */
const ROUNDS = 5;

/**
 * Removes the properties, labels, variables and template fields that the library's checks refuse,
 * with a note for each. Returns what is left to do.
 */
export function checkedJob(imported: ImportedJob, name: string, team: string): string[] {
    let left = problemsOf(imported, name, team);
    for (let round = 0; round < ROUNDS; round += 1) {
        const gone = left.filter((problem) => isOpen(problem) && remove(imported.job, problem));
        if (gone.length === 0) {
            break;
        }
        compact(imported.job);
        for (const { path, message } of gone) {
            const kind = DECIDED.test(message) ? NoteKind.Decided : NoteKind.Lost;
            imported.notes.push({
                kind,
                field: path,
                why: message.replace(/[;:] remove it( here)?$/, ""),
            });
        }
        left = problemsOf(imported, name, team);
    }
    return left.map(({ path, message }) => (path === "" ? message : `${path}: ${message}`));
}

/** Whether to remove a value; credentials are removed everywhere. */
function isOpen({ path, message }: Problem): boolean {
    return isCredential(message) || (OPEN_PARTS.test(path) && !message.includes(ASK_FIRST));
}

function isCredential(message: string): boolean {
    return message.includes(READERS);
}

/** Checks the job as the only one of a stack, on any cluster and with a team without settings. */
function problemsOf({ isScheduled, job }: ImportedJob, name: string, team: string): Problem[] {
    const kind = isScheduled ? "scheduledJobs" : "jobs";
    const stack = {
        cluster: { context: "any" },
        teams: { [team]: {} },
        [kind]: { [name]: { team, ...job } },
    };
    try {
        stackOf(stack, "import");
        return [];
    } catch (error) {
        if (!(error instanceof Error && "__pulumiRunError" in error)) {
            throw error;
        }
        const [, ...lines] = error.message.split("\n");
        return lines.map((line) => problemOf(line.trim(), `${kind}.${name}`));
    }
}

function problemOf(line: string, prefix: string): Problem {
    const [, path = "", message = line] =
        /^((?:[\w-]+|\.|\[\d+\]|\["(?:[^"\\]|\\.)*"\])*): (.*)$/s.exec(line) ?? [];
    return path.startsWith(prefix)
        ? { path: path.slice(prefix.length).replace(/^\./, ""), message }
        : { path: "", message: line };
}

/** Replaces a credential in a list, so that the other entries keep their positions. */
const PLACEHOLDER = "$(CREDENTIAL)";

/** Removes the value at a path, or a list entry with its name; false if there is none. */
function remove(job: Values, { path, message }: Problem): boolean {
    const steps = [
        ...path
            .replace(/(\[\d+\])\.name$/, "$1")
            .matchAll(/\["((?:[^"\\]|\\.)*)"\]|\[(\d+)\]|[\w-]+/g),
    ].map(([word, quoted, index]) => (quoted === undefined ? (index ?? word) : unquoted(quoted)));
    const last = steps.pop() ?? "";
    const holder = steps.reduce<unknown>(
        (value, step) => (value as Values | undefined)?.[step],
        job,
    ) as Values | undefined;
    if (typeof holder !== "object" || holder === null || !Object.hasOwn(holder, last)) {
        return false;
    }
    // A list entry keeps its position until all of them are removed.
    holder[last] = Array.isArray(holder) && isCredential(message) ? PLACEHOLDER : undefined;
    return true;
}

function unquoted(content: string): string {
    return JSON.parse(`"${content}"`) as string;
}

/** Drops removed values and what they leave empty; returns whether there were any. */
function compact(part: Values): boolean {
    let isChanged = false;
    for (const [key, value] of Object.entries(part)) {
        if (Array.isArray(value)) {
            const kept: unknown[] = value.filter((entry) => entry !== undefined);
            isChanged = mapsIn(kept).map(compact).includes(true) || isChanged;
            isChanged ||= kept.length < value.length;
            part[key] = kept;
        } else if (isMap(value) && compact(value)) {
            isChanged = true;
            if (Object.keys(value).length === 0) {
                delete part[key];
            }
        } else if (value === undefined) {
            isChanged = true;
            delete part[key];
        }
    }
    return isChanged;
}
