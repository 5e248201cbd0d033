import { ROLE_USER_KEYS } from "./userChecks";

const TEMPLATE = "set it in `podTemplate`";
const ACCOUNT = "all jobs run as the team's service account: remove it";
const OBJECTS = "name it in `volumes`, as the `configMap` or `secret` of a volume";
const CLAIM = "use `volumes`: { NAME: { mountPath, claim } }";
const JAVA =
    "set it in the job's `conf`, as spark.driver.extraJavaOptions or spark.executor.extraJavaOptions";

/** Keys of the job, shared by driver and executors. */
const OF_JOB = [
    ...["arguments", "batchScheduler", "conf", "deps", "imagePullPolicy", "imagePullSecrets"],
    ...["language", "logFormat", "logLevel", "main", "mainClass", "parameters", "restart"],
    ...["schedule", "scheduler", "sparkVersion", "suspend", "team", "timeout", "timeToLive"],
    ...["wait", "zone"],
].map((key) => [key, `set the job's \`${key === "batchScheduler" ? "scheduler" : key}\``] as const);

/** Keys of a role in the operator, Kubernetes and other tools, with what to do instead. */
export const ROLE_KEYS: ReadonlyMap<string, string> = new Map([
    ...ROLE_USER_KEYS,
    ...OF_JOB,
    ["restartPolicy", "set the job's `restart`"],
    ["sparkConf", "set the job's `conf`"],
    ["affinity", "use `pool` and `nodeSelector`, or set it in `podTemplate.spec`"],
    ["configMaps", OBJECTS],
    [
        "deleteOnTermination",
        "set spark.kubernetes.executor.deleteOnTermination in the job's `conf`",
    ],
    ["dnsConfig", `${TEMPLATE}.spec`],
    ["envSecretKeyRefs", "use `secretEnv`, with `name` and `key`"],
    ["envVars", "use `env`"],
    ["gpu", "use `resources`"],
    ["hostNetwork", `${TEMPLATE}.spec`],
    ["image", "set the job's `image`, which driver and executors share"],
    ["javaOptions", JAVA],
    ["kubernetesMaster", "remove it: jobs run in the platform's cluster"],
    ["lifecycle", `${TEMPLATE}.spec.containers`],
    ["memoryLimit", "remove it: the limit is `memory` plus `memoryOverhead`"],
    ["nodeName", "use `nodeSelector` or `pool`"],
    ["persistentVolumeClaim", CLAIM],
    ["pvc", CLAIM],
    ["podName", "remove it: Spark and the operator name pods"],
    [
        "priorityClassName",
        "remove it: the platform has a priority class for drivers and one for executors",
    ],
    ["schedulerName", "set the job's `scheduler`"],
    ["secrets", OBJECTS],
    ["serviceAccount", ACCOUNT],
    ["serviceAccountName", ACCOUNT],
    ["serviceAnnotations", "set spark.kubernetes.driver.service.annotation.… in the job's `conf`"],
    ["serviceLabels", "set spark.kubernetes.driver.service.label.… in the job's `conf`"],
    ["shareProcessNamespace", `${TEMPLATE}.spec`],
    ["template", "use `podTemplate`"],
    ["topologySpreadConstraints", `${TEMPLATE}.spec`],
    ["volumeMounts", "set `mountPath` on each of the `volumes`"],
]);
