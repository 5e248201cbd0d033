import * as pulumi from "@pulumi/pulumi";
import { memoryMib } from "../../validation/quantities";
import { Language } from "../args/jobArgs";
import { ExecutorArgs } from "../args/roleArgs";
import { isOn } from "../conf/layers";
import { SMALL } from "./size";
import { tmpfsMib } from "./volumes";

/** A pod's role in a job, as named in Spark properties. */
export type Role = "driver" | "executor";

/** Inputs of a pod's memory. */
export interface MemoryParts {
    role: Role;
    args: pulumi.Unwrap<Pick<ExecutorArgs, "memory" | "memoryOverhead" | "volumes">>;
    /** The job's Spark properties. */
    conf: Readonly<Record<string, string>>;
    language: Language;
}

/** Spark 4.1, `spark.driver.minMemoryOverhead`; a constant in older versions. */
const MIN_OVERHEAD_MIB = 384;
/** Spark 4.1, `BasicDriverFeatureStep`: share of the heap for programs in Python or R. */
const NON_JVM_FACTOR = 0.4;
/** Spark 4.1, `spark.kubernetes.memoryOverheadFactor`. */
const JVM_FACTOR = 0.1;

/** The `memoryOverhead` to set; undefined if Spark's own computation is right. */
export function memoryOverhead(parts: MemoryParts): string | undefined {
    const { memoryOverhead: given, volumes } = parts.args;
    const tmpfs = tmpfsMib(volumes);
    return tmpfs === 0 ? given : `${overheadMib(parts) + tmpfs}m`;
}

/** MiB that a pod requests, which is also its limit. */
export function podMemoryMib(parts: MemoryParts): number {
    const { role, args, conf, language } = parts;
    const pod = heapMib(parts) + overheadMib(parts) + tmpfsMib(args.volumes);
    if (role === "driver") {
        return pod;
    }
    const python = language === Language.Python;
    return (
        pod +
        offHeapMib(conf) +
        (python ? sparkMib(substituted(conf, "spark.executor.pyspark.memory")) : 0)
    );
}

/** MiB of executors' off-heap memory. */
function offHeapMib(conf: MemoryParts["conf"]): number {
    return isOn(substituted(conf, "spark.memory.offHeap.enabled"))
        ? sparkMib(substituted(conf, "spark.memory.offHeap.size"), "b")
        : 0;
}

/** MiB besides the heap, as Spark computes them; without volumes in memory. */
function overheadMib(parts: MemoryParts): number {
    const { role, args, conf, language } = parts;
    const given = args.memoryOverhead ?? substituted(conf, `spark.${role}.memoryOverhead`);
    if (given !== undefined) {
        return sparkMib(given);
    }
    const isJvm = language === Language.Scala || language === Language.Java;
    const factor =
        substituted(conf, `spark.${role}.memoryOverheadFactor`) ??
        substituted(conf, "spark.kubernetes.memoryOverheadFactor") ??
        (isJvm ? JVM_FACTOR : NON_JVM_FACTOR);
    const least = substituted(conf, `spark.${role}.minMemoryOverhead`) ?? `${MIN_OVERHEAD_MIB}m`;
    return Math.max(Math.trunc(heapMib(parts) * (Number(factor) || 0)), sparkMib(least));
}

function heapMib({ args }: MemoryParts): number {
    return Math.trunc(memoryMib(args.memory ?? SMALL.memory));
}

/** Maximum depth of nested references, which may form a cycle. */
const MAX_SUBSTITUTIONS = 8;

/**
 * The value of a property, with references such as `${spark.…}` substituted
 * (`ConfigReader.substitute`).
 */
function substituted(conf: MemoryParts["conf"], name: string, depth = 0): string | undefined {
    return conf[name]?.replace(/\$\{(spark\.[^\s}]+)\}/g, (reference, other: string) =>
        depth === MAX_SUBSTITUTIONS
            ? reference
            : (substituted(conf, other, depth + 1) ?? reference),
    );
}

/** Spark's units in MiB (`JavaUtils.byteSuffixes`). */
const UNITS: Readonly<Record<string, number>> = {
    ...{ b: 2 ** -20, k: 2 ** -10, m: 1, g: 2 ** 10, t: 2 ** 20, p: 2 ** 30 },
};

/**
 * A Spark property in MiB; 0 if it is missing or not a size.
 *
 * @param defaultUnit the unit of a bare number
 */
function sparkMib(text = "0", defaultUnit = "m"): number {
    const [, amount = "0", unit] = /^(\d+)([kmgtp](?=b?$)|b?)b?$/i.exec(text.trim()) ?? [];
    return Math.trunc(Number(amount) * (UNITS[unit?.toLowerCase() || defaultUnit] ?? 0));
}
