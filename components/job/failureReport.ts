import { KubernetesApi } from "../cluster/kubernetesApi";
import { ApplicationStatus } from "./applicationStatus";

export interface Failure {
    job: string;
    application: string;
    namespace: string;
    status: ApplicationStatus;
}

const LOG_LINES = 20;

/** What people need to find out why a run failed. */
export async function failureReport(api: KubernetesApi, failure: Failure): Promise<string> {
    const { application, namespace, status } = failure;
    return [
        `Job "${failure.job}" failed.`,
        ...facts(failure),
        ...(await driverLog(api, namespace, status.driverPod)),
        `  more: kubectl -n ${namespace} describe sparkapplication ${application}`,
        "  It is not run again by itself: change the job, or set another `trigger`.",
    ].join("\n");
}

/** What people need where the run has not failed, but its pods cannot start. */
export function stuckReport(failure: Failure): string {
    const { application, namespace } = failure;
    return [
        `Job "${failure.job}" cannot start.`,
        ...facts(failure),
        `  more: kubectl -n ${namespace} describe pods -l sparkoperator.k8s.io/app-name=${application}`,
    ].join("\n");
}

function facts({ application, namespace, status }: Failure): string[] {
    const [reason = "not known", ...rest] = lastLines(status.reason);
    return [
        `  application: ${application}`,
        `  namespace: ${namespace}`,
        `  state: ${status.state}`,
        `  reason: ${reason}`,
        ...rest.map((line) => `    ${line}`),
    ];
}

async function driverLog(api: KubernetesApi, namespace: string, pod: string): Promise<string[]> {
    const container = "spark-kubernetes-driver";
    try {
        const log = await api.podLog({ namespace, pod, container, tailLines: LOG_LINES });
        const lines = lastLines(log);
        return lines.length === 0
            ? ["  driver log: none"]
            : [`  driver log, last ${LOG_LINES} lines:`, ...lines.map((line) => `    ${line}`)];
    } catch (error) {
        // The report is of use without the log, too.
        return [`  driver log: cannot be read (${(error as Error).message})`];
    }
}

function lastLines(text: string): string[] {
    return text
        .split("\n")
        .filter((line) => line.trim() !== "")
        .slice(-LOG_LINES);
}
