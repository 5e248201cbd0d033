import { Check, dnsLabel, fields, flag, mapOf } from "../checks";

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
}

/** The operator's default namespace and the name of its Helm release. */
export const OPERATOR_NAME = "spark-operator";

/** Checks of {@link OperatorReleaseArgs}. */
export const operatorReleaseFields: Record<string, Check> = {
    namespace: dnsLabel,
    createNamespace: flag,
    values: mapOf(() => undefined),
};

/** Check of {@link SparkOperatorArgs}. */
export const sparkOperatorArgs: Check = fields({ install: flag, ...operatorReleaseFields });
