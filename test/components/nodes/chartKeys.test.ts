import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import * as fc from "fast-check";
import { clusterAutoscalerValues } from "../../../components/nodes/clusterAutoscaler/clusterAutoscalerValues";
import { karpenterValues } from "../../../components/nodes/karpenter/karpenterValues";
import { operatorValues } from "../../../components/operator/chart/values";
import { versions } from "../../../components/versions";
import {
    ChartKeys,
    chartKeys,
    commonFlags,
    flagsFrom,
    KeyList,
} from "../../../scripts/generateChartKeys";

const fixture = (name: string) =>
    JSON.parse(readFileSync(join(__dirname, "fixtures", `${name}Keys.json`), "utf8")) as KeyList;

const lists = {
    karpenter: fixture("karpenter"),
    clusterAutoscaler: fixture("clusterAutoscaler"),
    clusterAutoscalerFlag: fixture("clusterAutoscalerFlag"),
    sparkOperator: fixture("sparkOperator"),
};

/** Maps with defaults that take any other key too. */
const OPEN = ["extraArgs"];

/** Paths that a chart does not know, and values of another type than its own. */
function faults(values: object, known: ChartKeys, above = ""): string[] {
    return Object.entries(values).flatMap(([key, value]: [string, unknown]) => {
        const here = `${above}${key}`;
        const [type] = Object.values(chartKeys({ value }));
        if (OPEN.includes(here)) {
            return [];
        }
        const expected = known[here];
        if (expected === undefined) {
            if (!Object.keys(known).some((path) => path.startsWith(`${here}.`))) {
                return [`${here}: unknown`];
            }
            return isMap(value) ? faults(value, known, `${here}.`) : [`${here}: map, not ${type}`];
        }
        if (expected === "map" && isMap(value)) {
            return [];
        }
        return expected === type || expected === "any" ? [] : [`${here}: ${expected}, not ${type}`];
    });
}

function isMap(value: unknown): value is object {
    return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Flags that Cluster Autoscaler does not know, and values of another type. */
function flagFaults(flags: object, known: ChartKeys): string[] {
    const types: Record<string, (value: unknown) => boolean> = {
        bool: (value) => typeof value === "boolean",
        string: (value) => typeof value === "string",
        duration: (value) => typeof value === "string" && /^(\d+(ms|s|m|h))+$/.test(value),
        int: Number.isInteger,
        float64: Number.isFinite,
    };
    return Object.entries(flags).flatMap(([name, value]: [string, unknown]) => {
        const type = known[name];
        if (type === undefined) {
            return [`${name}: unknown`];
        }
        return types[type]?.(value) ? [] : [`${name}: ${type}, not ${JSON.stringify(value)}`];
    });
}

// With everything that may be given.
const image = "registry.example.com/image:1@sha256:0f";
const irsaRoleArn = "arn:aws:iam::111122223333:role/autoscaler";
const common = {
    clusterName: "analytics",
    serviceAccount: "autoscaler",
    systemNodes: 2,
    stack: "data/dev",
};
const karpenter = karpenterValues({ ...common, irsaRoleArn, image, interruptionQueue: "queue" });
const autoscaler = clusterAutoscalerValues({
    ...common,
    irsaRoleArn,
    image,
    region: "eu-west-1",
    imageTag: "v1.35.2",
    groups: [{ name: "eks-executor-spot", minSize: 0, maxSize: 9, weight: 100 }],
});
const operator = operatorValues({
    jobNamespaces: ["processing"],
    image: "registry.example.com/operator:1",
    load: { jobsPerMinute: 60, concurrentJobs: 500 },
});

const charts: [string, object, KeyList][] = [
    ["Karpenter", karpenter, lists.karpenter],
    ["Cluster Autoscaler", autoscaler, lists.clusterAutoscaler],
    ["the Spark operator", operator, lists.sparkOperator],
];

describe("every chart value that is set here", () => {
    for (const [chart, values, { keys }] of charts) {
        it(`is one that the chart of ${chart} knows`, () => {
            assert.deepStrictEqual(faults(values, keys), []);
        });

        it(`would be found if it were misspelt, for ${chart}`, () => {
            const paths = Object.keys(chartKeys(values)).map((path) => closedPart(path, keys));
            const property = fc.property(fc.constantFrom(...paths), fc.nat(), (path, place) => {
                const found = faults(misspelt(path, place), keys);
                assert.strictEqual(found.length, 1, path);
            });
            fc.assert(property, { numRuns: 200 });
        });
    }

    it("has the chart's type", () => {
        const wrong = { replicas: "2", settings: "fast", tolerations: {}, podLabels: [] };
        assert.deepStrictEqual(faults(wrong, lists.karpenter.keys), [
            "replicas: number, not string",
            "settings: map, not string",
            "tolerations: list, not map",
            "podLabels: map, not list",
        ]);
    });

    it("can be anything if the chart has no default", () => {
        assert.deepStrictEqual(
            faults({ terminationGracePeriodSeconds: 60 }, lists.karpenter.keys),
            [],
        );
    });
});

describe("every flag of Cluster Autoscaler that is set here", () => {
    const { keys } = lists.clusterAutoscalerFlag;

    it("is one that all its pinned versions know", () => {
        assert.deepStrictEqual(flagFaults(autoscaler.extraArgs, keys), []);
    });

    it("would be detected if it were misspelled, or of another type", () => {
        const wrong = {
            "scale-down-uneeded-time": "5m",
            "scale-down-delay-after-add": 0,
            "skip-nodes-with-local-storage": "false",
        };
        assert.deepStrictEqual(flagFaults(wrong, keys), [
            "scale-down-uneeded-time: unknown",
            "scale-down-delay-after-add: duration, not 0",
            'skip-nodes-with-local-storage: bool, not "false"',
        ]);
    });
});

describe("the lists of chart values", () => {
    it("are of the pinned versions", () => {
        const { karpenter, sparkOperator, clusterAutoscalerChart, clusterAutoscaler } = versions;
        const autoscalers = Object.values(clusterAutoscaler).join(",");
        assert.deepStrictEqual(
            Object.values(lists).map(({ source }) => source),
            [
                `github.com/aws/karpenter-provider-aws@v${karpenter} charts/karpenter/values.yaml`,
                `kubernetes/autoscaler@cluster-autoscaler-chart-${clusterAutoscalerChart} ` +
                    "cluster-autoscaler/charts/cluster-autoscaler/values.yaml",
                `kubernetes/autoscaler@cluster-autoscaler-{${autoscalers}} ` +
                    "cluster-autoscaler/config/flags/flags.go",
                `github.com/kubeflow/spark-operator/v2@v${sparkOperator} ` +
                    "charts/spark-operator-chart/values.yaml",
            ],
        );
    });

    it("hold the innermost paths with their types", () => {
        const values = { a: { b: "x", c: { d: 1 }, e: {} }, f: [{ g: 1 }], h: null, i: false };
        assert.deepStrictEqual(chartKeys(values), {
            "a.b": "string",
            "a.c.d": "number",
            "a.e": "map",
            f: "list",
            h: "any",
            i: "boolean",
        });
    });

    it("hold the flags that a Go source declares", () => {
        const source = `
            kubeClientQPS = flag.Float64("kube-client-qps", 5, "QPS")
            delay         = flag.Duration("delay-after-add", 10*time.Minute,
                "How long")
            groups = multiStringFlag(
                "nodes",
                "sets min")
            klog.Warningf("--old flag is deprecated")`;
        const found = {
            "kube-client-qps": "float64",
            "delay-after-add": "duration",
            nodes: "multistring",
        };
        assert.deepStrictEqual(flagsFrom(source), found);
    });

    it("hold no flag that one of the versions lacks, or has with another type", () => {
        const sources = ['a = flag.Bool("a"', 'b = flag.Int("b"', 'c = flag.Int("c"'].join("\n");
        const others = ['a = flag.Bool("a"', 'b = flag.String("b"'].join("\n");
        assert.deepStrictEqual(commonFlags([sources, others]), { a: "bool" });
    });
});

/** A path down to the map, if any, that takes all keys. */
function closedPart(path: string, known: ChartKeys): string {
    const maps = Object.keys(known).filter((key) => known[key] === "map");
    return [...OPEN, ...maps].find((key) => path.startsWith(`${key}.`)) ?? path;
}

/** One value at a path of which one letter is doubled. */
function misspelt(path: string, place: number): object {
    const letters = [...path.matchAll(/[a-zA-Z]/g)].map(({ index }) => index);
    const at = letters[place % letters.length] ?? 0;
    const wrong = `${path.slice(0, at)}${path[at]}${path.slice(at)}`;
    return wrong.split(".").reduceRight<unknown>((value, key) => ({ [key]: value }), 1) as object;
}
