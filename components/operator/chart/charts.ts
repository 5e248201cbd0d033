import { ChartSource, chartSource } from "../../kubernetes/chartSource";
import { packagePath } from "../../packagePath";
import { sources, versions } from "../../versions";

/** @param given local folder or archive, `oci://` reference, or URL of an archive */
export function operatorChartSource(given?: string): ChartSource {
    return chartSource(given, {
        chart: "spark-operator",
        version: versions.sparkOperator,
        repositoryOpts: { repo: sources.sparkOperatorCharts },
    });
}

/**
 * Path of the chart with the operator's CRDs, which is part of this package. Helm follows symlinks
 * (helm.sh/helm/v3, `internal/sympath`).
 *
 * @param from a folder of the package, with symlinks resolved, as in Node.js' `__dirname`
 */
export function crdChartPath(workingDirectory?: string, from?: string): string {
    return packagePath("charts/spark-operator-crds", "Chart.yaml", workingDirectory, from);
}
