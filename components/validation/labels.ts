import { Check, mapOf, valueCheck } from "./checks";
import { formatValue } from "./problems";
import { anyString } from "./values";

/** Labels of a team's or a job's objects; a job's pods have both. */
export const LABELS = {
    team: "spark-platform.dev/team",
    job: "spark-platform.dev/job",
} as const;

/** Beginnings of labels that Spark, the operator and this library set themselves. */
export const RESERVED_LABEL_PREFIXES = [
    "spark-",
    "sparkoperator.k8s.io/",
    "spark-platform.dev/",
] as const;

const PREFIX = /^[a-z0-9]([-a-z0-9.]{0,251}[a-z0-9])?$/;
const NAME = /^[A-Za-z0-9]([-\w.]{0,61}[A-Za-z0-9])?$/;

/** A value for labels and names, so not an empty string. */
export const nameInLabel = valueCheck((value) =>
    typeof value === "string" && NAME.test(value)
        ? undefined
        : `${formatValue(value)} is not a name: use up to 63 letters, digits, "-", "_" and "."`,
);

/** Labels that a person may set. */
export const labels: Check = mapOf(valueCheck(labelValueProblem), labelKeyProblem);

/** Annotations that a person may set: the keys of labels, any string as value. */
export const annotations: Check = mapOf(anyString, labelKeyProblem);

/** What is wrong with the value of a label, or nothing. */
export function labelValueProblem(value: unknown): string | undefined {
    return typeof value === "string" && (value === "" || NAME.test(value))
        ? undefined
        : `${formatValue(value)} is not a label value: use up to 63 letters, digits, "-", "_" and ".", ` +
              "beginning and ending with a letter or digit";
}

/** What is wrong with the key of a label or annotation that a person sets, or nothing. */
export function labelKeyProblem(key: string): string | undefined {
    const problem = labelKeyFormProblem(key);
    if (problem !== undefined) {
        return problem;
    }
    return RESERVED_LABEL_PREFIXES.some((prefix) => key.startsWith(prefix))
        ? "is set by Spark or the platform; choose another key"
        : undefined;
}

/** What is wrong with the form of any key of a label or annotation, or nothing. */
export function labelKeyFormProblem(key: string): string | undefined {
    const parts = key.split("/");
    const name = parts.pop() ?? "";
    const prefixIsFine = parts.length === 0 || (parts.length === 1 && PREFIX.test(parts[0] ?? ""));
    return prefixIsFine && NAME.test(name)
        ? undefined
        : `${formatValue(key)} is not a label or annotation key (e.g. "cost-centre", "example.com/owner")`;
}
