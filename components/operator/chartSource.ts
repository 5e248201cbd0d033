import { sources, versions } from "../versions";

/** The part of a Helm release that says where its chart is. */
export interface ChartSource {
    chart: string;
    version?: string;
    repositoryOpts?: { repo: string };
}

/** @param given local folder or archive, `oci://` reference, or the address of an archive */
export function operatorChartSource(given?: string): ChartSource {
    const version = versions.sparkOperator;
    if (given === undefined) {
        const repositoryOpts = { repo: sources.sparkOperatorCharts };
        return { chart: "spark-operator", version, repositoryOpts };
    }
    // Only a registry holds several versions under one reference.
    return given.startsWith("oci://") ? { chart: given, version } : { chart: given };
}
