import { labelKeyProblem, labelValueProblem } from "../validation/labels";
import { formatValue } from "../validation/problems";
import { variableNameProblem } from "./environmentVariables";
import { resourceAmountProblem } from "./resources";

/** Variables by property; the name follows. */
const VARIABLES =
    /^spark\.(?:kubernetes\.driverEnv|executorEnv|kubernetes\.(?:driver|executor)\.(secretKeyRef))\.(.*)$/;

/** Labels and annotations of pods by property; the key follows. */
const METADATA = /^spark\.kubernetes\.(?:driver|executor)\.(label|annotation)\.(.*)$/;

/** Labels of nodes by property; the key follows. */
const NODE_SELECTOR = /^spark\.kubernetes\.(?:(?:driver|executor)\.)?node\.selector\.(.*)$/;

/**
 * What is wrong with a property that says something of Spark's pods, or nothing: it is checked as the
 * argument that says the same.
 *
 * @param value nothing where it is not known yet
 */
export function podPropertyProblem(name: string, value: string | undefined): string | undefined {
    const [, reference, variable] = VARIABLES.exec(name) ?? [];
    if (variable !== undefined) {
        const isReference = reference !== undefined && value !== undefined;
        return variableNameProblem(variable) ?? (isReference ? referenceProblem(value) : undefined);
    }
    const [, kind, key] = METADATA.exec(name) ?? [];
    if (key !== undefined) {
        const isLabel = kind === "label" && value !== undefined;
        return labelKeyProblem(key) ?? (isLabel ? labelValueProblem(value) : undefined);
    }
    const wrongAmount = value === undefined ? undefined : resourceAmountProblem(name, value);
    return wrongAmount ?? nodeLabelProblem(NODE_SELECTOR.exec(name)?.[1] ?? "");
}

/** Spark splits it at each ":" (`EnvSecretsFeatureStep`). */
function referenceProblem(value: string): string | undefined {
    return /^[^:]+:[^:]+$/.test(value)
        ? undefined
        : `${formatValue(value)} does not have the form name:key of a Secret: use \`secretEnv\` of the role`;
}

/** Where pods go is in their templates, as affinity: a selector beside it may leave no node at all. */
export function nodeLabelProblem(key: string): string | undefined {
    if (key === "topology.kubernetes.io/zone") {
        return "is set by the job's `zone`; remove it here";
    }
    return key.startsWith("spark-platform.dev/")
        ? "is set by `pool` of driver and executor; remove it here"
        : undefined;
}
