import { SparkOperatorArgs } from "../operatorArgs";

/** What the operator registers where its batch schedulers are enabled (cmd/operator/controller/start.go of 2.5.2). */
const ALWAYS = ["volcano", "yunikorn"];

interface ReadValues {
    controller?: { batchScheduler?: { enable?: unknown; kubeSchedulerNames?: unknown } };
}

/** Batch schedulers that a job may name; nothing where the operator is somebody else's. */
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
