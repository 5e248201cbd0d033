import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";

const FOLDER = join(__dirname, "../../.github/workflows");

interface Step {
    uses?: string;
    run?: string;
    with?: Record<string, unknown>;
}

interface Job {
    permissions?: object;
    "timeout-minutes"?: number;
    environment?: string;
    strategy?: { matrix: Record<string, unknown> };
    steps: Step[];
}

export interface Workflow {
    name: string;
    on: Record<string, unknown>;
    permissions?: object;
    concurrency?: object;
    jobs: Record<string, Job>;
}

/** A workflow's text, by its file's name. */
export const texts: Readonly<Record<string, string>> = Object.fromEntries(
    readdirSync(FOLDER).map((file) => [file, readFileSync(join(FOLDER, file), "utf8")]),
);

/** What a workflow says. */
export function workflow(file: string): Workflow {
    return parse(texts[file] ?? "") as Workflow;
}
