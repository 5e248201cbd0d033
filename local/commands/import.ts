import { existsSync, readFileSync, statSync } from "node:fs";
import { UserError } from "../../sandbox/shell";
import { importFile } from "../import/importFile";
import { stackFile } from "../import/stackFile";
import type { Options } from "../options";

/** Prints the SparkApplications of a file as the jobs of a stack file. */
export function importApplications({ file, team }: Options): void {
    if (file === undefined) {
        throw new UserError("FILE: name a YAML file, e.g. make import FILE=app.yaml");
    }
    if (!existsSync(file) || !statSync(file).isFile()) {
        throw new UserError(`FILE: ${file} does not exist or is not a file`);
    }
    const { jobs, others } = importFile(readFileSync(file, "utf8"), file, team);
    console.log(stackFile(jobs, others).trimEnd());
}
