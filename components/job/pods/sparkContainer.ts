import { Role } from "./podMemory";

/** Container names that Spark looks for in a template; it fills in image, command and resources. */
export const SPARK_CONTAINERS = {
    driver: "spark-kubernetes-driver",
    executor: "spark-kubernetes-executor",
} as const satisfies Record<Role, string>;
