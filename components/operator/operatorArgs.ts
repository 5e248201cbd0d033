import {
    Check,
    every,
    fields,
    isPlainObject,
    mapOf,
    required,
    Shape,
    valueCheck,
} from "../validation/checks";
import { pathTo, Problems } from "../validation/problems";
import { boolean, dnsLabel, oneOf, wholeNumber } from "../validation/values";

/** Who shares an operator. */
export const OperatorScope = {
    /** One operator serves all teams. Its account has permissions in every team's namespace. */
    Platform: "platform",
    /**
     * Each team has its own operator, whose account has permissions only in that team's namespace.
     * For teams that do not trust each other.
     */
    Team: "team",
} as const;
export type OperatorScope = (typeof OperatorScope)[keyof typeof OperatorScope];

/**
 * The load that one operator must handle, in jobs with a driver and five executors. Larger jobs
 * count for more.
 */
export interface OperatorLoadArgs {
    /**
     * Number of jobs submitted in a busy minute, from 1 to 150. Nobody has reached more with one
     * operator, even on 36 cores (kubeflow/spark-operator,
     * docs/website/performance/benchmarking.md).
     */
    jobsPerMinute: number;
    /**
     * Number of jobs that run at once, from 1 to 6000: the maximum that one operator was measured
     * with (same source).
     */
    concurrentJobs: number;
}

/** How the operator is installed. */
export interface OperatorReleaseArgs {
    /**
     * Namespace of the operator.
     * @default "spark-operator"
     */
    namespace?: string;
    /**
     * Creates that namespace. `false` uses an existing one and never deletes it.
     * @default true
     */
    createNamespace?: boolean;
    /**
     * Whether all teams share one operator, or each has its own. Each team's operator requests as
     * much CPU and memory as a shared one.
     * @default "platform"; "team" with preset "production"
     */
    scope?: OperatorScope;
    /**
     * Expected load, which sizes the operator: its workers, rate limits, CPU, memory and replicas.
     * With scope "team" it is the load of each team.
     * @default a small operator: 100m of CPU, 512Mi to 3Gi of memory, the chart's rate limits
     * @example { jobsPerMinute: 60, concurrentJobs: 500 }
     */
    load?: OperatorLoadArgs;
    /**
     * Further values of the operator's Helm chart. They override everything that is set here.
     * @default {}
     * @example { controller: { replicas: 2, workers: 20 } }
     */
    // eslint-disable-next-line @typescript-eslint/no-explicit-any -- a chart's values are open
    values?: Record<string, any>;
}

/** Arguments of the operator of a `SparkPlatform`. */
export interface SparkOperatorArgs extends OperatorReleaseArgs {
    /**
     * Installs the operator. `false` uses an existing one, which must already serve the teams'
     * namespaces.
     * @default true
     */
    install?: boolean;
    /**
     * Installs admission policies: in the teams' namespaces the API server refuses whatever would
     * act with the operator's permissions or reach other teams. Needs Kubernetes 1.30. With
     * `false`, teams are isolated only from those who do not try.
     * @default true
     */
    admission?: boolean;
}

/** The operator's default namespace and the name of its Helm release. */
export const OPERATOR_NAME = "spark-operator";

/** Name of the Helm release of its CRDs. */
export const CRD_RELEASE_NAME = `${OPERATOR_NAME}-crds`;

/** Sources: see {@link OperatorLoadArgs}. */
const MOST = { jobsPerMinute: 150, concurrentJobs: 6000 };

/** @param limit what the maximum is, e.g. "the 150 a minute that one operator can start" */
function wholeNumberUpTo(maximum: number, limit: string): Check {
    const positive = wholeNumber(1);
    const notTooMany = valueCheck((value) =>
        Number.isInteger(value) && (value as number) > maximum
            ? `${String(value)} is more than ${limit}: ` +
              "share the teams out over several platforms, each on a cluster of its own"
            : undefined,
    );
    return (value, path, problems) => {
        positive(value, path, problems);
        notTooMany(value, path, problems);
    };
}

const load = fields<OperatorLoadArgs>({
    jobsPerMinute: required(
        wholeNumberUpTo(
            MOST.jobsPerMinute,
            `the ${MOST.jobsPerMinute} a minute that one operator can start`,
        ),
    ),
    concurrentJobs: required(
        wholeNumberUpTo(
            MOST.concurrentJobs,
            `the ${MOST.concurrentJobs} that one operator was measured with`,
        ),
    ),
});

/** Checks of the single {@link OperatorReleaseArgs}. */
export const operatorReleaseFields: Shape<OperatorReleaseArgs> = {
    namespace: dnsLabel,
    createNamespace: boolean,
    scope: oneOf("operator scope", OperatorScope),
    load,
    values: mapOf(() => undefined),
};

/** Check of {@link SparkOperatorArgs}. */
export const sparkOperatorArgs = every(
    fields<SparkOperatorArgs>({ install: boolean, admission: boolean, ...operatorReleaseFields }),
    valuesFitScope,
);

/** Adds what does not go with the scope. */
export function valuesFitScope(value: unknown, path: string, problems: Problems): void {
    if (isPlainObject(value) && value["scope"] === OperatorScope.Team) {
        ownValuesCheck(value["values"], pathTo(path, "values"), problems);
    }
}

/** What decides which namespaces an operator serves: with an operator per team, the team does. */
const OF_THE_TEAM = ["jobNamespaces", "jobNamespaceSelector"];

/** Adds values of the chart that cannot be a person's own where each team has its operator. */
const ownValuesCheck: Check = (values, path, problems) => {
    const spark = isPlainObject(values) ? values["spark"] : undefined;
    if (!isPlainObject(spark)) {
        return;
    }
    for (const key of OF_THE_TEAM.filter((name) => spark[name] !== undefined)) {
        problems.add(
            pathTo(pathTo(path, "spark"), key),
            'cannot be set with scope "team", where each operator serves one team\'s namespace: ' +
                'remove it, or set scope to "platform"',
        );
    }
};
