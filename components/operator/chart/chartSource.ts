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
