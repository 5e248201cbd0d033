import recorded from "./digests.json";

/**
 * The only place with version pins; their digests are in digests.json, which `make pin` writes. No other
 * imports here: tools outside of a Pulumi program read it too.
 */
export const versions = {
    /** Chart, CRDs and image of the Kubeflow Spark operator share one version. */
    sparkOperator: "2.5.2",
    /** Spark line of the default image. */
    spark: "4.1.2",
    /** An older line, which users' own images may have: tests run it on the sandbox. */
    olderSpark: "3.5.8",
    /** Both charts, the CRDs and the image of Karpenter for AWS share one version. */
    karpenter: "1.14.1",
    /** Kubernetes of new EKS clusters: minor versions in standard support, the default first. */
    eks: ["1.35", "1.36"],
    /** Release of EKS' image of Amazon Linux 2023 (awslabs/amazon-eks-ami), by date. */
    eksAmi: "v20260724",
    clusterAutoscalerChart: "9.59.0",
    /** The S3 server of clusters outside AWS (versity/versitygw). */
    objectStore: "1.8.0",
    /**
     * Image of Cluster Autoscaler by the cluster's minor version of Kubernetes. It holds a copy of
     * that version's scheduler, and the chart's own tag is one version for all clusters.
     */
    clusterAutoscaler: {
        "1.33": "1.33.6",
        "1.34": "1.34.5",
        "1.35": "1.35.2",
        "1.36": "1.36.1",
    },
} as const;

/**
 * Spark lines by what their Hadoop knows of AWS (their poms, and those of `hadoop-project`): 3.5 has
 * Hadoop 3.3.4 with version 1.12.262 of the old SDK for Java; 4.0 has Hadoop 3.4.1 with 2.24.6 of the
 * new one. EKS Pod Identity needs 1.12.746 or 2.21.30 (EKS user guide, "Pod Identity SDK").
 */
export const firstSparkWithPodIdentity = "4.0";

/**
 * Its Hadoop 3.4.2 has version 2.29.52 of AWS' SDK, where `ContainerCredentialsProvider` got the method
 * `create` (aws/aws-sdk-java-v2#5459) that S3A calls.
 */
export const firstSparkWithContainerProvider = "4.1";

/** Its Hadoop has version 2 of AWS' SDK, whose classes have other names. */
export const firstSparkWithNewAwsSdk = "4.0";

/** No release of Iceberg supports it (apache/iceberg, `multi-engine-support.md`). */
export const firstSparkWithoutIceberg = "4.2";

/** Turns S3A's magic committer on by itself where an image has its classes (SPARK-47618). */
export const firstSparkWithMagicCommitter = "4.1";

const digests: Readonly<Record<string, string>> = recorded;

/** An image by tag and digest, where a digest is recorded. */
export function imageByDigest(image: string): string | undefined {
    const digest = digests[image];
    return digest && `${image}@${digest}`;
}

/**
 * A chart of a registry by version and digest, or by version alone where no digest is recorded. Helm
 * refuses a version that has another digest.
 */
export function pinnedChart(chart: string, version: string): { chart: string; version: string } {
    const digest = digests[`${chart}:${version}`];
    return { chart: digest === undefined ? chart : `${chart}@${digest}`, version };
}

/** Apache's image by a full tag: the short tags of this repository move between Java versions. */
export function apacheSparkImage(spark: string, scala: string): string {
    return `apache/spark:${spark}-scala${scala}-java17-python3-ubuntu`;
}

const SPARK_IMAGE = apacheSparkImage(versions.spark, "2.13");

const OBJECT_STORE_IMAGE = `ghcr.io/versity/versitygw:v${versions.objectStore}`;

/** Where the parts come from unless `artifacts` names a mirror. */
export const sources = {
    sparkOperatorCharts: "https://kubeflow.github.io/spark-operator",
    /** What the chart runs, by its tag. */
    sparkOperatorImage: `ghcr.io/kubeflow/spark-operator/controller:${versions.sparkOperator}`,
    /** Its values name the image by digest. */
    karpenterChart: pinnedChart("oci://public.ecr.aws/karpenter/karpenter", versions.karpenter),
    karpenterCrdChart: pinnedChart(
        "oci://public.ecr.aws/karpenter/karpenter-crd",
        versions.karpenter,
    ),
    clusterAutoscalerCharts: "https://kubernetes.github.io/autoscaler",
    /** What the chart's values name, too. */
    clusterAutoscalerImage: "registry.k8s.io/autoscaling/cluster-autoscaler",
    sparkImage: imageByDigest(SPARK_IMAGE) ?? SPARK_IMAGE,
    objectStoreImage: imageByDigest(OBJECT_STORE_IMAGE) ?? OBJECT_STORE_IMAGE,
} as const;
