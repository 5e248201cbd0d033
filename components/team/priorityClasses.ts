import { contentHash } from "../hash";
import { objectName } from "../kubernetes/objectName";

/**
 * Above 0, the priority of pods without a class, so that Spark pods are not last in a full cluster; far
 * below the priorities that Kubernetes reserves (2 billion) and those that clusters use for services.
 */
const VALUES = { driver: 1000, executor: 500 };

/**
 * Specs of a platform's PriorityClasses. Pending drivers are scheduled before pending executors, which
 * are useless without their driver. Neither preempts running pods: Spark can wait, services cannot.
 */
export const CLASS_SPECS = {
    driver: {
        value: VALUES.driver,
        preemptionPolicy: "Never",
        globalDefault: false,
        description: "Spark drivers: scheduled before executors, never instead of running pods.",
    },
    executor: {
        value: VALUES.executor,
        preemptionPolicy: "Never",
        globalDefault: false,
        description: "Spark executors: scheduled after drivers, never instead of running pods.",
    },
};
export type ClassRole = keyof typeof CLASS_SPECS;

/** Prefix of the classes' names, unless another stack has classes of these names. */
export function plainPrefix(platform: string): string {
    return objectName(platform);
}

/** Prefix of the classes' names if another stack's platform has the plain ones. */
export function ownPrefix(platform: string, stack: string): string {
    return `${objectName(platform)}-${contentHash(stack)}`;
}

/** Name of a class in the cluster. */
export function className(prefix: string, role: ClassRole): string {
    return `${prefix}-${role}`;
}
