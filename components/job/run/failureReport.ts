import { KubernetesApi } from "../../kubernetes/api";
import { ApplicationStatus } from "./applicationStatus";
import { driverLog } from "./driverLog";

export interface Failure {
    job: string;
    application: string;
    namespace: string;
    status: ApplicationStatus;
}

/** Lines of the driver's log that are shown. */
const SHOWN_LINES = 20;

const ERROR_LINE = /^(Caused by: |Exception in thread "[^"]*" )?[\w.$]*(Exception|Error)\b/;

/** What people need to find out why a run failed. */
export async function failureReport(api: KubernetesApi, failure: Failure): Promise<string> {
    const { application, namespace, status } = failure;
    return [
        `Job "${failure.job}" failed.`,
        ...facts(failure),
        ...(await describeDriverLog(api, namespace, status.driverPod)),
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
    const lines = nonEmptyLines(status.reason).slice(-SHOWN_LINES);
    const [reason = "not known", ...rest] = lines;
    return [
        `  application: ${application}`,
        `  namespace: ${namespace}`,
        `  state: ${status.state}`,
        `  reason: ${reason}`,
        ...rest.map((line) => `    ${line}`),
    ];
}

async function describeDriverLog(
    api: KubernetesApi,
    namespace: string,
    pod: string,
): Promise<string[]> {
    try {
        return describeLog(nonEmptyLines(await driverLog(api, namespace, pod)));
    } catch (error) {
        // The report is of use without the log, too.
        return [`  driver log: cannot be read (${(error as Error).message})`];
    }
}

function describeLog(lines: string[]): string[] {
    if (lines.length === 0) {
        return ["  driver log: none"];
    }
    const shown = lines.slice(-SHOWN_LINES);
    const error = lines.filter((line) => ERROR_LINE.test(line)).pop();
    return [
        ...(error === undefined || shown.includes(error) ? [] : [`  error: ${error}`]),
        `  driver log, last ${SHOWN_LINES} lines:`,
        ...shown.map((line) => `    ${line}`),
    ];
}

function nonEmptyLines(text: string): string[] {
    return text.split("\n").filter((line) => line.trim() !== "");
}
