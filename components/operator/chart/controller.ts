import { OPERATOR_NAME } from "../operatorArgs";
import { ChartValues } from "./values";

/** What the chart's templates create for the controller from its final values. */
export interface Controller {
    /** Service account of its pods, in the operator's namespace. */
    account: string;
    /** Lease for leader election; absent without it. */
    lock?: string;
    hasIngresses: boolean;
    hasBatchScheduler: boolean;
    /** Whether it creates pod groups for a kube-scheduler with coscheduling. */
    hasKubeScheduler?: true;
}

interface ReadValues {
    fullnameOverride?: string;
    controller?: {
        serviceAccount?: { create?: boolean; name?: string };
        leaderElection?: { enable?: boolean };
        uiIngress?: { enable?: boolean };
        batchScheduler?: { enable?: boolean; kubeSchedulerNames?: string[] };
    };
}

export function controllerOf(values: ChartValues): Controller {
    const { controller = {} } = values as ReadValues;
    const prefix = `${namePrefix(values)}-controller`;
    const { create = true, name } = controller.serviceAccount ?? {};
    const { enable, kubeSchedulerNames = [] } = controller.batchScheduler ?? {};
    const hasLock = controller.leaderElection?.enable !== false;
    return {
        account: name || (create ? prefix : "default"),
        ...(hasLock && { lock: `${prefix}-lock` }),
        hasIngresses: controller.uiIngress?.enable === true,
        hasBatchScheduler: enable === true,
        ...(enable === true && kubeSchedulerNames.length > 0 && { hasKubeScheduler: true }),
    };
}

/** Prefix of all object names in the chart. */
export function namePrefix(values: ChartValues): string {
    return (values as ReadValues).fullnameOverride || OPERATOR_NAME;
}
