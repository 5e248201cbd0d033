import { sources, versions } from "../../components/versions";
import { archiveDigest } from "./charts";
import { manifestDigest } from "./registry";

/** Something that the platform installs and whose digest can be recorded. */
export interface Pinnable {
    /** As in digests.json: an image, or a chart with its version after a colon. */
    reference: string;
    /** Requests the digest from its source. */
    digest: () => Promise<string>;
}

function image(reference: string): Pinnable {
    return { reference, digest: () => manifestDigest(reference) };
}

function registryChart({ chart, version }: { chart: string; version: string }): Pinnable {
    const reference = `${withoutDigest(chart)}:${version}`;
    return { reference, digest: () => manifestDigest(reference.replace(/^oci:\/\//, "")) };
}

function repositoryChart(repository: string, chart: string, version: string): Pinnable {
    return {
        reference: `${repository}/${chart}:${version}`,
        digest: () => archiveDigest(repository, chart, version),
    };
}

function withoutDigest(reference: string): string {
    return reference.replace(/@.*$/, "");
}

/** Everything that the platform may install. Karpenter's chart already pins its image by digest. */
export const pinnable: readonly Pinnable[] = [
    image(withoutDigest(sources.sparkImage)),
    image(sources.sparkOperatorImage),
    image(withoutDigest(sources.objectStoreImage)),
    ...Object.values(versions.clusterAutoscaler).map((version) =>
        image(`${sources.clusterAutoscalerImage}:v${version}`),
    ),
    registryChart(sources.karpenterChart),
    registryChart(sources.karpenterCrdChart),
    repositoryChart(sources.sparkOperatorCharts, "spark-operator", versions.sparkOperator),
    repositoryChart(
        sources.clusterAutoscalerCharts,
        "cluster-autoscaler",
        versions.clusterAutoscalerChart,
    ),
];
