import { existsSync, readFileSync, renameSync, rmSync } from "node:fs";
import { UserError } from "../../sandbox/shell";
import type { Paths } from "../paths";
import { newestCopy, restoreState, stateFiles, stateTrouble } from "./stateFile";

/** How a lost state is made again. */
export const IMPORT_ADVICE =
    "To build the state again from what the cluster has: make up IMPORT=1 " +
    "(jobs go on; nothing is deleted).";

/**
 * Looks at the state's files before the engine does, and puts a copy in the place of a file that is
 * cut, deleted, or of another stack.
 *
 * @returns whether the state may be older than the cluster
 */
export function repairState(paths: Paths, project: string): boolean {
    const files = stateFiles(paths, project);
    const trouble = existsSync(files.state)
        ? stateTrouble(readFileSync(files.state, "utf8"), project)
        : "is missing";
    if (trouble === undefined) {
        refuseWithoutPassphrase(paths);
        return false;
    }
    const copy = newestCopy(files);
    if (copy === undefined) {
        if (trouble === "is missing") {
            forgetLostPassphrase(paths);
            return false;
        }
        throw new UserError(
            `State:   ${files.state} ${trouble}, and there is no copy of it that could be used. ` +
                `Put a copy of yours there. ${IMPORT_ADVICE}`,
        );
    }
    refuseWithoutPassphrase(paths);
    restoreState(files, copy.file);
    console.log(`State:   ${files.state} ${trouble}: replaced by its copy of ${copy.time}`);
    return true;
}

function refuseWithoutPassphrase({ passphrase, state }: Paths): void {
    if (!existsSync(passphrase)) {
        throw new UserError(
            `State:   ${passphrase} is missing, and the state in ${state} is encrypted with it. ` +
                `Put a copy of yours there. ${IMPORT_ADVICE}`,
        );
    }
}

/** The stack file has the salt of a passphrase that is gone, and no state needs it any more. */
function forgetLostPassphrase({ passphrase, stackFile }: Paths): void {
    if (!existsSync(passphrase)) {
        rmSync(stackFile, { force: true });
    }
}

/** Puts the state aside, with what it was encrypted with: the next one begins from nothing. */
export function setStateAside(paths: Paths): void {
    const aside = paths.stateAside;
    rmSync(aside, { recursive: true, force: true });
    if (existsSync(paths.state)) {
        renameSync(paths.state, aside);
        console.log(`State:   the old one is kept in ${aside}`);
    }
    // The stack file has the salt that belongs to the old passphrase.
    for (const file of [paths.stateCopy, paths.stackFile]) {
        rmSync(file, { force: true });
    }
}
