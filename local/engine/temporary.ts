import { existsSync, readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { removeAtEnd } from "../../sandbox/temporary";
import { privateFolder } from "../recovery/record";
import { isRunning } from "./processes";

/**
 * A temporary folder for the engine that this process runs: the Kubernetes provider leaves a
 * kubeconfig in it. It is removed when the process exits; the folders of killed processes are
 * removed here.
 */
export function temporaryFolder(parent: string): string {
    privateFolder(parent);
    const own = String(process.pid);
    for (const name of readdirSync(parent)) {
        if (name !== own && !isRunning(Number(name), "local/cli")) {
            rmSync(join(parent, name), { recursive: true, force: true });
        }
    }
    const folder = join(parent, own);
    if (!existsSync(folder)) {
        privateFolder(folder);
        removeAtEnd(folder);
    }
    return folder;
}
