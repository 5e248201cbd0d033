import { OPERATOR_NAME, OperatorLoadArgs } from "../operatorArgs";
import { OperatorCapacity, operatorCapacity, Resources } from "./capacity";

/** The values of the operator's chart that are set here; the chart has many more. */
export interface OperatorValues {
    /** Prefix of all object names in the chart. */
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

/** Any values of the chart. */
export type ChartValues = Record<string, unknown>;

/**
 * The operator runs `spark-submit` in a separate JVM for each submission (with 128 MiB of heap according
 * to the chart's values.yaml, plus overhead), ten at a time by default. The limit has room for ten:
 * 154 MiB each as measured (`make bench-operator`), 200 to 400 MB as published (kubeflow/spark-operator#2972).
 * No CPU limit, because a throttled JVM slows down every submission.
 */
const CONTROLLER_RESOURCES: Resources = {
    requests: { cpu: "100m", memory: "512Mi" },
    limits: { memory: "3Gi" },
};

/**
 * `spark-class` starts two JVMs per submission, each with its options from one of these variables. They
 * run for only seconds: with just the C1 compiler and the serial collector, they use about half the CPU
 * (4.1 s instead of 8.0 s per submission on two cores, with Spark 4.1.2).
 */
const SHORT_LIVED = "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC";
export const CONTROLLER_ENV = ["SPARK_LAUNCHER_OPTS", "SPARK_SUBMIT_OPTS"].map((name) => ({
    name,
    value: SHORT_LIVED,
}));

/** The webhook is a small Go program; the chart's values.yaml suggests 100m and 300Mi. */
const WEBHOOK_RESOURCES: Resources = {
    requests: { cpu: "50m", memory: "128Mi" },
    limits: { memory: "300Mi" },
};

export interface ValuesInput {
    jobNamespaces: string[];
    /** Whole image reference, e.g. `registry.example.com/spark-operator:2.5.2`. */
    image?: string;
    /** Load that the operator is sized for; by default, it is small. */
    load?: OperatorLoadArgs;
    /** Merged over everything else. */
    values?: ChartValues;
    /** Whether the chart creates the controller's permissions instead of this library. */
    chartCreatesRbac?: boolean;
}

/** Values of the release with the operator for all teams. */
export function operatorValues(input: ValuesInput): ChartValues {
    return mergeValues({ ...platformValues(input) }, ownValues(input));
}

/** Values of the release without a controller, with the webhook for all teams. */
export function webhookValues(input: ValuesInput): ChartValues {
    // Without replicas, the user's values for the controller would not pass the chart's validation.
    const values = without(input.values ?? {}, ["controller"]);
    const controller = { replicas: 0, rbac: { create: false }, serviceAccount: { create: false } };
    return mergeValues({ ...platformValues(input), controller }, values);
}

/** The user's values that apply only to the platform's release, not to the teams' releases. */
const MAIN_RELEASE_KEYS = ["fullnameOverride", "webhook", "certManager", "hook"];

/**
 * Values of the release with one team's operator. It has no webhook, since a second one would mutate the
 * same pods again, and its own service account, since a shared one would have permissions in the
 * namespaces of several teams.
 *
 * @param fullname name of the release, and prefix of its object names
 */
export function teamOperatorValues(input: ValuesInput, fullname: string): ChartValues {
    const ours = without({ ...platformValues(input) }, ["webhook"]);
    const own = without(ownValues(input), MAIN_RELEASE_KEYS);
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
            // The library creates narrower permissions: see controllerRules.ts.
            ...(input.chartCreatesRbac !== true && { rbac: { create: false } }),
        },
        webhook: {
            enable: true,
            replicas: 1,
            resources: WEBHOOK_RESOURCES,
            ...capacity?.webhook,
        },
        spark: {
            jobNamespaces: [...input.jobNamespaces].sort(),
            // Every team has its own service account, with fewer permissions than the chart's.
            serviceAccount: { create: false },
            rbac: { create: false },
        },
    };
}

/** The user's values. Their environment variables are added to the library's, and override them. */
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

/** Merges values like Helm: maps key by key; anything else is replaced. */
export function mergeValues(base: ChartValues, over: ChartValues): ChartValues {
    const merged = { ...base };
    for (const [key, value] of Object.entries(over)) {
        const below = merged[key];
        merged[key] = isMap(below) && isMap(value) ? mergeValues(below, value) : value;
    }
    return merged;
}

/**
 * An image reference split into the three parts that the chart joins as `registry/repository:tag`; it has
 * no value for a digest. As usual, the default registry is Docker Hub.
 */
export function imageValues(image: string): ImageValues {
    const [first = "", ...rest] = image.split("/");
    const hasRegistry = rest.length > 0 && (/[.:]/.test(first) || first === "localhost");
    const registry = hasRegistry ? first : "docker.io";
    const path = hasRegistry ? rest.join("/") : image;
    // The last colon belongs to the digest or to the tag.
    const [repository = "", tag] = path.split(/:(?=[^:]*$)/);
    return { registry, repository, ...(tag && { tag }) };
}

function isMap(value: unknown): value is ChartValues {
    // Outputs are objects, too, but not plain ones.
    return typeof value === "object" && Object.getPrototypeOf(value ?? 0) === Object.prototype;
}
