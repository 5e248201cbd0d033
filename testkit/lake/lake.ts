import { mkdirSync, mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { FLIGHTS_ARCHIVE, preparedFlights } from "../../local/lake/flights";
import { landFlights, withLake } from "../../local/lake/landing";
import type { S3Client } from "../../local/lake/s3Client";
import { cacheRoot, contentKey } from "../../sandbox/cache";
import { prepare } from "../../sandbox/preparation";
import { run } from "../../sandbox/shell";
import { clusterProgram } from "../../sandbox/tools";
import { unpackWheels } from "../../sandbox/tools/pypi";
import { lakeReaders } from "../../sandbox/tools/pypiPackages";
import { temporaryFolder } from "../temporaryFolder";
import type { ClusterRef } from "../../local/recovery/kubernetes";
import { BUCKET, FLIGHTS, TEAM, type Format } from "./flightsJobs";

/** The result of `check.py`. */
export interface Checked {
    /** Rows that only the table has, and rows that only the computation has. */
    silver: [number, number];
    gold: unknown[][];
    expectedGold: unknown[][];
    quarantine: string[][];
    /** Rows and different flights of each version that readers could see; null for one whose files are gone. */
    versions: Record<"bronze" | "silver", ([number, number] | null)[]>;
}

/** Uploads the raw files to the lake. */
export function land(cluster: ClusterRef, prefix = FLIGHTS): Promise<void> {
    return landFlights(kubectlProgram(), cluster, { team: TEAM, bucket: BUCKET, prefix });
}

/** The S3 server, with the team's key. */
export function onLake<T>(cluster: ClusterRef, use: (s3: S3Client) => Promise<T>): Promise<T> {
    return withLake(kubectlProgram(), cluster, TEAM, use);
}

function kubectlProgram(): string {
    return clusterProgram("kubectl");
}

/** Folder of a format's table. */
export function folderOf(format: Format, table: string): string {
    return format === "iceberg" ? `warehouse/flights/${table}` : `${FLIGHTS}/${format}/${table}`;
}

/** A copy of a format's tables, without what is deleted during copying. */
export async function copyOf(s3: S3Client, format: Format): Promise<string> {
    const folder = mkdtempSync(join(temporaryFolder(), "lake-"));
    for (const key of await s3.list(BUCKET, folderOf(format, ""))) {
        // Folders are separate objects.
        if (!key.endsWith("/") && !key.includes("/__magic")) {
            const file = join(folder, key);
            mkdirSync(dirname(file), { recursive: true });
            writeFileSync(file, await s3.get(BUCKET, key));
        }
    }
    return folder;
}

/** Recomputes the tables without Spark, and compares them with a copy. */
export async function checked(copy: string, format: Format, months: number[]): Promise<Checked> {
    const packages = join(cacheRoot(), "tools", `lake-readers-${contentKey(lakeReaders)}`);
    const title = `downloading ${lakeReaders.map(({ requirement }) => requirement).join(", ")}`;
    const make = (into: string) => unpackWheels(lakeReaders, into);
    await prepare([{ title, dir: packages, make }]);
    const archive = join(await preparedFlights(), FLIGHTS_ARCHIVE);
    const program = join(__dirname, "check.py");
    const found = run("python3", ["-B", program, archive, copy, format, months.join()], {
        env: { ...process.env, PYTHONPATH: packages },
    });
    return JSON.parse(found) as Checked;
}

interface Mark {
    committer?: unknown;
    filenames?: string[];
}

/** Which committer wrote a folder of files, by its marker. */
export async function committerOf(s3: S3Client, folder: string): Promise<unknown> {
    return (await markOf(s3, folder)).committer;
}

/** Keys of the files that a folder's marker lists; none without a marker. */
export async function committedFiles(s3: S3Client, folder: string): Promise<string[]> {
    const isMarked = await s3.has(BUCKET, `${folder}/_SUCCESS`);
    const { filenames = [] } = isMarked ? await markOf(s3, folder) : {};
    return filenames.map((name) => name.replace(/^\//, ""));
}

async function markOf(s3: S3Client, folder: string): Promise<Mark> {
    return JSON.parse((await s3.get(BUCKET, `${folder}/_SUCCESS`)).toString()) as Mark;
}

/** The jobs' files, for a stack's folder. */
export function jobFiles(): Record<string, string> {
    const checkout = join(__dirname, "../..");
    const names = run("git", ["-C", checkout, "ls-files", "-co", "--exclude-standard", "jobs"]);
    const python = names.split("\n").filter((name) => name.endsWith(".py"));
    return Object.fromEntries(
        python.map((name) => [name, readFileSync(join(checkout, name), "utf8")]),
    );
}
