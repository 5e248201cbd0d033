import { KubernetesApi } from "../../kubernetes/api";

/** Lines that are searched; a stack trace of Java is longer than what people are shown. */
const SEARCHED_LINES = 500;

/** The end of a driver's log. */
export function driverLog(api: KubernetesApi, namespace: string, pod: string): Promise<string> {
    const container = "spark-kubernetes-driver";
    return api.podLog({ namespace, pod, container, tailLines: SEARCHED_LINES });
}
