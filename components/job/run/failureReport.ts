import { KubernetesApi } from "../../kubernetes/api";
import { lastWithin, MOST_BYTES, plainLines, plainText } from "../../validation/plainText";
import { ApplicationStatus } from "./applicationStatus";
import { DriverPod, driverLog } from "./driverLog";
import { submissionCause } from "./submissionCause";

export interface Failure {
    job: string;
    application: string;
    namespace: string;
    status: ApplicationStatus;
}

/** Number of lines shown from the driver's log. */
const SHOWN_LINES = 20;
/** Maximum size of a reason; the rest of the report is for the log. */
const REASON_BYTES = MOST_BYTES / 2;

const ERROR_LINE = /^(Caused by: |Exception in thread "[^"]*" )?[\w.$]*(Exception|Error)\b/;

/** The report about a failed run. */
export async function failureReport(api: KubernetesApi, failure: Failure): Promise<string> {
    const { job, application, namespace, status } = failure;
    const cause = submissionCause(status.reason);
    const head = [
        cause === undefined
            ? `Job "${job}" failed.`
            : `Job "${job}" could not be submitted: ${cause.split("\n")[0]}`,
        ...facts(failure, cause ?? status.reason),
    ];
    const tail = [
        `  more: kubectl -n ${namespace} describe sparkapplication ${application}`,
        "  It will not be retried: change the job, or set another `trigger`.",
    ];
    const left = MOST_BYTES - Buffer.byteLength([...head, ...tail].join("\n"));
    const log = await describeDriverLog(
        api,
        { namespace, application, pod: status.driverPod },
        left,
    );
    return plainText([...head, ...log, ...tail].join("\n"));
}

/** The report about a run that has not failed, but whose pods cannot start. */
export function stuckReport(failure: Failure): string {
    const { application, namespace } = failure;
    return plainText(
        [
            `Job "${failure.job}" cannot start.`,
            ...facts(failure, failure.status.reason),
            `  more: kubectl -n ${namespace} describe pods -l sparkoperator.k8s.io/app-name=${application}`,
        ].join("\n"),
    );
}

function facts({ application, namespace, status }: Failure, why: string): string[] {
    const lines = lastWithin(nonEmptyLines(why).slice(-SHOWN_LINES), REASON_BYTES);
    const [reason = "unknown", ...rest] = lines;
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
    driver: DriverPod,
    mostBytes: number,
): Promise<string[]> {
    try {
        return describeLog(nonEmptyLines(await driverLog(api, driver)), mostBytes);
    } catch (error) {
        // The report is useful even without the log.
        return [`  driver log: cannot be read (${(error as Error).message})`];
    }
}

function describeLog(lines: string[], mostBytes: number): string[] {
    if (lines.length === 0) {
        return ["  driver log: none"];
    }
    const shown = lines.slice(-SHOWN_LINES);
    const error = lines.filter((line) => ERROR_LINE.test(line)).pop();
    const head = [
        ...(error === undefined || shown.includes(error) ? [] : [`  error: ${error}`]),
        `  driver log, last ${SHOWN_LINES} lines:`,
    ];
    const left = mostBytes - Buffer.byteLength(head.join("\n")) - 2;
    const log = shown.map((line) => `    ${line}`);
    return [...head, ...lastWithin(log, left)];
}

/** Non-empty lines, safe to print. */
function nonEmptyLines(text: string): string[] {
    return plainLines(text).filter((line) => line.trim() !== "");
}
