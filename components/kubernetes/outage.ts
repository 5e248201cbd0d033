import * as pulumi from "@pulumi/pulumi";
import { plainText } from "../validation/plainText";
import { KubernetesApi, kubernetesApi } from "./api";
import { KubernetesApiError, sleep } from "./http";

/** How long the API server may be unreachable before a wait fails. */
export const OUTAGE_SECONDS = 60;
const PAUSE_SECONDS = 1;

/** Whether the API server did not respond, or could not: it or its storage is restarting. */
export function isOutage(error: unknown): error is KubernetesApiError {
    if (!(error instanceof KubernetesApiError)) {
        return false;
    }
    const { status, message } = error;
    // A webhook that does not respond is not an outage: the API server responds.
    return (
        status === undefined ||
        status === 429 ||
        (status >= 500 && !message.includes("failed calling webhook"))
    );
}

export function outageWarning(server: string, error: Error): string {
    return (
        `the API server (${server}) does not answer: ${error.message}; ` +
        `trying again for up to ${OUTAGE_SECONDS} s`
    );
}

/** The message once the time is over. */
export function outageEnd(server: string, error: Error): string {
    return `the API server (${server}) has not answered for ${OUTAGE_SECONDS} s: ${error.message}`;
}

/** Time of a wait, in milliseconds. */
interface Clock {
    now: () => number;
    sleep: (milliseconds: number) => Promise<void>;
}

const realClock: Clock = { now: Date.now, sleep: (milliseconds) => sleep(milliseconds / 1000) };

/** The API for waits in an update: it outlasts a short outage, with a warning on the resource. */
export function waitingApi(kubeconfig: string, resource: pulumi.Resource): KubernetesApi {
    const warn = (message: string) => void pulumi.log.warn(plainText(message), resource);
    return patientApi(kubernetesApi(kubeconfig), warn);
}

/**
 * The same API for waits in an update: each request outlasts a short outage. Except for a driver's log,
 * which comes from a kubelet.
 *
 * @param warn is called once at the beginning of an outage
 */
export function patientApi(
    api: KubernetesApi,
    warn: (message: string) => void,
    clock: Clock = realClock,
): KubernetesApi {
    let isOut = false;
    const patient =
        <A extends unknown[], R>(request: (...args: A) => Promise<R>) =>
        async (...args: A): Promise<R> => {
            const start = clock.now();
            for (;;) {
                try {
                    const answer = await request(...args);
                    isOut = false;
                    return answer;
                } catch (error) {
                    if (!isOutage(error)) {
                        throw error;
                    }
                    if (clock.now() - start >= OUTAGE_SECONDS * 1000) {
                        const { status, code } = error;
                        throw new KubernetesApiError(outageEnd(api.server, error), status, code);
                    }
                    if (!isOut) {
                        warn(outageWarning(api.server, error));
                    }
                    isOut = true;
                    await clock.sleep(PAUSE_SECONDS * 1000);
                }
            }
        };
    return {
        ...api,
        listCustomObjects: patient(api.listCustomObjects),
        readDeployment: patient(api.readDeployment),
        readRoleBinding: patient(api.readRoleBinding),
        listPods: patient(api.listPods),
        listEvents: patient(api.listEvents),
        listResourceQuotas: patient(api.listResourceQuotas),
        dryRunCreate: patient(api.dryRunCreate),
        recount: patient(api.recount),
    };
}
