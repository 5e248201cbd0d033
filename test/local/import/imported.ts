import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import {
    manifest,
    ResolvedJobArgs,
    scheduledManifest,
} from "../../../components/job/manifest/manifest";
import { ImportedFile, importFile } from "../../../local/import/importFile";
import { jobWith } from "../../../testkit/someJob";

/** Applications as users write them, modelled on public repositories. */
export const MANIFESTS = join(__dirname, "manifests");

export const manifestNames = readdirSync(MANIFESTS).filter((name) => !name.endsWith(".stack.yaml"));

export function manifestText(name: string): string {
    return readFileSync(join(MANIFESTS, name), "utf8");
}

export function imported(name: string): ImportedFile {
    return importFile(manifestText(name), name);
}

/** The jobs that need no further settings, as the library renders them for a team. */
export function importedManifests() {
    const jobs = manifestNames.flatMap((name) => imported(name).jobs);
    return jobs
        .filter(({ problems }) => problems.length === 0)
        .map(({ name, isScheduled, job }, index) => {
            const args = job as unknown as ResolvedJobArgs;
            const { image = "apache/spark:4.1.2", sparkVersion = "4.1.2" } = args;
            const parts = { ...jobWith(args), image, sparkVersion, ownImage: true };
            // Two objects with one name would be the same object.
            const named = { ...parts, job: `${name}-${index}` };
            return isScheduled
                ? { kind: "ScheduledSparkApplication", ...scheduledManifest(named) }
                : { kind: "SparkApplication", ...manifest(named) };
        });
}
