import assert from "node:assert/strict";

/**
 * The properties of a run: those that the operator submits, and those that the driver is given besides.
 *
 * @param object the SparkApplication
 */
export function givenConf(object: any): Record<string, string> {
    return { ...submittedConf(object), ...driverConf(object) };
}

/** What the arguments of the driver's container say, read as Kubernetes and Spark do. */
export function driverConf({ spec }: any): Record<string, string> {
    const args: string[] | undefined = spec.driver.template.spec.containers[0].args;
    if (args === undefined) {
        return {};
    }
    // `DriverCommandFeatureStep` appends this; the entrypoint takes the first "driver" away.
    const appended = ["driver", "--properties-file", "/opt/spark/conf/spark.properties"];
    const [role, ...options] = [...args, ...appended].map((one) => one.replaceAll("$$", "$"));
    assert.equal(role, "driver");
    const conf: Record<string, string> = {};
    const others: string[] = [];
    for (let index = 0; index < options.length; index += 2) {
        const [option = "", value = ""] = options.slice(index, index + 2);
        if (option === "--conf") {
            const [, key = "", text = ""] = /^([^=]*)=(.*)$/.exec(value) ?? [];
            conf[key] = text;
        } else {
            others.push(option, value);
        }
    }
    assert.deepEqual(others, ["--queue", "driver", ...appended.slice(1)]);
    return conf;
}

/**
 * What version 2.5.2 of the operator gives spark-submit as `--conf`: its `submission.go`, without
 * what only names a run and its files (driver pod, submission id, templates).
 */
function submittedConf(object: any): Record<string, string> {
    const { metadata, spec } = object;
    const conf: Record<string, string> = { "spark.kubernetes.namespace": metadata.namespace };
    const add = (key: string, value: any) => {
        if (value !== undefined) {
            conf[key] = String(value);
        }
    };
    const addAll = (prefix: string, map: Record<string, string> = {}) =>
        Object.entries(map).forEach(([key, value]) => add(`${prefix}.${key}`, value));

    add("spark.kubernetes.container.image", spec.image);
    add("spark.kubernetes.container.image.pullPolicy", spec.imagePullPolicy);
    if (spec.imagePullSecrets?.length > 0) {
        add("spark.kubernetes.container.image.pullSecrets", spec.imagePullSecrets.join(","));
    }
    Object.entries(spec.sparkConf).forEach(([key, value]) => add(key, value));
    for (const role of ["driver", "executor"]) {
        const fields = spec[role];
        const kubernetes = `spark.kubernetes.${role}`;
        add(`${kubernetes}.container.image`, spec.image);
        add(`spark.${role}.cores`, fields.cores);
        add(`${kubernetes}.request.cores`, fields.coreRequest);
        add(`${kubernetes}.limit.cores`, fields.coreLimit);
        add(`spark.${role}.memory`, fields.memory);
        add(`spark.${role}.memoryOverhead`, fields.memoryOverhead);
        add(`spark.kubernetes.authenticate.${role}.serviceAccountName`, fields.serviceAccount);
        const labels = Object.entries<string>(metadata.labels ?? {});
        const passedOn = labels.filter(([key]) => !key.startsWith("kueue.x-k8s.io/"));
        addAll(`${kubernetes}.label`, Object.fromEntries(passedOn));
        addAll(`${kubernetes}.label`, fields.labels);
        addAll(`${kubernetes}.annotation`, fields.annotations);
    }
    add("spark.executor.instances", spec.executor.instances);
    if (spec.dynamicAllocation?.enabled) {
        const range = spec.dynamicAllocation;
        const prefix = "spark.dynamicAllocation";
        add(`${prefix}.enabled`, true);
        add(`${prefix}.initialExecutors`, range.initialExecutors);
        add(`${prefix}.minExecutors`, range.minExecutors);
        add(`${prefix}.maxExecutors`, range.maxExecutors);
        add(`${prefix}.shuffleTracking.enabled`, range.shuffleTrackingEnabled ?? true);
    }
    return conf;
}
