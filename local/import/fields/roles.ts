import { nodeLabels } from "../carry/nodeLabels";
import { containers } from "./containers";
import { merged, part, template } from "./roleParts";
import { configMapFolder, secretFolder } from "../carry/folders";
import { gpu } from "../carry/gpu";
import { roleImage } from "../carry/roleImage";
import { executorCount } from "../carry/range";
import { secretKeys } from "../carry/environment";
import { size } from "../carry/sizes";
import { Answer, FieldGroup, FieldRow } from "../fieldRow";
import { CONTAINER_SECURITY, POD_SECURITY } from "./security";
import { variable } from "./variables";
import { mount } from "./mount";

function same(...fields: string[]): FieldRow[] {
    return fields.map((field) => ({ field, answer: Answer.Argument, below: true as const }));
}

/** Fields of a SparkApplication's driver and executors. */
export const ROLES: FieldGroup = {
    title: "Driver and executors",
    places: ["spec.driver", "spec.executor"],
    rows: [
        ...same("cores", "coreRequest", "coreLimit", "labels", "annotations"),
        {
            field: "memory",
            answer: Answer.Argument,
            why: "the operator's default is 1g, the platform's is `512m`",
            carry: size("memory"),
        },
        { field: "memoryOverhead", answer: Answer.Argument, carry: size("memoryOverhead") },
        {
            field: "memoryLimit",
            answer: Answer.Platform,
            why: "a pod's limit is its request, `memory` plus `memoryOverhead`: raise the latter",
        },
        { field: "instances", answer: Answer.Argument, only: "executor", carry: executorCount },
        {
            field: "image",
            answer: Answer.None,
            why: "driver and executors share one image, the job's; build one for both",
            carry: roleImage,
        },
        {
            field: "gpu",
            answer: Answer.Argument,
            to: "resources.gpu",
            below: true,
            why: "Spark also assigns them to tasks, and finds them with a discovery script",
            carry: gpu,
        },
        { field: "env", answer: Answer.Argument, to: "env", why: "see Variables", entry: variable },
        { field: "envVars", answer: Answer.Argument, to: "env", below: true, carry: merged("env") },
        {
            field: "envSecretKeyRefs",
            answer: Answer.Argument,
            to: "secretEnv",
            below: true,
            carry: secretKeys,
        },
        ...same("envFrom"),
        {
            field: "configMaps",
            answer: Answer.Argument,
            to: "volumes.<name>.configMap",
            below: true,
            entry: configMapFolder,
        },
        {
            field: "secrets",
            answer: Answer.Argument,
            to: "volumes.<name>.secret",
            below: true,
            why: "the types GCPServiceAccount and HadoopDelegationToken also set their variables in `env`",
            entry: secretFolder,
        },
        {
            field: "volumeMounts",
            answer: Answer.Argument,
            to: "volumes",
            why: "see Volumes",
            entry: mount,
        },
        {
            field: "initContainers",
            answer: Answer.Argument,
            why: "see Containers; one with `restartPolicy: Always` becomes one of `sidecars`",
            entry: containers("initContainers"),
        },
        {
            field: "sidecars",
            answer: Answer.Argument,
            why: "see Containers; they start before Spark's container and stop with it",
            entry: containers("sidecars"),
        },
        {
            field: "podSecurityContext",
            answer: Answer.Argument,
            to: "user, group (of the job)",
            why: "see Security context of a pod",
            carry: part(POD_SECURITY),
        },
        {
            field: "securityContext",
            answer: Answer.Argument,
            to: "user, group (of the job)",
            why: "see Security context of a container",
            carry: part(CONTAINER_SECURITY),
        },
        ...same("tolerations", "hostAliases", "ports", "terminationGracePeriodSeconds"),
        {
            field: "nodeSelector",
            answer: Answer.Argument,
            below: true,
            why: "`topology.kubernetes.io/zone` is the job's `zone`",
            carry: nodeLabels,
        },
        {
            field: "affinity",
            answer: Answer.PodTemplate,
            to: "spec.affinity",
            below: true,
            why: "the platform still decides zone, role and node pool",
        },
        { field: "dnsConfig", answer: Answer.PodTemplate, to: "spec.dnsConfig", below: true },
        {
            field: "shareProcessNamespace",
            answer: Answer.PodTemplate,
            to: "spec.shareProcessNamespace",
        },
        {
            field: "lifecycle",
            answer: Answer.PodTemplate,
            to: "container.lifecycle",
            below: true,
            only: "driver",
        },
        {
            field: "lifecycle",
            answer: Answer.None,
            below: true,
            only: "executor",
            why: "Spark uses this hook to migrate an executor's data",
        },
        {
            field: "template",
            answer: Answer.PodTemplate,
            to: "",
            below: true,
            why: "without what the platform decides, such as the service account; other containers become `sidecars`",
            carry: template,
        },
        {
            field: "javaOptions",
            answer: Answer.Property,
            to: "spark.{role}.extraJavaOptions",
        },
        {
            field: "schedulerName",
            answer: Answer.Property,
            to: "spark.kubernetes.{role}.scheduler.name",
        },
        {
            field: "serviceAnnotations",
            answer: Answer.Property,
            to: "spark.kubernetes.driver.service.annotation.*",
            below: true,
            only: "driver",
        },
        {
            field: "serviceLabels",
            answer: Answer.Property,
            to: "spark.kubernetes.driver.service.label.*",
            below: true,
            only: "driver",
        },
        {
            field: "deleteOnTermination",
            answer: Answer.Property,
            to: "spark.kubernetes.executor.deleteOnTermination",
            only: "executor",
        },
        {
            field: "serviceAccount",
            answer: Answer.Platform,
            why: "pods use the team's, with the team's `access` and `serviceAccount`",
        },
        {
            field: "priorityClassName",
            answer: Answer.Platform,
            why: "the platform's priorities rank drivers above executors; a queue's class is `scheduler.priorityClass`",
        },
        {
            field: "podName",
            answer: Answer.Platform,
            only: "driver",
            why: "the driver pod is named after the application",
        },
        {
            field: "kubernetesMaster",
            answer: Answer.Platform,
            only: "driver",
            why: "the driver uses the API server of its own cluster",
        },
        {
            field: "hostNetwork",
            answer: Answer.None,
            why: 'Pod Security "restricted" and "baseline" reject it, and network policies would not apply',
        },
    ],
};
