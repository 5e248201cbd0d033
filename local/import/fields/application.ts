import { nodeLabels } from "../carry/nodeLabels";
import { javaClass, language, mainFile, mode } from "../carry/main";
import { properties } from "../carry/properties";
import { timeOf } from "../carry/sizes";
import { unmounted } from "../carry/volumes";
import { batchScheduler } from "../carry/scheduler";
import { RUNNING, OBSERVABILITY } from "./running";
import { Answer, FieldGroup, FieldRow } from "../fieldRow";
import { NoteKind } from "../draft";

/** Arguments of the job with the same name and value. */
function same(...fields: string[]): FieldRow[] {
    return fields.map((field) => ({ field, answer: Answer.Argument }));
}

/** Fields of a SparkApplication for the whole job. */
export const APPLICATION: FieldGroup = {
    title: "The application",
    places: ["spec"],
    rows: [
        { field: "type", answer: Answer.Argument, to: "language", carry: language },
        { field: "mode", answer: Answer.Platform, why: "jobs run in cluster mode", carry: mode },
        ...same("sparkVersion", "image", "imagePullPolicy", "imagePullSecrets", "arguments"),
        { field: "mainApplicationFile", answer: Answer.Argument, to: "main", carry: mainFile },
        { field: "mainClass", answer: Answer.Argument, carry: javaClass },
        {
            field: "deps",
            answer: Answer.Argument,
            below: [
                "jars",
                "files",
                "pyFiles",
                "archives",
                "packages",
                "excludePackages",
                "repositories",
            ],
        },
        {
            field: "sparkConf",
            answer: Answer.Property,
            to: "*",
            below: true,
            why: "properties that an argument controls become that argument",
            carry: properties,
        },
        { field: "hadoopConf", answer: Answer.Property, to: "spark.hadoop.*", below: true },
        {
            field: "hadoopConfigMap",
            answer: Answer.Property,
            to: "spark.kubernetes.hadoop.configMapName",
            why: "the files are in /opt/hadoop/conf (HADOOP_CONF_DIR), not in /etc/hadoop/conf",
        },
        {
            field: "sparkConfigMap",
            answer: Answer.None,
            why: "Spark manages SPARK_CONF_DIR itself: set properties in `conf`, and mount other files with a `configMap` volume",
        },
        {
            field: "volumes",
            answer: Answer.Argument,
            to: "driver.volumes, executor.volumes",
            why: "below each role that mounts them: see Volumes",
            carry: unmounted,
        },
        {
            field: "nodeSelector",
            answer: Answer.Argument,
            to: "driver.nodeSelector, executor.nodeSelector",
            below: true,
            carry: (value, place, draft) => {
                for (const role of ["driver", "executor"] as const) {
                    nodeLabels(value, { ...place, role, target: draft.role(role) }, draft);
                }
            },
        },
        ...RUNNING,
        {
            field: "memoryOverheadFactor",
            answer: Answer.Property,
            to: "spark.kubernetes.memoryOverheadFactor",
        },
        {
            field: "timeToLiveSeconds",
            answer: Answer.Argument,
            to: "timeToLive",
            carry: (value, { target }) => (target["timeToLive"] = timeOf(value)),
        },
        {
            field: "suspend",
            answer: Answer.Argument,
            carry: (value, { target, field }, draft) => {
                if (field === "spec.suspend") {
                    target["suspend"] = value;
                } else if (value === true) {
                    const why = "a schedule is suspended as a whole; use its own `suspend`";
                    draft.note(NoteKind.Lost, field, why);
                }
            },
        },
        {
            field: "batchScheduler",
            answer: Answer.Argument,
            to: "scheduler.name",
            carry: batchScheduler,
        },
        { field: "batchSchedulerOptions.queue", answer: Answer.Argument, to: "scheduler.queue" },
        {
            field: "batchSchedulerOptions.priorityClassName",
            answer: Answer.Argument,
            to: "scheduler.priorityClass",
        },
        {
            field: "batchSchedulerOptions.resources",
            answer: Answer.None,
            below: true,
            why: "a pod group is queued with the sum of its pods' requests",
        },
        {
            field: "proxyUser",
            answer: Answer.None,
            why: "jobs run with their own identity: the team's service account, and the job's `user` in its pods",
        },
        {
            field: "pythonVersion",
            answer: Answer.Platform,
            why: "Spark 3.1 and newer support Python 3 only; `spark.pyspark.python` selects another interpreter in the image",
            carry: (value, { field }, draft) => {
                if (String(value) !== "3") {
                    draft.note(NoteKind.Lost, field, "Spark 3.1 and newer support Python 3 only");
                }
            },
        },
        {
            field: "failureRetries",
            answer: Answer.None,
            why: "has no effect in operator 2; use `restart`",
        },
        {
            field: "retryInterval",
            answer: Answer.None,
            why: "has no effect in operator 2; use `restart`",
        },
        ...OBSERVABILITY,
    ],
};
