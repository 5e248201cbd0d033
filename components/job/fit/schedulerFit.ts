import { TeamConnection } from "../../team/connection";
import { isPlainObject } from "../../validation/checks";
import { formatValue, pathTo, Problems } from "../../validation/problems";
import { BatchScheduler } from "../args/schedulerArgs";

type Team = Pick<TeamConnection, "batchSchedulers">;

/** The chart values that enable a scheduler in the operator. */
const VALUES: Record<string, string> = {
    [BatchScheduler.YuniKorn]: "{ enable: true }",
    [BatchScheduler.Volcano]: "{ enable: true }",
    [BatchScheduler.KubeScheduler]: "{ enable: true, kubeSchedulerNames: [kube-scheduler] }",
};

/**
 * Adds that the platform's operator does not have a job's batch scheduler enabled. An operator with
 * none enabled would ignore the setting; one with others would fail the job.
 */
export function schedulerProblems(
    path: string,
    scheduler: unknown,
    { batchSchedulers }: Team,
    problems: Problems,
): void {
    const name = isPlainObject(scheduler) ? scheduler["name"] : undefined;
    const values = typeof name === "string" ? VALUES[name] : undefined;
    if (
        typeof name !== "string" ||
        values === undefined ||
        batchSchedulers === undefined ||
        batchSchedulers.includes(name)
    ) {
        return;
    }
    problems.add(
        pathTo(pathTo(path, "scheduler"), "name"),
        `${formatValue(name)} is not enabled in the platform's operator, which would ignore it: ` +
            `set operator.values.controller.batchScheduler to ${values}`,
    );
}
