import type { Sandbox } from "../sandbox";
import { sleep } from "../sandbox/shell";
import { adminApi, type ObjectApi } from "../testkit/access";
import { eventually, type Application } from "../testkit/applications";
import { kubectlOf } from "../testkit/testSandbox";
import { operatorContainer } from "./operatorContainer";
import { copyOf, NAMESPACE, stackJob, type StackJob } from "./stackJob";

const APPLICATIONS = `/apis/sparkoperator.k8s.io/v1beta2/namespaces/${NAMESPACE}/sparkapplications`;
const PAUSE_MILLIS = 200;

/** What a burst of applications cost the operator. */
export interface Burst {
    perMinute: number;
    cpuSecondsPerJob: number;
    /** Cores that the operator got on average. */
    cores: number;
    /** Peak working set, minus the working set before the burst. */
    peakMib: number;
    /** Total busy time of the operator's workers, per application. */
    workerSecondsPerJob: number;
}

/**
 * Creates copies of the stack's job whose drivers exit at once, and waits until all are completed.
 */
export async function burst(sandbox: Sandbox, name: string, count: number): Promise<Burst> {
    const api = adminApi(sandbox.kubeconfig);
    const job = withoutWork(stackJob(sandbox));
    const operator = await operatorContainer(sandbox);
    const before = {
        cpuSeconds: operator.cpuSeconds(),
        workerSeconds: await workerSeconds(sandbox, api),
        mib: operator.workingSetMib(),
    };
    let peakMib = before.mib;
    const began = Date.now();
    for (let at = 1; at <= count; at++) {
        const { status, body } = await api.post(APPLICATIONS, copyOf(job, `${name}-${at}`));
        if (status !== 201) {
            throw new Error(JSON.stringify(body));
        }
    }
    while ((await completed(api, name)) < count) {
        peakMib = Math.max(peakMib, operator.workingSetMib());
        await sleep(PAUSE_MILLIS);
    }
    const seconds = (Date.now() - began) / 1000;
    const cpuSeconds = operator.cpuSeconds() - before.cpuSeconds;
    const busy = (await workerSeconds(sandbox, api)) - before.workerSeconds;
    api.close();
    const names = Array.from({ length: count }, (_, at) => `${name}-${at + 1}`);
    kubectlOf(sandbox, "delete", "sparkapplications", "-n", NAMESPACE, "--wait", ...names);
    return {
        perMinute: (count * 60) / seconds,
        cpuSecondsPerJob: cpuSeconds / count,
        cores: cpuSeconds / seconds,
        peakMib: peakMib - before.mib,
        workerSecondsPerJob: busy / count,
    };
}

/** The job with a driver that exits as soon as it runs: only its submission is work. */
function withoutWork(job: StackJob): StackJob {
    const { template } = job.spec.driver;
    const containers = (template?.spec?.containers ?? []).map((container) =>
        container.name === "spark-kubernetes-driver"
            ? { ...container, command: ["true"] }
            : container,
    );
    const spec = { ...template?.spec, containers };
    return {
        ...job,
        spec: { ...job.spec, driver: { ...job.spec.driver, template: { ...template, spec } } },
    };
}

async function completed(api: ObjectApi, name: string): Promise<number> {
    const { items } = (await api.get(APPLICATIONS)).body as { items: Application[] };
    const states = items
        .filter(({ metadata }) => metadata.name.startsWith(`${name}-`))
        .map(({ status }) => status?.applicationState ?? {});
    const failed = states.find(({ state = "" }) => state.includes("FAILED"));
    if (failed !== undefined) {
        throw new Error(failed.errorMessage);
    }
    return states.filter(({ state }) => state === "COMPLETED").length;
}

const WORKER_SECONDS =
    /^workqueue_work_duration_seconds_sum\{controller="sparkapplication",.*\} (\S+)$/m;

interface PodMetadata {
    name: string;
    deletionTimestamp?: string;
}

/** The workers' busy time, as counted by the operator once it is leader. */
function workerSeconds(sandbox: Sandbox, api: ObjectApi): Promise<number> {
    return eventually("the operator counts the seconds of its workers", async () => {
        const said = kubectlOf(
            sandbox,
            ...["get", "pods", "-n", "spark-operator", "-o", "json"],
            ...["-l", "app.kubernetes.io/component=controller"],
        );
        const { items } = JSON.parse(said) as { items: { metadata: PodMetadata }[] };
        // The previous release's pod is still listed for a while.
        const pod = items.find(({ metadata }) => metadata.deletionTimestamp === undefined);
        const name = pod?.metadata.name ?? "";
        const path = `/api/v1/namespaces/spark-operator/pods/${name}:8080/proxy/metrics`;
        const seconds = WORKER_SECONDS.exec(String((await api.get(path)).body))?.[1];
        return seconds !== undefined && Number(seconds);
    });
}
