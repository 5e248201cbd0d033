import * as pulumi from "@pulumi/pulumi";
import { EksConnection } from "./eksConnection";
import { AwsCluster } from "./awsCluster";

/** What policies say of a cluster, once it is known. */
export function awsCluster(cluster: EksConnection): pulumi.Output<AwsCluster> {
    const { partition, region, accountId, clusterName } = cluster;
    return pulumi.output({ partition, region, accountId, clusterName });
}

/** A policy as AWS takes it. */
export function asJson(document: pulumi.Output<object>): pulumi.Output<string> {
    return document.apply((value) => JSON.stringify(value));
}
