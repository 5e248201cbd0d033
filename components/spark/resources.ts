import { formatValue } from "../validation/problems";

/** Spark's name of the resource for which it has a script of its own. */
export const GPU = "gpu";

/** Whose GPUs and script a resource of that name means, where nothing else is said. */
export const GPU_VENDOR = "nvidia.com";

/** In Spark's images; asks nvidia-smi, which NVIDIA's container runtime adds. */
export const GPU_SCRIPT = "/opt/spark/examples/src/main/scripts/getGpusResources.sh";

/** Beginnings of properties about the resources of pods and tasks (`ResourceUtils`). */
export const RESOURCE_PREFIXES = {
    driver: "spark.driver.resource.",
    executor: "spark.executor.resource.",
    task: "spark.task.resource.",
} as const;

const AMOUNT = /^spark\.(driver|executor|task)\.resource\.([^.]+)\.amount$/;

/** What is wrong with how many of a resource a pod or a task gets, or nothing. */
export function resourceAmountProblem(name: string, value: string): string | undefined {
    const [, owner] = AMOUNT.exec(name) ?? [];
    if (owner === undefined || value.includes("${")) {
        return undefined;
    }
    const amount = value.trim() === "" ? NaN : Number(value);
    if (owner === "task") {
        return taskAmountProblem(amount) === undefined
            ? undefined
            : `${formatValue(value)} ${TASK_AMOUNT}`;
    }
    return Number.isInteger(amount) && amount >= 0
        ? undefined
        : `${formatValue(value)} is not a whole number: a pod has whole ones, and tasks share them ` +
              "by spark.task.resource";
}

const TASK_AMOUNT =
    "is not what a task can take: a part from 0 to 0.5 (so that two or more share one), or a whole number";

/** What is wrong with how many of a resource a task takes (`calculateAmountAndPartsForFraction`). */
export function taskAmountProblem(amount: number): string | undefined {
    const isPart = amount > 0 && amount <= 0.5;
    return isPart || (Number.isInteger(amount) && amount >= 0)
        ? undefined
        : `${formatValue(amount)} ${TASK_AMOUNT}`;
}

/** How many pods of a role ask for, by Kubernetes' name of the resource (`buildResourcesQuantities`). */
export function podResources(
    role: "driver" | "executor",
    conf: Readonly<Record<string, string>>,
): Record<string, number> {
    const prefix = RESOURCE_PREFIXES[role];
    const found = Object.entries(conf).flatMap(([key, value]) => {
        const [, name] = AMOUNT.exec(key) ?? [];
        const resource = key.startsWith(prefix) ? key.slice(prefix.length, -".amount".length) : "";
        const vendor = conf[`${prefix}${resource}.vendor`];
        const amount = Number(value);
        return name !== undefined && resource !== "" && vendor !== undefined && amount > 0
            ? [[`${vendor}/${resource}`, amount] as const]
            : [];
    });
    return Object.fromEntries(found);
}
