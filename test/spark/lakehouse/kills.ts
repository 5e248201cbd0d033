import { eventually } from "../../../testkit/applications";
import { kubectl, testSandbox } from "../../../testkit/testSandbox";
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
    const pods = await onLake(testSandbox(), (s3) =>
        eventually(
            `${format}: ${table} is being written`,
            async () => {
                if (isOver()) {
                    return [];
                }
                const keys = await s3.list(BUCKET, `${folderOf(format, table)}/`);
                const isAtWork = keys.some((key) => isData(key) && !before.includes(key));
                return isAtWork && runningPods(format, role);
            },
            MOST_SECONDS,
        ),
    );
    if (pods.length === 0) {
        return [];
    }
    kubectl("delete", "pod", "-n", TEAM, ...pods, "--force", "--grace-period=0");
    return pods;
}

function runningPods(format: Format, role: string): string[] | undefined {
    const rows = kubectl(
        ...["get", "pods", "-n", TEAM, "-l", `spark-role=${role}`, "-o"],
        'jsonpath={range .items[?(@.status.phase=="Running")]}{.metadata.labels.sparkoperator\\.k8s\\.io/app-name} {.metadata.name}{"\\n"}{end}',
    );
    const found = rows
        .split("\n")
        .map((row) => row.split(" "))
        .filter(([application]) => application?.startsWith(`flights-${format}-`))
        .map(([, pod = ""]) => pod);
    return found.length > 0 ? found : undefined;
}

/** What a task has written, or is about to. */
function isData(key: string): boolean {
    return /\.parquet$|\/__magic/.test(key);
}
