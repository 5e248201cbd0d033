import { isMap } from "./document";
import { readDocuments, titleOf } from "./documents";
import { NoteKind } from "./draft";
import { importedJob } from "./importedJob";
import { checkedJob } from "./libraryChecks";
import { jobNameOf, teamOf } from "./names";
import { placeholders } from "./placeholders";
import { StackJob } from "./stackFile";

/** What a file of Kubernetes objects becomes in a stack file. */
export interface ImportedFile {
    jobs: StackJob[];
    /** Objects that are not jobs. */
    others: string[];
}

/**
 * Turns the SparkApplications and ScheduledSparkApplications of a file into jobs.
 *
 * @param file its name, for messages
 * @param team their team; by default their namespace
 */
export function importFile(content: string, file: string, team?: string): ImportedFile {
    const { applications, others } = readDocuments(content, file);
    const jobs: StackJob[] = [];
    for (const document of applications) {
        const taken = jobs.map(({ name }) => name);
        const named = jobNameOf(document, taken);
        const owner = teamOf(document, team);
        const imported = importedJob(document);
        for (const [key, why] of Object.entries({ name: named.why, namespace: owner.why })) {
            if (why !== undefined) {
                const field = `metadata.${nameKey(document, key)}`;
                imported.notes.unshift({ kind: NoteKind.Changed, field, why });
            }
        }
        const problems = checkedJob(imported, named.name, owner.name);
        for (const field of placeholders(imported.job)) {
            const why = "contains a placeholder; fill it in, e.g. with envsubst";
            imported.notes.push({ kind: NoteKind.Changed, field, why });
        }
        const source = titleOf(document);
        jobs.push({ ...imported, source, name: named.name, team: owner.name, problems });
    }
    return { jobs, others };
}

/** The key that names a document: some set only a name prefix. */
function nameKey({ metadata }: Record<string, unknown>, key: string): string {
    const isGenerated = isMap(metadata) && metadata["name"] === undefined;
    return key === "name" && isGenerated ? "generateName" : key;
}
