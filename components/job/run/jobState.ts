import * as pulumi from "@pulumi/pulumi";
import { canReadClusters, kubernetesApi } from "../../kubernetes/api";
import { Wait } from "../args/jobArgs";
import { REMOVED, statusOf, UNKNOWN } from "./applicationStatus";
import { readApplication, Run, WaitContext, waitForRun } from "./waiter";

/**
 * How long other jobs are still watched after one has failed: the engine shows errors only at the
 * end.
 */
const AFTER_FAILURE_MS = 3000;

/** When the first job of this update failed. */
let failedAt: number | undefined;

/**
 * State of a run: in an update, after waiting as the job asks for; in a preview, the current state.
 *
 * @param resource resource to log progress and warnings for
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
        return waitIn(waitContext(api, resource), run);
    }
    // Nothing depends on this state: an unreachable cluster must not fail a preview.
    const application = await readApplication(api, run).catch(() => undefined);
    return application ? statusOf(application).state : run.expires ? REMOVED : UNKNOWN;
}

async function waitIn(context: WaitContext, run: Run): Promise<string> {
    ignoreLateHandling();
    try {
        return await waitForRun(run, context);
    } catch (error) {
        failedAt ??= Date.now();
        throw error;
    }
}

function waitContext(api: WaitContext["api"], resource: pulumi.Resource): WaitContext {
    return {
        api,
        progress: (message) => void pulumi.log.info(message, resource, undefined, true),
        warn: (message) => void pulumi.log.warn(message, resource),
        shouldStop: () => failedAt !== undefined && Date.now() - failedAt >= AFTER_FAILURE_MS,
        now: Date.now,
        sleep: (milliseconds) => new Promise((done) => setTimeout(done, milliseconds)),
    };
}

/**
 * The engine shows a failure as soon as its promise is rejected. Stack outputs handle that promise
 * only after earlier ones, and Node would print a warning about it.
 */
function ignoreLateHandling(): void {
    if (!process.listeners("rejectionHandled").includes(ignore)) {
        process.on("rejectionHandled", ignore);
    }
}

function ignore(): void {}
