import { KubernetesApi } from "../../kubernetes/api";
import { FORMAT_CONTAINER } from "../pods/formatCheck";
import { REQUIREMENTS_CONTAINER } from "../pods/pythonRequirements";
import { SPARK_CONTAINERS } from "../pods/sparkContainer";

/** Lines to search; a Java stack trace is longer than what is shown. */
const SEARCHED_LINES = 500;

/** The driver of a run. */
export interface DriverPod {
    namespace: string;
    application: string;
    pod: string;
}

/** The end of a driver's log; if the driver never started, of the containers before it. */
export async function driverLog(
    api: KubernetesApi,
    { namespace, application, pod }: DriverPod,
): Promise<string> {
    const logOf = (container: string) =>
        api.podLog({ namespace, pod, container, tailLines: SEARCHED_LINES });
    const log = logOf(SPARK_CONTAINERS.driver);
    const text = await log.catch(() => "");
    // A container that never ran has an empty log or none.
    if (text.trim() !== "") {
        return text;
    }
    const failed = await failedBefore(api, { namespace, application, pod }).catch(() => []);
    for (const container of [...failed, REQUIREMENTS_CONTAINER, FORMAT_CONTAINER]) {
        const earlier = await logOf(container).catch(() => "");
        if (earlier.trim() !== "") {
            return earlier;
        }
    }
    return log;
}

/** The init containers that failed. */
async function failedBefore(
    api: KubernetesApi,
    { namespace, application, pod }: DriverPod,
): Promise<string[]> {
    const labelSelector = `sparkoperator.k8s.io/app-name=${application}`;
    const pods = await api.listPods({ namespace, labelSelector });
    const { status } = pods.find(({ metadata }) => metadata?.name === pod) ?? {};
    return (status?.initContainerStatuses ?? []).flatMap(({ name, state }) =>
        (state?.terminated?.exitCode ?? 0) !== 0 && name !== undefined ? [name] : [],
    );
}
