import * as fs from "node:fs";
import * as path from "node:path";
import { ChartSource, chartSource } from "../../kubernetes/chartSource";
import { sources, versions } from "../../versions";

/** @param given local folder or archive, `oci://` reference, or the address of an archive */
export function operatorChartSource(given?: string): ChartSource {
    return chartSource(given, {
        chart: "spark-operator",
        version: versions.sparkOperator,
        repositoryOpts: { repo: sources.sparkOperatorCharts },
    });
}

const CHART = path.join("charts", "spark-operator-crds");

/**
 * Path of the chart with the operator's CRDs, which is part of this package.
 * It is relative to the working directory, so that two machines see the same stack.
 */
export function crdChartPath(): string {
    let folder = __dirname;
    while (!fs.existsSync(path.join(folder, CHART, "Chart.yaml"))) {
        const parent = path.dirname(folder);
        if (parent === folder) {
            throw new Error(`${CHART} is missing from the package of ${__dirname}`);
        }
        folder = parent;
    }
    const relative = path.relative(process.cwd(), path.join(folder, CHART));
    // With a leading dot it can be taken for nothing but a path.
    return relative.startsWith(".") ? relative : `./${relative}`;
}
