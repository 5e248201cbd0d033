import { objectName } from "../objectName";

/**
 * Above 0, which pods without a class have, so that Spark pods are not the last in a full cluster;
 * far below those that Kubernetes keeps for itself (2 billion) and what clusters use for services.
 */
const VALUES = { driver: 1000, executor: 500 };

/**
 * The PriorityClasses of a platform: a driver that waits goes before executors that wait, since
 * without it they are of no use. Neither ends pods that run: Spark can wait, services cannot.
 */
export function priorityClasses(platform: string) {
    const prefix = objectName(platform);
    return {
        driver: {
            name: `${prefix}-driver`,
            value: VALUES.driver,
            preemptionPolicy: "Never",
            globalDefault: false,
            description:
                "Spark drivers: scheduled before executors, never instead of running pods.",
        },
        executor: {
            name: `${prefix}-executor`,
            value: VALUES.executor,
            preemptionPolicy: "Never",
            globalDefault: false,
            description: "Spark executors: scheduled after drivers, never instead of running pods.",
        },
    };
}
