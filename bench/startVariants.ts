import { CONTROLLER_ENV } from "../components/operator/chart/values";
import type { Sandbox } from "../sandbox";
import { imageNames } from "../sandbox/images/recipe";
import type { StateResource } from "./stackObjects";

/** Settings that affect how fast the JVMs of a submission and of a job start. */
export interface Variant {
    name: string;
    images: { spark: string; sparkOperator: string };
    /** Environment variables of the operator's controller. */
    operator: { name: string; value: string }[];
    /** Spark properties of jobs. */
    conf?: Record<string, string>;
}

/** Spark's default on Kubernetes is 0.8; the library's for a single small executor is 0. */
const WAIT_FOR_EXECUTORS = "spark.scheduler.minRegisteredResourcesRatio";

const PLAIN = { spark: imageNames.plainSpark, sparkOperator: imageNames.plainSparkOperator };
const FASTER = { spark: imageNames.spark, sparkOperator: imageNames.sparkOperator };

/** The chart's defaults with public images. */
const CHART_DEFAULTS: Variant = {
    name: "the chart's defaults, plain images",
    images: PLAIN,
    operator: CONTROLLER_ENV.map(({ name }) => ({ name, value: "" })),
    conf: { [WAIT_FOR_EXECUTORS]: "0.8" },
};

/** This library's defaults with its images. */
export const LIBRARY_DEFAULTS: Variant = {
    name: "the library's defaults, images that start faster",
    images: FASTER,
    operator: CONTROLLER_ENV,
};

/** The first is the baseline for the others. */
export const VARIANTS: Variant[] = [
    CHART_DEFAULTS,
    { name: "the library's defaults, plain images", images: PLAIN, operator: CONTROLLER_ENV },
    LIBRARY_DEFAULTS,
];

/** Settings of a stack with one team and one job. */
export function stackSettings(
    { context, kubeconfig, artifacts }: Sandbox,
    { images, operator: env, conf = {} }: Variant,
    operator: object = {},
): Record<string, unknown> {
    return {
        cluster: { kind: "kubernetes", context, kubeconfig },
        artifacts: { ...artifacts, images },
        operator: { ...operator, values: { controller: { env } } },
        teams: { processing: {} },
        jobs: {
            pi: {
                ...{ team: "processing", main: "jobs/pi.py", logLevel: "INFO", conf },
                wait: "completed",
            },
        },
    };
}

interface Inputs {
    /** Of a release. */
    values?: { image?: { repository: string }; controller?: { env?: unknown } };
    /** Of an application. */
    spec?: { image?: string; sparkConf?: Record<string, string> };
}

/** Converts a resource of a stack with `LIBRARY_DEFAULTS` to `CHART_DEFAULTS`. */
export function asPublic(resource: StateResource): StateResource {
    const copy = structuredClone(resource);
    const { values, spec } = copy.inputs as Inputs;
    if (values?.image !== undefined) {
        values.image.repository = repositoryOf(PLAIN.sparkOperator);
        delete values.controller?.env;
    }
    if (spec?.image === FASTER.spark) {
        spec.image = PLAIN.spark;
        delete spec.sparkConf?.[WAIT_FOR_EXECUTORS];
    }
    return copy;
}

/** As the chart expects it: without registry and tag. */
function repositoryOf(image: string): string {
    return image.replace(/^[^/]*\//, "").replace(/:[^:]*$/, "");
}
