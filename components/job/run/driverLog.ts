import { KubernetesApi } from "../../kubernetes/api";
import { FORMAT_CONTAINER } from "../pods/formatCheck";
import { REQUIREMENTS_CONTAINER } from "../pods/pythonRequirements";

/** Lines that are searched; a stack trace of Java is longer than what people are shown. */
const SEARCHED_LINES = 500;

/** The end of a driver's log; where the driver never started, of what runs before it. */
export async function driverLog(
    api: KubernetesApi,
    namespace: string,
    pod: string,
): Promise<string> {
    const logOf = (container: string) =>
        api.podLog({ namespace, pod, container, tailLines: SEARCHED_LINES });
    const log = logOf("spark-kubernetes-driver");
    const text = await log.catch(() => "");
    // A container that never ran has an empty log, or none.
    if (text.trim() !== "") {
        return text;
    }
    for (const container of [REQUIREMENTS_CONTAINER, FORMAT_CONTAINER]) {
        const said = await logOf(container).catch(() => "");
        if (said.trim() !== "") {
            return said;
        }
    }
    return log;
}
