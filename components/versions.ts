/** The only place with version pins. No imports here: tools outside of a Pulumi program read it too. */
export const versions = {
    /** Chart, CRDs and image of the Kubeflow Spark operator share one version. */
    sparkOperator: "2.5.2",
    /** Spark line of the default image. */
    spark: "4.1.2",
} as const;

/** Where the parts come from unless `artifacts` names a mirror. */
export const sources = {
    sparkOperatorCharts: "https://kubeflow.github.io/spark-operator",
    // A full tag: the short tags of this repository move between Java versions.
    sparkImage: `apache/spark:${versions.spark}-scala2.13-java17-python3-ubuntu`,
} as const;
