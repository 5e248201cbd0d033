import type * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { clusterKubeconfig } from "../folder";

/** The sandbox's kubeconfig; like that of a real cluster, known only once the cluster is. */
export function clusterConfig(cluster: aws.eks.Cluster): pulumi.Output<unknown> {
    return pulumi
        .all([cluster.name, cluster.endpoint, cluster.certificateAuthority])
        .apply(() => clusterKubeconfig());
}
