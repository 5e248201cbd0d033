import { SparkOperatorArgs } from "../operatorArgs";

/** Batch schedulers that the operator always registers, if enabled (cmd/operator/controller/start.go, 2.5.2). */
const ALWAYS = ["volcano", "yunikorn"];

interface ReadValues {
    controller?: { batchScheduler?: { enable?: unknown; kubeSchedulerNames?: unknown } };
}

/** Batch schedulers that a job can use; `undefined` for an external operator. */
export function batchSchedulersOf({
    install,
    values = {},
}: Pick<SparkOperatorArgs, "install" | "values"> = {}): string[] | undefined {
    if (install === false) {
        return undefined;
    }
    const { enable, kubeSchedulerNames } = (values as ReadValues).controller?.batchScheduler ?? {};
    const names = Array.isArray(kubeSchedulerNames) ? kubeSchedulerNames.map(String) : [];
    return enable === true ? [...ALWAYS, ...names] : [];
}
