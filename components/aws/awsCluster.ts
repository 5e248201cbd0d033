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
