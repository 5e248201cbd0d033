import * as pulumi from "@pulumi/pulumi";
import { KubernetesApi } from "../../kubernetes/api";
import { sleep } from "../../kubernetes/http";
import { unlessForbidden } from "../../kubernetes/readCluster";
import { CustomObject, Pod } from "../../kubernetes/objects";

/** A controller's service account. */
export interface Account {
    name: string;
    namespace: string;
}

/** How long the applications in a namespace can delay a handover. */
export interface HandoverTiming {
    /** Until then, any application that waits for its driver delays the handover. */
    quietSeconds: number;
    /** Until then, any application with a driver that is missing in its status delays it. */
    timeoutSeconds: number;
    pollSeconds: number;
}

/** A submission takes up to 8 s when CPU is short (see the benchmark in ../chart/capacity.ts). */
export const HANDOVER_TIMING: HandoverTiming = {
    quietSeconds: 30,
    timeoutSeconds: 60,
    pollSeconds: 0.5,
};

/** States from which the operator submits. */
const BEFORE_SUBMISSION = ["", "PENDING_RERUN", "RESUMING", "SUBMISSION_FAILED"];

const APPLICATION_LABEL = "sparkoperator.k8s.io/app-name";
const SUBMISSION_LABEL = "sparkoperator.k8s.io/submission-id";

/**
 * Waits for a safe moment to hand a namespace over to another operator. Between the creation of a
 * driver and the status update that records it, only the operator that created it knows about it: the
 * next one would submit the application again, be rejected, and mark it as failed.
 *
 * Returns the applications that were still in this state at the timeout.
 */
export async function awaitQuietNamespace(
    api: KubernetesApi,
    namespace: string,
    timing: HandoverTiming,
): Promise<string[]> {
    const start = Date.now();
    for (;;) {
        const applications = await applicationsOf(api, namespace);
        const waiting = applications.filter(isBeforeSubmission);
        const seconds = (Date.now() - start) / 1000;
        if (waiting.length === 0) {
            return [];
        }
        if (seconds >= timing.quietSeconds) {
            const submitting = withUnknownDriver(waiting, await driversOf(api, namespace));
            if (submitting.length === 0 || seconds >= timing.timeoutSeconds) {
                return submitting;
            }
        }
        await sleep(timing.pollSeconds);
    }
}

/** Waits as above, unless the account already has access to the namespace. */
export async function awaitHandover(
    api: KubernetesApi,
    binding: { namespace: string; name: string },
    account: Account,
    timing: HandoverTiming,
): Promise<void> {
    const existing = await unlessForbidden(api.readRoleBinding(binding), undefined);
    const has = existing?.subjects?.some(
        ({ name, namespace }) => name === account.name && namespace === account.namespace,
    );
    if (has === true) {
        return;
    }
    const left = await awaitQuietNamespace(api, binding.namespace, timing);
    if (left.length > 0) {
        await pulumi.log.warn(
            `operator: another operator takes over namespace "${binding.namespace}" while these ` +
                `applications are being submitted: ${left.join(", ")}. The new operator will mark ` +
                "them as failed, although their drivers are running.",
        );
    }
}

function applicationsOf(api: KubernetesApi, namespace: string): Promise<CustomObject[]> {
    const ref = { group: "sparkoperator.k8s.io", version: "v1beta2", namespace };
    return unlessForbidden(api.listCustomObjects({ ...ref, plural: "sparkapplications" }), []);
}

function driversOf(api: KubernetesApi, namespace: string): Promise<Pod[]> {
    return unlessForbidden(api.listPods({ namespace, labelSelector: "spark-role=driver" }), []);
}

function isBeforeSubmission({ metadata, spec, status }: CustomObject): boolean {
    const { state = "" } = (status?.["applicationState"] ?? {}) as { state?: string };
    return (
        BEFORE_SUBMISSION.includes(state) &&
        metadata?.deletionTimestamp === undefined &&
        spec?.["suspend"] !== true
    );
}

/** Names of the applications with a driver whose submission is not the one in their status. */
function withUnknownDriver(applications: CustomObject[], drivers: Pod[]): string[] {
    const submissions = drivers.map(({ metadata }) => ({
        application: metadata?.labels?.[APPLICATION_LABEL],
        submission: metadata?.labels?.[SUBMISSION_LABEL],
    }));
    return applications.flatMap(({ metadata, status }) => {
        const found = submissions.some(
            ({ application, submission }) =>
                application === metadata?.name && submission !== status?.["submissionID"],
        );
        return found && metadata?.name !== undefined ? [metadata.name] : [];
    });
}
