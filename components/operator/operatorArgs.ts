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
    /** One operator serves all teams; its account has permissions in every team's namespace. */
    Platform: "platform",
    /**
     * Each team has an operator of its own, whose account has permissions in this team's namespace
     * alone. For teams that do not trust each other.
     */
    Team: "team",
} as const;
export type OperatorScope = (typeof OperatorScope)[keyof typeof OperatorScope];

/** What one operator has to carry, in jobs of a driver and five executors; larger ones count more. */
export interface OperatorLoadArgs {
    /**
     * Jobs that are submitted in a busy minute: 1 to 150. More was not reached with one operator, on
     * 36 cores (kubeflow/spark-operator, docs/website/performance/benchmarking.md).
     */
    jobsPerMinute: number;
    /** Jobs that run at once: 1 to 6000, the most that one operator was measured with (ibid.). */
    concurrentJobs: number;
}

/** How the operator is installed. */
export interface OperatorReleaseArgs {
    /**
     * Namespace that the operator runs in.
     * @default "spark-operator"
     */
    namespace?: string;
    /**
     * Whether to create that namespace. `false` uses an existing one and never deletes it.
     * @default true
     */
    createNamespace?: boolean;
    /**
     * Whether all teams share one operator, or each has its own. Each operator of a team requests as
     * much CPU and memory as the one of a platform.
     * @default "platform"
     */
    scope?: OperatorScope;
    /**
     * Sizes the operator: its workers, rate limits, CPU, memory and replicas. With scope "team" it is
     * the load of each team.
     * @default a small operator: 100m CPU, 512Mi to 3Gi of memory, the chart's rate limits
     * @example { jobsPerMinute: 60, concurrentJobs: 500 }
     */
    load?: OperatorLoadArgs;
    /**
     * Further values of the operator's Helm chart; they win over everything that is set here.
     *
     * @example { controller: { replicas: 2, workers: 20 } }
     */
    // eslint-disable-next-line @typescript-eslint/no-explicit-any -- a chart's values are open
    values?: Record<string, any>;
}

export interface SparkOperatorArgs extends OperatorReleaseArgs {
    /**
     * Whether to install the operator. `false` uses one that serves the teams' namespaces already.
     * @default true
     */
    install?: boolean;
    /**
     * Whether the API server refuses, in the teams' namespaces, what would act with the operator's
     * permissions or reach other teams. Needs Kubernetes 1.30. `false` leaves teams isolated only from
     * those who do not try.
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
