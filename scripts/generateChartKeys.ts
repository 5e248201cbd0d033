/**
 * Generates the lists that tests compare our chart values with: paths and types of the pinned
 * charts' values.yaml, and the flags of the pinned Cluster Autoscalers.
 *
 *     npx ts-node scripts/generateChartKeys.ts <clone of kubernetes/autoscaler, with its tags>
 *
 * The charts of Karpenter and of the Spark operator are part of their Go modules. Cluster
 * Autoscaler's is in no registry, hence the clone. Lists of facts: nothing else of a chart is kept.
 */
import * as fs from "node:fs";
import * as path from "node:path";
import * as yaml from "yaml";
import { versions } from "../components/versions";
import { run } from "../sandbox/shell";
import { goModule } from "./goModule";
import { writeJson } from "./writeJson";

const FIXTURES = path.join(__dirname, "..", "test", "components", "nodes", "fixtures");
const KARPENTER = `github.com/aws/karpenter-provider-aws@v${versions.karpenter}`;
const SPARK_OPERATOR = `github.com/kubeflow/spark-operator/v2@v${versions.sparkOperator}`;
const AUTOSCALER_CHART = `cluster-autoscaler-chart-${versions.clusterAutoscalerChart}`;
const AUTOSCALER_VALUES = "cluster-autoscaler/charts/cluster-autoscaler/values.yaml";
const AUTOSCALER_FLAGS = "cluster-autoscaler/config/flags/flags.go";

/** Path of a value in a chart's values.yaml to its type. */
export type ChartKeys = Record<string, string>;

/** The content of a fixture in test/components/nodes/fixtures. */
export interface KeyList {
    /** The source of the facts. */
    source: string;
    keys: ChartKeys;
}

/**
 * Paths of the innermost values: `string`, `number` or `boolean`; `list`; `map` where a chart takes
 * any keys (its default is empty), and `any` where the default is null.
 */
export function chartKeys(values: object, above = ""): ChartKeys {
    return Object.entries(values).reduce<ChartKeys>((keys, [key, value]: [string, unknown]) => {
        const here = `${above}${key}`;
        return isFilledMap(value)
            ? { ...keys, ...chartKeys(value, `${here}.`) }
            : { ...keys, [here]: typeName(value) };
    }, {});
}

function isFilledMap(value: unknown): value is object {
    return typeName(value) === "map" && Object.keys(value as object).length > 0;
}

function typeName(value: unknown): string {
    if (value === null) {
        return "any";
    }
    if (Array.isArray(value)) {
        return "list";
    }
    return typeof value === "object" ? "map" : typeof value;
}

/** Names and types of the flags that a Go source declares, by `flag.Type("name", …)`. */
export function flagsFrom(goSource: string): Record<string, string> {
    const found = goSource.matchAll(/=\s*(?:flag\.(\w+)|(multiString)Flag)\(\s*"([a-z0-9-]+)"/g);
    return Object.fromEntries(
        [...found].map(([, type, list, name = ""]) => [name, (type ?? list ?? "").toLowerCase()]),
    );
}

/** Flags that all sources have, with the same type. */
export function commonFlags(goSources: string[]): Record<string, string> {
    const [first = {}, ...rest] = goSources.map(flagsFrom);
    const everywhere = Object.entries(first).filter(([name, type]) =>
        rest.every((flags) => flags[name] === type),
    );
    return Object.fromEntries(everywhere);
}

function keysOf(valuesFile: string): ChartKeys {
    return chartKeys(yaml.parse(valuesFile) as object);
}

function write(name: string, source: string, keys: Record<string, string>): Promise<void> {
    const sorted = Object.entries(keys).sort(([a], [b]) => (a < b ? -1 : 1));
    const list: KeyList = { source, keys: Object.fromEntries(sorted) };
    return writeJson(path.join(FIXTURES, `${name}Keys.json`), list);
}

async function chartOfModule(module: string, file: string): Promise<ChartKeys> {
    return keysOf(fs.readFileSync(path.join(await goModule(module), file), "utf8"));
}

async function main(clone: string): Promise<void> {
    const modules = [
        { name: "karpenter", module: KARPENTER, file: "charts/karpenter/values.yaml" },
        {
            name: "sparkOperator",
            module: SPARK_OPERATOR,
            file: "charts/spark-operator-chart/values.yaml",
        },
    ];
    for (const { name, module, file } of modules) {
        await write(name, `${module} ${file}`, await chartOfModule(module, file));
    }

    const fileAt = (tag: string, file: string) =>
        run("git", ["-C", clone, "show", `${tag}:${file}`]);
    const chart = `kubernetes/autoscaler@${AUTOSCALER_CHART} ${AUTOSCALER_VALUES}`;
    await write("clusterAutoscaler", chart, keysOf(fileAt(AUTOSCALER_CHART, AUTOSCALER_VALUES)));

    const pinned = Object.values(versions.clusterAutoscaler);
    const flags = pinned.map((version) =>
        fileAt(`cluster-autoscaler-${version}`, AUTOSCALER_FLAGS),
    );
    const source = `kubernetes/autoscaler@cluster-autoscaler-{${pinned.join(",")}} ${AUTOSCALER_FLAGS}`;
    await write("clusterAutoscalerFlag", source, commonFlags(flags));
}

if (require.main === module) {
    const [clone] = process.argv.slice(2);
    if (clone === undefined) {
        throw new Error("Pass the path of a clone of kubernetes/autoscaler.");
    }
    void main(clone);
}
