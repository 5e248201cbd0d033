import * as pulumi from "@pulumi/pulumi";
import { canReadClusters, kubernetesApi } from "../../kubernetes/api";
import { Wait } from "../args/jobArgs";
import { REMOVED, statusOf, UNKNOWN } from "./applicationStatus";
import { readApplication, Run, WaitContext, waitForRun } from "./waiter";

/** How long other jobs are watched after one has failed: the engine shows reports at the end. */
const AFTER_FAILURE_MS = 3000;

/** When the first job of this update has failed. */
let failedAt: number | undefined;

/**
 * State of a run: after the wait that the job asks for in an update, as it is now in a preview.
 *
 * @param resource what progress and warnings are shown for
 */
export async function stateOf(
    run: Run,
    kubeconfig: string | undefined,
    resource: pulumi.Resource,
): Promise<string> {
    if (kubeconfig === undefined || !canReadClusters()) {
        return UNKNOWN;
    }
    const api = kubernetesApi(kubeconfig);
    if (run.until !== Wait.None && !pulumi.runtime.isDryRun()) {
        return waitIn(surroundings(api, resource), run);
    }
    // Nothing depends on this look: a cluster out of reach must not stop a preview.
    const application = await readApplication(api, run).catch(() => undefined);
    return application ? statusOf(application).state : run.expires ? REMOVED : UNKNOWN;
}

async function waitIn(around: WaitContext, run: Run): Promise<string> {
    ignoreLateHandling();
    try {
        return await waitForRun(run, around);
    } catch (error) {
        failedAt ??= Date.now();
        throw error;
    }
}

function surroundings(api: WaitContext["api"], resource: pulumi.Resource): WaitContext {
    return {
        api,
        progress: (message) => void pulumi.log.info(message, resource, undefined, true),
        warn: (message) => void pulumi.log.warn(message, resource),
        isInVain: () => failedAt !== undefined && Date.now() - failedAt >= AFTER_FAILURE_MS,
        now: Date.now,
        sleep: (milliseconds) => new Promise((done) => setTimeout(done, milliseconds)),
    };
}

/**
 * A failure is shown as soon as its promise is rejected. Stack outputs look at that promise only
 * after those before them, and Node would print a warning about it.
 */
function ignoreLateHandling(): void {
    if (!process.listeners("rejectionHandled").includes(nothing)) {
        process.on("rejectionHandled", nothing);
    }
}

function nothing(): void {}
