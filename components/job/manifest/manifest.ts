import { contentHash } from "../../hash";
import { Concurrency } from "../args/jobArgs";
import { applicationName, scheduledName } from "./applicationName";
import { applicationSpec, jobLabels, ManifestParts } from "./applicationSpec";

export { ManifestParts } from "./applicationSpec";
export { ResolvedJobArgs } from "../args/jobArgs";

/** The operator's status is more precise than any condition that the provider could await. */
const SKIP_AWAIT = { "pulumi.com/skipAwait": "true" };

/** The operator's names for what happens when a run is due while another is still running. */
const CONCURRENCY_POLICIES: Record<Concurrency, string> = {
    [Concurrency.Allow]: "Allow",
    [Concurrency.Forbid]: "Forbid",
    [Concurrency.Replace]: "Replace",
};

/** Metadata and spec of a job's SparkApplication. */
export function manifest(parts: ManifestParts) {
    const { job, args, namespace } = parts;
    const labels = jobLabels(parts);
    const annotations = {
        ...args.annotations,
        ...SKIP_AWAIT,
        ...(args.trigger === undefined ? {} : { "spark-platform.dev/trigger": args.trigger }),
    };
    const spec = applicationSpec(parts);
    const name = applicationName(job, contentHash({ labels, annotations, spec }));
    // Not in the hash: suspending or resuming a job does not start a new run.
    const suspension = args.suspend === true ? { suspend: true } : {};
    return { metadata: { name, namespace, labels, annotations }, spec: { ...suspension, ...spec } };
}

/** Metadata and spec of a job's ScheduledSparkApplication; its runs get its labels, too. */
export function scheduledManifest(parts: ManifestParts) {
    const { job, args, namespace } = parts;
    const { history = {} } = args;
    const timeToLive = args.timeToLive ?? "7d";
    return {
        metadata: {
            name: scheduledName(job),
            namespace,
            labels: jobLabels(parts),
            annotations: { ...args.annotations, ...SKIP_AWAIT },
        },
        spec: {
            schedule: args.schedule,
            // The operator's default is its own pod's time zone.
            timeZone: args.timeZone ?? "UTC",
            concurrencyPolicy: CONCURRENCY_POLICIES[args.concurrency ?? Concurrency.Forbid],
            successfulRunHistoryLimit: history.successful ?? 1,
            failedRunHistoryLimit: history.failed ?? 1,
            suspend: args.suspend ?? false,
            template: applicationSpec({ ...parts, args: { ...args, timeToLive } }),
        },
    };
}
