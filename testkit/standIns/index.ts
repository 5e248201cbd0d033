import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { Cloud } from "./aws/cloud";
import { FOLDER_ENV, KUBECONFIG_ENV } from "./folder";

/** What the engine needs to use the stand-ins for `aws` and `eks`. */
export interface StandIns {
    cloud: Cloud;
    /** Folder of each plugin. */
    plugins: { aws: string; eks: string };
    /** Folder of commands, with one for `aws`. */
    commands: string;
    env: NodeJS.ProcessEnv;
}

/**
 * @param folder where the resources of the account are stored; for this stack only
 * @param kubeconfig path of a kubeconfig: every created cluster is this one
 */
export function standIns(folder: string, kubeconfig: string): StandIns {
    mkdirSync(folder, { recursive: true });
    return {
        cloud: new Cloud(folder),
        plugins: { aws: join(__dirname, "aws"), eks: join(__dirname, "eks") },
        commands: join(__dirname, "commands"),
        env: { [FOLDER_ENV]: folder, [KUBECONFIG_ENV]: kubeconfig },
    };
}
