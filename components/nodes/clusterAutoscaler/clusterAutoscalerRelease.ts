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
    /** AWS chooses their names, which a preview may not know. */
    groups: pulumi.Input<ScaledGroup[]>;
    systemNodes: number;
    chart?: string;
    image?: string;
}

/** Registers Cluster Autoscaler's controller, in the version that matches the cluster's. */
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
            // A custom chart may come from a mirror and name its own image.
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
