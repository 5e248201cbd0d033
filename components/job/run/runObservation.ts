import { KubernetesApi } from "../../kubernetes/api";
import { CustomObject, Pod } from "../../kubernetes/objects";
import { ApplicationStatus } from "./applicationStatus";
import { Reminders } from "./reminders";

/** A run as one poll of the cluster finds it, and what to report about it. */
export interface RunObservation {
    api: KubernetesApi;
    run: { job: string; application: string; namespace: string };
    application: CustomObject;
    status: ApplicationStatus;
    /** Pods that are not being deleted. */
    pods: Pod[];
    reminders: Reminders;
    warn: (message: string) => void;
}
