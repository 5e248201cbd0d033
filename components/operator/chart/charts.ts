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
 * Path of the chart with the operator's CRDs, which is part of this package. It is relative to the
 * working directory, and the same on every machine and with every package manager: npm, yarn and
 * pnpm all have a folder or link `node_modules/<name>` for what a project depends on, wherever they
 * keep its files. Helm follows links (helm.sh/helm/v3, `internal/sympath`).
 *
 * @param from a folder of the package's files, without links, as Node.js gives `__dirname`
 */
export function crdChartPath(workingDirectory = process.cwd(), from = __dirname): string {
    const folder = ancestors(from).find((one) =>
        fs.existsSync(path.join(one, CHART, "Chart.yaml")),
    );
    if (folder === undefined) {
        throw new Error(`${CHART} is missing from the package of ${from}`);
    }
    const chart = path.join(linked(folder, workingDirectory) ?? folder, CHART);
    const relative = path.relative(workingDirectory, chart).split(path.sep).join("/");
    // With a leading dot it can be taken for nothing but a path.
    return relative.startsWith(".") ? relative : `./${relative}`;
}

/** The nearest `node_modules/<name>` above the working directory that is this package. */
function linked(folder: string, workingDirectory: string): string | undefined {
    const file = fs.readFileSync(path.join(folder, "package.json"), "utf8");
    const { name } = JSON.parse(file) as { name: string };
    return ancestors(workingDirectory)
        .map((one) => path.join(one, "node_modules", name))
        .find((one) => fs.existsSync(one) && fs.realpathSync(one) === fs.realpathSync(folder));
}

/** A folder and those above it, from the inside out. */
function ancestors(folder: string): string[] {
    const parent = path.dirname(folder);
    return parent === folder ? [folder] : [folder, ...ancestors(parent)];
}
