import { readFileSync } from "node:fs";
import { kubernetesHttp, type KubernetesHttp } from "../../../components/kubernetes/http";
import { isOutage } from "../../../components/kubernetes/outage";
import type { Pod } from "../../../components/kubernetes/objects";
import { eventually } from "../../../testkit/applications";
import { testSandbox } from "../../../testkit/testSandbox";
import { BUCKET, TEAM, type Format } from "../../../testkit/lake/flightsJobs";
import { folderOf, onLake } from "../../../testkit/lake/lake";

/** Three jobs at once may be as slow as this, beside other tests on two cores. */
const MOST_SECONDS = 900;

/** Whose pod is killed, while a job of which format writes which table. */
export interface Kill {
    format: Format;
    role: "driver" | "executor";
    table: string;
}

const PODS = `/api/v1/namespaces/${TEAM}/pods`;

/**
 * Waits until a table is being written, and ends the pod as the loss of its node does: without a word.
 *
 * @param before keys that are no sign of writing
 * @param isOver whether the jobs are over: then there is nothing left to kill
 * @returns the pods
 */
export async function kill(
    { format, role, table }: Kill,
    before: string[],
    isOver: () => boolean,
): Promise<string[]> {
    // Not kubectl, whose start takes as long as a small table's commit.
    const cluster = kubernetesHttp(readFileSync(testSandbox().kubeconfig, "utf8"));
    const pods = await onLake(testSandbox(), (s3) =>
        eventually(
            `${format}: ${table} is being written`,
            async () => {
                if (isOver()) {
                    return [];
                }
                const running = await answered(() => runningPods(cluster, format, role));
                const keys = await s3.list(BUCKET, `${folderOf(format, table)}/`);
                const isAtWork = keys.some((key) => isData(key) && !before.includes(key));
                return isAtWork && running.length > 0 && running;
            },
            MOST_SECONDS,
        ),
    );
    const remove = (pod: string) => cluster.delete(`${PODS}/${pod}?gracePeriodSeconds=0`);
    await Promise.all(pods.map((pod) => answered(() => remove(pod))));
    return pods;
}

/** Beside jobs on two cores the API server may be slow. */
async function answered<T>(ask: () => Promise<T>): Promise<T> {
    for (;;) {
        try {
            return await ask();
        } catch (error) {
            if (!isOutage(error)) {
                throw error;
            }
        }
    }
}

async function runningPods(
    cluster: KubernetesHttp,
    format: Format,
    role: string,
): Promise<string[]> {
    const body = await cluster.get(`${PODS}?labelSelector=spark-role%3D${role}`);
    const { items } = JSON.parse(body ?? "{}") as { items: Pod[] };
    return items
        .filter(({ status }) => status?.phase === "Running")
        .map(({ metadata }) => metadata?.name ?? "")
        .filter((name) => name.startsWith(`flights-${format}-`));
}

/** What a task has written, or is about to. */
function isData(key: string): boolean {
    return /\.parquet$|\/__magic/.test(key);
}
