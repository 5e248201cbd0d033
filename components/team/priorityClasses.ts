import { contentHash } from "../hash";
import { objectName } from "../kubernetes/objectName";

/**
 * Above 0, which pods without a class have, so that Spark pods are not the last in a full cluster;
 * far below those that Kubernetes keeps for itself (2 billion) and what clusters use for services.
 */
const VALUES = { driver: 1000, executor: 500 };

/**
 * Specs of a platform's PriorityClasses: a driver that waits goes before executors that wait, since
 * without it they are of no use. Neither ends pods that run: Spark can wait, services cannot.
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

/** Beginning of the classes' names, unless another stack has classes of these names. */
export function plainPrefix(platform: string): string {
    return objectName(platform);
}

/** Beginning of the classes' names where another stack's platform has the plain ones. */
export function ownPrefix(platform: string, stack: string): string {
    return `${objectName(platform)}-${contentHash(stack)}`;
}

/** Name of a class in the cluster. */
export function className(prefix: string, role: ClassRole): string {
    return `${prefix}-${role}`;
}
