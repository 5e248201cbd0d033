import { Document, isMap as isYamlMap, isScalar } from "yaml";
import { formatValue } from "../../components/validation/problems";
import { Values } from "./document";
import { Note, NoteKind } from "./draft";

/** A job as written to the stack file. */
export interface StackJob {
    /** What it was imported from, e.g. `SparkApplication data/orders`. */
    source: string;
    name: string;
    team: string;
    isScheduled: boolean;
    job: Values;
    notes: Note[];
    /** What a preview would still refuse. */
    problems: string[];
}

const TITLES: Record<NoteKind, string> = {
    [NoteKind.Lost]: "Not carried over:",
    [NoteKind.Decided]: "Decided by the platform:",
    [NoteKind.Changed]: "Carried over, to be reviewed:",
};

/** The jobs as part of a stack file, each with its notes as a comment. */
export function stackFile(jobs: readonly StackJob[], others: readonly string[]): string {
    const parts: [key: string, jobs: StackJob[]][] = [
        ["spark-platform:jobs", jobs.filter(({ isScheduled }) => !isScheduled)],
        ["spark-platform:scheduledJobs", jobs.filter(({ isScheduled }) => isScheduled)],
    ];
    const filled = parts.filter(([, list]) => list.length > 0);
    const content = filled.map(([key, list]) => [
        key,
        Object.fromEntries(list.map(({ name, team, job }) => [name, { team, ...job }])),
    ]);
    const document = new Document(Object.fromEntries(content) as Values, {
        aliasDuplicateObjects: false,
    });
    document.commentBefore = commentOf(opening(jobs, others));
    for (const [key, list] of filled) {
        const map = document.get(key);
        for (const pair of isYamlMap(map) ? map.items : []) {
            const job = list.find(({ name }) => isScalar(pair.key) && pair.key.value === name);
            if (isScalar(pair.key) && job !== undefined) {
                pair.key.commentBefore = commentOf(linesOf(job));
            }
        }
    }
    return document.toString({ indent: 4, lineWidth: 0 });
}

function opening(jobs: readonly StackJob[], others: readonly string[]): string[] {
    const teams = [...new Set(jobs.map(({ team }) => team))].map((team) => formatValue(team));
    return [
        `Put this below config: in the stack file. Its teams: ${teams.join(", ")}.`,
        ...(others.length === 0 ? [] : [`Not imported from the file: ${others.join(", ")}.`]),
    ];
}

function linesOf({ source, notes, problems }: StackJob): string[] {
    const listed = Object.entries(TITLES).flatMap(([kind, title]) =>
        list(title, grouped(notes.filter((note) => note.kind === kind))),
    );
    const left = list("To do before a preview accepts it:", problems);
    return [`From ${source}`, ...left, ...listed];
}

/** One line per reason. */
function grouped(notes: readonly Note[]): string[] {
    const reasons = [...new Set(notes.map(({ why }) => why))];
    return reasons.map((reason) => {
        const fields = notes.filter(({ why }) => why === reason).map(({ field }) => field);
        return `${fields.join(", ")}: ${reason}`;
    });
}

function list(title: string, lines: readonly string[]): string[] {
    return lines.length === 0 ? [] : [title, ...lines.map((line) => `  - ${line}`)];
}

/** Starts every line with a space, as in comments. */
function commentOf(lines: readonly string[]): string {
    return lines.map((line) => ` ${line}`).join("\n");
}
