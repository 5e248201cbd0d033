import { lastWithin, plainLines } from "../components/validation/plainText";
import { podLog, type ClusterRef } from "./recovery/kubernetes";

/** One job, as described by the program's output `jobs`. */
export interface JobOutput {
    application: string;
    namespace: string;
    state: string;
}

/** How much of a job's output to show; kubectl shows the rest. */
const SHOWN_BYTES = 32 * 1024;

/** Prints each job's output, then commands to continue with. */
export async function showResults(
    jobs: Record<string, JobOutput>,
    cluster: ClusterRef,
    kubectl: string,
): Promise<void> {
    for (const [name, { application, namespace, state }] of Object.entries(jobs)) {
        console.log(`\nJob ${name} (${application}, ${state}):`);
        const log = await podLog(cluster, namespace, `${application}-driver`);
        console.log(printedLines(log).join("\n"));
    }
    console.log(["\nNext:", ...nextCommands(jobs, cluster, kubectl)].join("\n"));
}

/**
 * What the job itself printed: its last part if it is long, without terminal control characters. A
 * container's log mixes its two output streams, and only newer clusters can separate them, so lines
 * of Spark's logger and of the image's start script are dropped by their format.
 */
export function printedLines(log: string): string[] {
    const printed = plainLines(log.trimEnd()).filter(
        (line) => !noise.some((form) => form.test(line)),
    );
    return lastWithin(printed, SHOWN_BYTES);
}

const noise = [
    // log4j2: "26/01/31 12:00:00 INFO SparkContext: …", or with a four-digit year.
    /^\d{2,4}[/-]\d{2}[/-]\d{2}[ T]\d{2}:\d{2}:\d{2}\S* +\[?(TRACE|DEBUG|INFO|WARN|ERROR|FATAL)\b/,
    // The start script's `set -x`.
    /^\++ /,
    // The JVM, and Spark before its logger is set up.
    /^(WARNING|OpenJDK .* warning): /,
    /^(Setting default log level|To adjust logging level|Using Spark's default log4j profile)/,
];

export function nextCommands(
    jobs: Record<string, JobOutput>,
    { context, kubeconfig }: ClusterRef,
    kubectl: string,
): string[] {
    const where = [kubeconfig && `--kubeconfig ${kubeconfig}`, `--context ${context}`];
    const command = [kubectl, ...where].filter(Boolean).join(" ");
    const [job] = Object.values(jobs);
    return [
        `  ${command} get sparkapplications --all-namespaces`,
        ...(job
            ? [`  ${command} --namespace ${job.namespace} logs ${job.application}-driver`]
            : []),
        "  make down",
    ];
}
