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

/** How long the applications of a namespace may hold up a handover. */
export interface HandoverPatience {
    /** Until then no application may be waiting for its driver at all. */
    calmSeconds: number;
    /** Until then none may have a driver that its status does not know. */
    timeoutSeconds: number;
    pollSeconds: number;
}

/** A submission takes up to 8 s where its CPU is short (see the benchmark of ../chart/capacity.ts). */
export const HANDOVER_PATIENCE: HandoverPatience = {
    calmSeconds: 30,
    timeoutSeconds: 60,
    pollSeconds: 0.5,
};

/** States from which the operator submits. */
const BEFORE_SUBMISSION = ["", "PENDING_RERUN", "RESUMING", "SUBMISSION_FAILED"];

const APPLICATION_LABEL = "sparkoperator.k8s.io/app-name";
const SUBMISSION_LABEL = "sparkoperator.k8s.io/submission-id";

/**
 * Waits for a good moment to give a namespace to another operator. Between the creation of a driver
 * and the status that tells of it, only the operator that made it knows: the next one would submit
 * the application again, be refused, and call it failed.
 *
 * Returns the applications for which the time was not long enough.
 */
export async function calmNamespace(
    api: KubernetesApi,
    namespace: string,
    patience: HandoverPatience,
): Promise<string[]> {
    const start = Date.now();
    for (;;) {
        const applications = await applicationsOf(api, namespace);
        const waiting = applications.filter(isBeforeSubmission);
        const seconds = (Date.now() - start) / 1000;
        if (waiting.length === 0) {
            return [];
        }
        if (seconds >= patience.calmSeconds) {
            const halfWay = withUnknownDriver(waiting, await driversOf(api, namespace));
            if (halfWay.length === 0 || seconds >= patience.timeoutSeconds) {
                return halfWay;
            }
        }
        await sleep(patience.pollSeconds);
    }
}

/** Waits as above, unless the account has the namespace already. */
export async function awaitHandover(
    api: KubernetesApi,
    binding: { namespace: string; name: string },
    account: Account,
    patience: HandoverPatience,
): Promise<void> {
    const existing = await unlessForbidden(api.readRoleBinding(binding), undefined);
    const has = existing?.subjects?.some(
        ({ name, namespace }) => name === account.name && namespace === account.namespace,
    );
    if (has === true) {
        return;
    }
    const left = await calmNamespace(api, binding.namespace, patience);
    if (left.length > 0) {
        await pulumi.log.warn(
            `operator: another operator takes over namespace "${binding.namespace}" while these ` +
                `applications are being submitted: ${left.join(", ")}. The new one will call them ` +
                "failed, although their drivers run.",
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

/** Names of the applications that have a driver of another submission than their status says. */
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
