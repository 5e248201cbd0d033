import * as pulumi from "@pulumi/pulumi";
import { memoryMib } from "../../validation/quantities";
import { Language } from "../args/jobArgs";
import { ExecutorArgs } from "../args/roleArgs";
import { isOn } from "../conf/layers";
import { SMALL } from "./size";
import { tmpfsMib } from "./volumes";

/** What a pod of a job is for, as Spark's properties name it. */
export type Role = "driver" | "executor";

/** What the memory of a pod depends on. */
export interface MemoryParts {
    role: Role;
    args: pulumi.Unwrap<Pick<ExecutorArgs, "memory" | "memoryOverhead" | "volumes">>;
    /** The job's Spark properties. */
    conf: Readonly<Record<string, string>>;
    language: Language;
}

/** Spark 4.1, `spark.driver.minMemoryOverhead`; older versions have it as a constant. */
const MIN_OVERHEAD_MIB = 384;
/** Spark 4.1, `BasicDriverFeatureStep`: share of the heap for programs in Python or R. */
const NON_JVM_FACTOR = 0.4;
/** Spark 4.1, `spark.kubernetes.memoryOverheadFactor`. */
const JVM_FACTOR = 0.1;

/** The `memoryOverhead` to ask Spark for; nothing where Spark's own computation is right. */
export function memoryOverhead(parts: MemoryParts): string | undefined {
    const { memoryOverhead: given, volumes } = parts.args;
    const tmpfs = tmpfsMib(volumes);
    return tmpfs === 0 ? given : `${overheadMib(parts) + tmpfs}m`;
}

/** MiB that a pod requests; Kubernetes takes the same for its limit. */
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
        (python ? sparkMib(filled(conf, "spark.executor.pyspark.memory")) : 0)
    );
}

/** MiB that Spark keeps outside of the heap of executors. */
function offHeapMib(conf: MemoryParts["conf"]): number {
    return isOn(filled(conf, "spark.memory.offHeap.enabled"))
        ? sparkMib(filled(conf, "spark.memory.offHeap.size"), "b")
        : 0;
}

/** MiB besides the heap, as Spark computes them; without volumes in memory. */
function overheadMib(parts: MemoryParts): number {
    const { role, args, conf, language } = parts;
    const given = args.memoryOverhead ?? filled(conf, `spark.${role}.memoryOverhead`);
    if (given !== undefined) {
        return sparkMib(given);
    }
    const isJvm = language === Language.Scala || language === Language.Java;
    const factor =
        filled(conf, `spark.${role}.memoryOverheadFactor`) ??
        filled(conf, "spark.kubernetes.memoryOverheadFactor") ??
        (isJvm ? JVM_FACTOR : NON_JVM_FACTOR);
    const least = filled(conf, `spark.${role}.minMemoryOverhead`) ?? `${MIN_OVERHEAD_MIB}m`;
    return Math.max(Math.trunc(heapMib(parts) * (Number(factor) || 0)), sparkMib(least));
}

function heapMib({ args }: MemoryParts): number {
    return Math.trunc(memoryMib(args.memory ?? SMALL.memory));
}

/** Most references that lead to another: they may form a circle. */
const MOST_STEPS = 8;

/** The value of a property with those that it refers to as `${spark.…}` (`ConfigReader.substitute`). */
function filled(conf: MemoryParts["conf"], name: string, steps = 0): string | undefined {
    return conf[name]?.replace(/\$\{(spark\.[^\s}]+)\}/g, (reference, other: string) =>
        steps === MOST_STEPS ? reference : (filled(conf, other, steps + 1) ?? reference),
    );
}

/** MiB of Spark's units (`JavaUtils.byteSuffixes`). */
const UNITS: Readonly<Record<string, number>> = {
    ...{ b: 2 ** -20, k: 2 ** -10, m: 1, g: 2 ** 10, t: 2 ** 20, p: 2 ** 30 },
};

/**
 * MiB of a Spark property; 0 where it is not given or no size.
 *
 * @param usual the unit of a number without one
 */
function sparkMib(text = "0", usual = "m"): number {
    const [, amount = "0", unit] = /^(\d+)([kmgtp](?=b?$)|b?)b?$/i.exec(text.trim()) ?? [];
    return Math.trunc(Number(amount) * (UNITS[unit?.toLowerCase() || usual] ?? 0));
}
