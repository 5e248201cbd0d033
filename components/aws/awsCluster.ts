import * as pulumi from "@pulumi/pulumi";
import { EksConnection } from "./eksConnection";

/** What policies say of an EKS cluster. */
export interface AwsCluster {
    /** `aws`, `aws-cn` or `aws-us-gov`. */
    partition: string;
    region: string;
    /** 12 digits. */
    accountId: string;
    clusterName: string;
}

/** The service account that a controller's pods run with. */
export interface ServiceAccount {
    namespace: string;
    name: string;
}

export function clusterArn({ partition, region, accountId, clusterName }: AwsCluster): string {
    return `arn:${partition}:eks:${region}:${accountId}:cluster/${clusterName}`;
}

/** What policies say of a cluster, once it is known. */
export function awsCluster(cluster: EksConnection): pulumi.Output<AwsCluster> {
    const { partition, region, accountId, clusterName } = cluster;
    return pulumi.output({ partition, region, accountId, clusterName });
}

/** A policy as AWS takes it. */
export function asJson(document: pulumi.Output<object>): pulumi.Output<string> {
    return document.apply((value) => JSON.stringify(value));
}
