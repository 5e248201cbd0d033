import * as k8s from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";
import { EksConnection } from "../../aws/eksConnection";
import { PodRole } from "../../aws/podRole";
import { chartSource } from "../../kubernetes/chartSource";
import { thisStack } from "../../kubernetes/namespaceClaim";
import { userError } from "../../validation/problems";
import { imageByDigest, sources, versions } from "../../versions";
import { CLUSTER_AUTOSCALER_NAME } from "../autoscalerPods";
import { clusterAutoscalerProblem, clusterAutoscalerTag } from "../autoscalerVersions";
import { clusterAutoscalerValues, ScaledGroup } from "./clusterAutoscalerValues";

export interface ClusterAutoscalerReleaseInput {
    cluster: EksConnection;
    namespace: pulumi.Input<string>;
    role: PodRole;
    /** Their names are AWS', so that a preview may not know them. */
    groups: pulumi.Input<ScaledGroup[]>;
    systemNodes: number;
    chart?: string;
    image?: string;
}

/** Registers Cluster Autoscaler's controller, in the version that goes with the cluster's. */
export function clusterAutoscalerRelease(
    name: string,
    input: ClusterAutoscalerReleaseInput,
    options: pulumi.CustomResourceOptions,
): k8s.helm.v3.Release {
    const { cluster, namespace, role, groups, systemNodes, chart, image } = input;
    const { region, version } = cluster;
    const values = pulumi
        .output({ region, version, groups, irsaRoleArn: role.irsaRoleArn })
        .apply(({ version: kubernetes, ...known }) => {
            const imageTag = clusterAutoscalerTag(kubernetes);
            if (imageTag === undefined) {
                throw userError(clusterAutoscalerProblem(kubernetes) ?? "");
            }
            const serviceAccount = CLUSTER_AUTOSCALER_NAME;
            // A chart from elsewhere may be one of a mirror's, with an image of its own.
            const own = chart === undefined ? `${sources.clusterAutoscalerImage}:${imageTag}` : "";
            return clusterAutoscalerValues({
                ...known,
                serviceAccount,
                imageTag,
                systemNodes,
                image: image ?? imageByDigest(own),
                stack: thisStack(),
            });
        });
    return new k8s.helm.v3.Release(
        name,
        {
            ...chartSource(chart, {
                chart: "cluster-autoscaler",
                version: versions.clusterAutoscalerChart,
                repositoryOpts: { repo: sources.clusterAutoscalerCharts },
            }),
            name: CLUSTER_AUTOSCALER_NAME,
            namespace,
            values,
        },
        options,
    );
}
