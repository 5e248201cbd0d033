import { OPERATOR_NAME, OperatorLoadArgs } from "../operatorArgs";
import { OperatorCapacity, operatorCapacity, Resources } from "./capacity";

/** The values of the operator's chart that are set here; the chart knows many more. */
export interface OperatorValues {
    /** Prefix of every name that the chart makes. */
    fullnameOverride: string;
    image?: ImageValues;
    controller: ControllerValues;
    webhook: { enable: boolean; replicas: number; resources: Resources };
    spark: {
        jobNamespaces: string[];
        serviceAccount: { create: boolean };
        rbac: { create: boolean };
    };
}

interface ControllerValues extends Partial<OperatorCapacity["controller"]> {
    resources?: Resources;
    env?: { name: string; value: string }[];
    rbac?: { create: boolean };
    serviceAccount?: { create: boolean };
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
 * what every JVM needs) for each submission, ten at a time by default. The limit has room for ten:
 * 154 MiB each as measured (`make bench-operator`), 200 to 400 MB as published (kubeflow/spark-operator#2972).
 * No CPU limit, because a throttled JVM makes every submission slow.
 */
const CONTROLLER_RESOURCES: Resources = {
    requests: { cpu: "100m", memory: "512Mi" },
    limits: { memory: "3Gi" },
};

/**
 * `spark-class` starts two JVMs for a submission and gives each its options from one of these. They live
 * for seconds: with the quick compiler alone and the serial collector they take about half of the CPU
 * (8.0 s became 4.1 s a submission on two cores, with Spark 4.1.2).
 */
const SHORT_LIVED = "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC";
export const CONTROLLER_ENV = ["SPARK_LAUNCHER_OPTS", "SPARK_SUBMIT_OPTS"].map((name) => ({
    name,
    value: SHORT_LIVED,
}));

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
    /** Whether the chart makes the controller's permissions, instead of this library. */
    chartMakesRights?: boolean;
}

/** Values of the release with the operator of all teams. */
export function operatorValues(input: ValuesInput): ChartValues {
    return mergeValues({ ...platformValues(input) }, ownValues(input));
}

/** Values of the release that has no controller, and the webhook of all teams. */
export function webhookValues(input: ValuesInput): ChartValues {
    // Its own values for the controller would not pass the chart's checks without replicas.
    const values = without(input.values ?? {}, ["controller"]);
    const controller = { replicas: 0, rbac: { create: false }, serviceAccount: { create: false } };
    return mergeValues({ ...platformValues(input), controller }, values);
}

/** What a person's values say of the platform's release, and not of those of the teams. */
const OF_MAIN_RELEASE = ["fullnameOverride", "webhook", "certManager", "hook"];

/**
 * Values of the release with the operator of one team. A second webhook would change the same pods
 * again, and a shared account would have permissions in more than one team's namespace.
 *
 * @param fullname name of the release, and prefix of all that it makes
 */
export function teamOperatorValues(input: ValuesInput, fullname: string): ChartValues {
    const ours = without({ ...platformValues(input) }, ["webhook"]);
    const own = without(ownValues(input), OF_MAIN_RELEASE);
    const fixed = {
        fullnameOverride: fullname,
        controller: { rbac: { create: false }, serviceAccount: { create: true, name: "" } },
        webhook: { enable: false },
    };
    return mergeValues(mergeValues(ours, own), fixed);
}

function platformValues(input: ValuesInput): OperatorValues {
    const capacity = input.load && operatorCapacity(input.load);
    return {
        fullnameOverride: OPERATOR_NAME,
        ...(input.image && { image: imageValues(input.image) }),
        controller: {
            replicas: 1,
            resources: CONTROLLER_RESOURCES,
            env: CONTROLLER_ENV,
            ...capacity?.controller,
            // The library makes them, narrower: see controllerRights.ts.
            ...(input.chartMakesRights !== true && { rbac: { create: false } }),
        },
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
}

/** A person's values, whose variables join the library's; of the same name, the person's wins. */
function ownValues({ values = {} }: ValuesInput): ChartValues {
    const controller = values["controller"];
    const env = isMap(controller) ? controller["env"] : undefined;
    if (!isMap(controller) || !Array.isArray(env)) {
        return values;
    }
    const names = env.map((variable) => (isMap(variable) ? variable["name"] : undefined));
    const ours = CONTROLLER_ENV.filter(({ name }) => !names.includes(name));
    return { ...values, controller: { ...controller, env: [...ours, ...(env as unknown[])] } };
}

function without(values: ChartValues, keys: string[]): ChartValues {
    return Object.fromEntries(Object.entries(values).filter(([key]) => !keys.includes(key)));
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
 * An image reference in the three parts that the chart joins as `registry/repository:tag`; it has no value
 * for a digest. A reference without registry belongs to Docker Hub, as everywhere.
 */
export function imageValues(image: string): ImageValues {
    const [first = "", ...rest] = image.split("/");
    const hasRegistry = rest.length > 0 && (/[.:]/.test(first) || first === "localhost");
    const registry = hasRegistry ? first : "docker.io";
    const path = hasRegistry ? rest.join("/") : image;
    // The last colon: that of a digest, or of the tag.
    const [repository = "", tag] = path.split(/:(?=[^:]*$)/);
    return { registry, repository, ...(tag && { tag }) };
}

function isMap(value: unknown): value is ChartValues {
    // Outputs are objects too, but not plain ones.
    return typeof value === "object" && Object.getPrototypeOf(value ?? 0) === Object.prototype;
}
