import { apply, kubectl, testSandbox } from "../../../testkit/testSandbox";
import { BUCKET } from "../../../testkit/lake/flightsJobs";

const STORE = ["--namespace", "spark-object-store"];

interface Job {
    spec: { template: { spec: { containers: { env: { name: string; value?: string }[] }[] } } };
}

/**
 * Runs the object store's clean-up now, for uploads of any age.
 *
 * @returns keys whose uploads it has aborted
 */
export function abortUploads(name: string): string[] {
    const made = kubectl(
        ...["create", "job", name, "--from=cronjob/abort-uploads", ...STORE],
        ...["--dry-run=client", "--output=json"],
    );
    const job = JSON.parse(made) as Job;
    for (const { env } of job.spec.template.spec.containers) {
        for (const variable of env.filter((one) => one.name === "BUCKETS")) {
            variable.value = `${BUCKET}=0`;
        }
    }
    apply(testSandbox(), job);
    kubectl("wait", `job/${name}`, ...STORE, "--for=condition=Complete", "--timeout=120s");
    const log = kubectl("logs", `job/${name}`, ...STORE);
    return [...log.matchAll(/^(\S+): upload of \S+ aborted$/gm)].map(([, key = ""]) => key);
}
