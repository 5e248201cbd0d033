import * as pulumi from "@pulumi/pulumi";
import { EksConnection } from "./eksConnection";

/** What identifies an EKS cluster in policies. */
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

/** What identifies a cluster in policies, once it is known. */
export function awsCluster(cluster: EksConnection): pulumi.Output<AwsCluster> {
    const { partition, region, accountId, clusterName } = cluster;
    return pulumi.output({ partition, region, accountId, clusterName });
}

/** A policy as a JSON string, the form that AWS expects. */
export function asJson(document: pulumi.Output<object>): pulumi.Output<string> {
    return document.apply((value) => JSON.stringify(value));
}
