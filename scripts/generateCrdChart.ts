/**
 * Generates charts/spark-operator-crds from the CRDs of the pinned operator's Go module:
 *
 *     npx ts-node scripts/generateCrdChart.ts
 *
 * Helm never upgrades the contents of a chart's crds/ folder, so the CRDs are templates of their
 * own chart. Descriptions are omitted: they are nine tenths of the size, and a Helm release must
 * not exceed 1 MiB.
 */
import * as fs from "node:fs";
import * as path from "node:path";
import * as yaml from "yaml";
import { versions } from "../components/versions";
import { goModule } from "./goModule";

const MODULE = `github.com/kubeflow/spark-operator/v2@v${versions.sparkOperator}`;
const CHART = path.join(__dirname, "..", "charts", "spark-operator-crds");

/** A copy without `description` strings; a property with that name keeps its schema. */
export function withoutDescriptions(value: unknown): unknown {
    if (Array.isArray(value)) {
        return value.map(withoutDescriptions);
    }
    if (typeof value !== "object" || value === null) {
        return value;
    }
    const kept = Object.entries(value).filter(
        ([key, entry]) => !(key === "description" && typeof entry === "string"),
    );
    return Object.fromEntries(kept.map(([key, entry]) => [key, withoutDescriptions(entry)]));
}

export function chartFile(): string {
    return yaml.stringify({
        apiVersion: "v2",
        name: "spark-operator-crds",
        description: "Custom resource definitions of the Kubeflow Spark operator.",
        type: "application",
        version: versions.sparkOperator,
        appVersion: versions.sparkOperator,
    });
}

export function templateOf(crd: string): string {
    return yaml.stringify(withoutDescriptions(yaml.parse(crd)), { lineWidth: 0 });
}

async function main(): Promise<void> {
    const source = path.join(await goModule(MODULE), "charts", "spark-operator-chart", "crds");
    const templates = path.join(CHART, "templates");
    fs.rmSync(CHART, { recursive: true, force: true });
    fs.mkdirSync(templates, { recursive: true });
    fs.writeFileSync(path.join(CHART, "Chart.yaml"), chartFile());
    for (const file of fs.readdirSync(source)) {
        const crd = fs.readFileSync(path.join(source, file), "utf8");
        fs.writeFileSync(path.join(templates, file), templateOf(crd));
    }
}

if (require.main === module) {
    void main();
}
