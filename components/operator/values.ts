import { OperatorCapacity, operatorCapacity, Resources } from "./capacity";
import { OPERATOR_NAME, OperatorLoadArgs } from "./operatorArgs";

/** The values of the operator's chart that are set here; the chart knows many more. */
export interface OperatorValues {
    /** Prefix of every name that the chart makes. */
    fullnameOverride: string;
    image?: ImageValues;
    controller: Partial<OperatorCapacity["controller"]> & { resources: Resources };
    webhook: { enable: boolean; replicas: number; resources: Resources };
    spark: {
        jobNamespaces: string[];
        serviceAccount: { create: boolean };
        rbac: { create: boolean };
    };
}

interface ImageValues {
    registry: string;
    repository: string;
    tag?: string;
}

/** Chart values, with any that the chart knows. */
export type ChartValues = Record<string, unknown>;

/**
 * The chart runs `spark-submit` in a JVM of its own (128 MiB of heap, says its values.yaml, plus
 * what every JVM needs) for each submission, ten at a time by default: memory for several of them,
 * and no CPU limit, because a throttled JVM makes every submission slow.
 */
const CONTROLLER_RESOURCES: Resources = {
    requests: { cpu: "100m", memory: "512Mi" },
    limits: { memory: "2Gi" },
};

/** The webhook is a small Go program; the chart's values.yaml proposes 100m and 300Mi. */
const WEBHOOK_RESOURCES: Resources = {
    requests: { cpu: "50m", memory: "128Mi" },
    limits: { memory: "300Mi" },
};

export interface ValuesInput {
    jobNamespaces: string[];
    /** Whole image reference, e.g. `registry.example.com/spark-operator:2.5.2`. */
    image?: string;
    /** Sizes the operator; without it, it is a small one. */
    load?: OperatorLoadArgs;
    /** Merged over everything else. */
    values?: ChartValues;
}

/** Values of the operator's Helm release. */
export function operatorValues(input: ValuesInput): ChartValues {
    const capacity = input.load && operatorCapacity(input.load);
    const ours: OperatorValues = {
        fullnameOverride: OPERATOR_NAME,
        ...(input.image && { image: imageValues(input.image) }),
        controller: { replicas: 1, resources: CONTROLLER_RESOURCES, ...capacity?.controller },
        webhook: {
            enable: true,
            replicas: 1,
            resources: WEBHOOK_RESOURCES,
            ...capacity?.webhook,
        },
        spark: {
            jobNamespaces: [...input.jobNamespaces].sort(),
            // Every team brings a service account of its own, with fewer rights than the chart's.
            serviceAccount: { create: false },
            rbac: { create: false },
        },
    };
    return mergeValues({ ...ours }, input.values ?? {});
}

/** Helm's way to merge: maps key by key, anything else is replaced. */
export function mergeValues(base: ChartValues, over: ChartValues): ChartValues {
    const merged = { ...base };
    for (const [key, value] of Object.entries(over)) {
        const below = merged[key];
        merged[key] = isMap(below) && isMap(value) ? mergeValues(below, value) : value;
    }
    return merged;
}

/**
 * An image reference in the three parts that the chart joins as `registry/repository:tag`.
 * A reference without registry belongs to Docker Hub, as everywhere.
 */
export function imageValues(image: string): ImageValues {
    const [first = "", ...rest] = image.split("/");
    const hasRegistry = rest.length > 0 && (/[.:]/.test(first) || first === "localhost");
    const registry = hasRegistry ? first : "docker.io";
    const path = hasRegistry ? rest.join("/") : image;
    const [repository = "", tag] = path.split(/:(?=[^:]*$)/);
    return { registry, repository, ...(tag && { tag }) };
}

function isMap(value: unknown): value is ChartValues {
    // Outputs are objects too, but not plain ones.
    return typeof value === "object" && Object.getPrototypeOf(value ?? 0) === Object.prototype;
}
