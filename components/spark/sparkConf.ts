import { Check, input, mapOf, valueCheck } from "../validation/checks";
import { credentialProblem } from "../validation/credentials/credentialProblem";
import { formatValue, Problems } from "../validation/problems";
import { Unquoted } from "../validation/unquoted";
import { notString } from "../validation/values";
import { clientPropertyProblem } from "./clientProperties";
import { placeOfProperty } from "./credentialPlace";
import { impossibleProblem } from "./impossibleProperties";
import { loggingProblem } from "./logging";
import { podPropertyProblem } from "./podProperties";
import { sizeProblem } from "./sizeProperties";
import { uiPortProblem } from "./webUi";

/** Properties that something else decides, and what to use instead. */
const DECIDED_ELSEWHERE = new Map(
    Object.entries({
        "spark.app.name": "the job's name",
        "spark.master": "the cluster connection",
        "spark.kubernetes.driver.master": "the cluster connection",
        "spark.submit.deployMode": "the operator",
        "spark.kubernetes.namespace": "the team",
        "spark.kubernetes.driver.pod.name": "the job's name",
        "spark.kubernetes.driver.podTemplateFile": "`driver`",
        "spark.kubernetes.executor.podTemplateFile": "`executor`",
        "spark.kubernetes.container.image": "`image`",
        "spark.kubernetes.driver.container.image": "`image`",
        "spark.kubernetes.executor.container.image": "`image`",
        "spark.kubernetes.container.image.pullPolicy": "`imagePullPolicy`",
        "spark.kubernetes.container.image.pullSecrets": "`imagePullSecrets`",
        "spark.driver.cores": "`driver.cores`",
        "spark.driver.memory": "`driver.memory`",
        "spark.kubernetes.driver.request.cores": "`driver.coreRequest`",
        "spark.kubernetes.driver.limit.cores": "`driver.coreLimit`",
        "spark.executor.cores": "`executor.cores`",
        "spark.executor.memory": "`executor.memory`",
        "spark.executor.instances": "`executor.instances`",
        "spark.kubernetes.executor.request.cores": "`executor.coreRequest`",
        "spark.kubernetes.executor.limit.cores": "`executor.coreLimit`",
        "spark.dynamicAllocation.enabled": "`executor.dynamicAllocation`",
        "spark.dynamicAllocation.minExecutors": "`executor.dynamicAllocation.min`",
        "spark.dynamicAllocation.maxExecutors": "`executor.dynamicAllocation.max`",
        "spark.dynamicAllocation.initialExecutors": "`executor.dynamicAllocation.initial`",
        // Without effect: the log configuration of the library wins over Spark's own.
        "spark.log.structuredLogging.enabled": "`logFormat`",
    }),
);

const oneLine = valueCheck(
    (value) => {
        if (typeof value !== "string") {
            return notString(value);
        }
        return /[\r\n]/.test(value)
            ? `${formatValue(value)} has a line break; Spark properties are one line`
            : undefined;
    },
    { unquoted: Unquoted.Number },
);

/** Spark properties that a person may set: strings, `spark.` keys, nothing decided elsewhere. */
export const sparkConf: Check = mapOf(property);

/** The same where values may be Outputs: what is wrong with a name does not wait for the value. */
export const jobConf: Check = mapOf((value, path, problems, key) => {
    const message = propertyProblem(key, value);
    if (message !== undefined) {
        problems.add(path, message);
        return;
    }
    input((known, at, found) => property(known, at, found, key))(value, path, problems);
});

function property(value: unknown, path: string, problems: Problems, key: string): void {
    const message = propertyProblem(key, value);
    if (message !== undefined) {
        problems.add(path, message);
        return;
    }
    oneLine(value, path, problems);
}

function propertyProblem(key: string, value: unknown): string | undefined {
    const known = typeof value === "string" ? value : undefined;
    return (
        decidedElsewhere(key) ??
        credentialProblem(placeOfProperty(key), key, value) ??
        prefixProblem(key) ??
        impossibleProblem(key, known) ??
        podPropertyProblem(key, known) ??
        clientPropertyProblem(key, value) ??
        loggingProblem(key, value) ??
        uiPortProblem(key, value) ??
        (known === undefined ? undefined : sizeProblem(key, known))
    );
}

function decidedElsewhere(key: string): string | undefined {
    const isCredential = key.startsWith("spark.kubernetes.authenticate.");
    const instead = isCredential ? "the team's service account" : DECIDED_ELSEWHERE.get(key);
    return instead === undefined ? undefined : `is set by ${instead}; remove it here`;
}

function prefixProblem(key: string): string | undefined {
    return /^spark\.\S+$/.test(key)
        ? undefined
        : `Spark ignores properties that do not begin with "spark." (Hadoop's take "spark.hadoop.")`;
}
