import * as pulumi from "@pulumi/pulumi";
import { canLookAtClusters, kubernetesApi } from "../cluster/kubernetesApi";
import { REMOVED, statusOf, UNKNOWN } from "./applicationStatus";
import { Wait } from "./jobArgs";
import { readApplication, Run, Surroundings, waitForRun } from "./waiter";

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
    if (kubeconfig === undefined || !canLookAtClusters()) {
        return UNKNOWN;
    }
    const api = kubernetesApi(kubeconfig);
    if (run.until !== Wait.None && !pulumi.runtime.isDryRun()) {
        return waitForRun(run, surroundings(api, resource));
    }
    // Nothing depends on this look: a cluster out of reach must not stop a preview.
    const application = await readApplication(api, run).catch(() => undefined);
    return application ? statusOf(application).state : run.expires ? REMOVED : UNKNOWN;
}

function surroundings(api: Surroundings["api"], resource: pulumi.Resource): Surroundings {
    return {
        api,
        progress: (message) => void pulumi.log.info(message, resource, undefined, true),
        warn: (message) => void pulumi.log.warn(message, resource),
        now: Date.now,
        sleep: (milliseconds) => new Promise((done) => setTimeout(done, milliseconds)),
    };
}
