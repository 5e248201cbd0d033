import { existsSync, readFileSync, renameSync, rmSync } from "node:fs";
import { UserError } from "../../sandbox/shell";
import type { Paths } from "../paths";
import { newestCopy, restoreState, stateFiles, stateProblem } from "./stateFile";

/** How to rebuild a lost state. */
export const IMPORT_ADVICE =
    "To rebuild the state from the cluster, run make up IMPORT=1 " +
    "(running jobs continue; nothing is deleted).";

/**
 * Checks the state files before the engine reads them, and restores a file that is truncated,
 * deleted or of another stack from a copy.
 *
 * @returns whether the state may be older than the cluster
 */
export function repairState(paths: Paths, project: string): boolean {
    const files = stateFiles(paths, project);
    const problem = existsSync(files.state)
        ? stateProblem(readFileSync(files.state, "utf8"), project)
        : "is missing";
    if (problem === undefined) {
        refuseWithoutPassphrase(paths);
        return false;
    }
    const copy = newestCopy(files);
    if (copy === undefined) {
        if (problem === "is missing") {
            forgetLostPassphrase(paths);
            return false;
        }
        throw new UserError(
            `State:   ${files.state} ${problem}, and no usable copy exists. ` +
                `Restore it from a backup of yours. ${IMPORT_ADVICE}`,
        );
    }
    refuseWithoutPassphrase(paths);
    restoreState(files, copy.file);
    console.log(`State:   ${files.state} ${problem}; restored from its copy of ${copy.time}`);
    return true;
}

function refuseWithoutPassphrase({ passphrase, state }: Paths): void {
    if (!existsSync(passphrase)) {
        throw new UserError(
            `State:   ${passphrase} is missing, and the state in ${state} is encrypted with it. ` +
                `Restore it from a backup of yours. ${IMPORT_ADVICE}`,
        );
    }
}

/** The stack file holds the salt of a lost passphrase, which no state needs any more. */
function forgetLostPassphrase({ passphrase, stackFile }: Paths): void {
    if (!existsSync(passphrase)) {
        rmSync(stackFile, { force: true });
    }
}

/** Moves the state aside; the next one starts empty. */
export function setStateAside(paths: Paths): void {
    const aside = paths.stateAside;
    rmSync(aside, { recursive: true, force: true });
    if (existsSync(paths.state)) {
        renameSync(paths.state, aside);
        console.log(`State:   moved the old one to ${aside}`);
    }
    // The stack file holds the salt of the old passphrase.
    for (const file of [paths.stateCopy, paths.stackFile]) {
        rmSync(file, { force: true });
    }
}
