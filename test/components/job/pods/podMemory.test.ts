import assert from "node:assert/strict";
import { Language } from "../../../../components/job/args/jobArgs";
import {
    memoryOverhead,
    MemoryParts,
    podMemoryMib,
} from "../../../../components/job/pods/podMemory";

function parts(given: Partial<MemoryParts>): MemoryParts {
    return { role: "executor", args: {}, conf: {}, language: Language.Python, ...given };
}

const tmpfs = (sizeLimit: string) => ({ mountPath: "/t", emptyDir: { memory: true, sizeLimit } });

describe("the memory of a pod", () => {
    const cases: [string, Partial<MemoryParts>, number][] = [
        ["is 896 MiB by default, as the smallest overhead is 384", {}, 896],
        ["adds 40 % for Python", { args: { memory: "4g" } }, 4096 + 1638],
        ["adds 40 % for R", { args: { memory: "4g" }, language: Language.R }, 4096 + 1638],
        [
            "adds 10 % for Scala",
            { args: { memory: "14g" }, language: Language.Scala },
            14336 + 1433,
        ],
        ["adds 10 % for Java", { args: { memory: "14g" }, language: Language.Java }, 14336 + 1433],
        ["adds 384 MiB at least", { args: { memory: "2g" }, language: Language.Java }, 2048 + 384],
        ["adds what the job says", { args: { memory: "2g", memoryOverhead: "3g" } }, 5120],
        [
            "adds what the properties say",
            { args: { memory: "2g" }, conf: { "spark.executor.memoryOverhead": "100" } },
            2148,
        ],
        [
            "takes the job's word before the properties'",
            {
                args: { memory: "2g", memoryOverhead: "1g" },
                conf: { "spark.executor.memoryOverhead": "100m" },
            },
            3072,
        ],
        [
            "heeds a factor for the role",
            {
                args: { memory: "10g" },
                conf: {
                    "spark.executor.memoryOverheadFactor": "0.2",
                    "spark.kubernetes.memoryOverheadFactor": "0.3",
                },
            },
            12288,
        ],
        [
            "heeds a factor for both roles",
            { args: { memory: "10g" }, conf: { "spark.kubernetes.memoryOverheadFactor": "0.3" } },
            13312,
        ],
        ["heeds a least overhead", { conf: { "spark.executor.minMemoryOverhead": "1gb" } }, 1536],
        ...Object.entries({ "1048576kb": 1024, "2147483648b": 2048, "1P": 2 ** 30, "3": 3 }).map(
            ([size, mib]): [string, Partial<MemoryParts>, number] => [
                `reads ${size} as Spark does`,
                { conf: { "spark.executor.memoryOverhead": size } },
                512 + mib,
            ],
        ),
        [
            "fills in what a property refers to",
            {
                conf: {
                    "spark.executor.memoryOverhead": "${spark.example.size}",
                    "spark.example.size": "${spark.example.other}",
                    "spark.example.other": "1g",
                },
            },
            512 + 1024,
        ],
        [
            "ends where properties refer to each other",
            { conf: { "spark.executor.memoryOverhead": "${spark.executor.memoryOverhead}" } },
            512,
        ],
        [
            "is not upset by a property that is no size",
            {
                conf: { "spark.executor.memoryOverhead": "much" },
            },
            512,
        ],
        [
            "adds volumes in memory",
            { args: { volumes: { a: tmpfs("1Gi"), b: tmpfs("1500k") } } },
            896 + 1026,
        ],
        [
            "leaves other volumes out",
            { args: { volumes: { a: { mountPath: "/a", emptyDir: { sizeLimit: "1Gi" } } } } },
            896,
        ],
        [
            "adds memory outside of the heap of executors, and of Python",
            {
                conf: {
                    "spark.memory.offHeap.enabled": " True",
                    "spark.memory.offHeap.size": "1073741824",
                    "spark.executor.pyspark.memory": "512",
                },
            },
            896 + 1024 + 512,
        ],
        [
            "adds none of it to drivers",
            {
                role: "driver",
                conf: {
                    "spark.memory.offHeap.enabled": "true",
                    "spark.memory.offHeap.size": "1g",
                    "spark.executor.pyspark.memory": "512m",
                    "spark.executor.memoryOverhead": "5g",
                },
            },
            896,
        ],
        [
            "adds no memory of Python to a jar, none outside of the heap that is off",
            {
                language: Language.Scala,
                conf: { "spark.memory.offHeap.size": "1g", "spark.executor.pyspark.memory": "1g" },
            },
            896,
        ],
    ];
    for (const [what, given, mib] of cases) {
        it(what, () => assert.equal(podMemoryMib(parts(given)), mib));
    }
});

describe("the overhead that Spark is asked for", () => {
    const cases: [string, MemoryParts["args"], string | undefined][] = [
        ["is Spark's own affair", { memory: "4g" }, undefined],
        ["is the job's", { memory: "4g", memoryOverhead: "2g" }, "2g"],
        ["has room for volumes in memory", { memory: "4g", volumes: { a: tmpfs("1Gi") } }, "2662m"],
        [
            "has it besides the job's",
            { memoryOverhead: "1g", volumes: { a: tmpfs("1Gi") } },
            "2048m",
        ],
    ];
    for (const [what, args, expected] of cases) {
        it(what, () => assert.equal(memoryOverhead(parts({ args })), expected));
    }
});
