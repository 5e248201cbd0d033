import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";

/**
 * AWS services that nodes and system pods use: images, identity, instances, the cluster, logs,
 * Karpenter's queue, the ids of EKS' images, and Cluster Autoscaler's groups (EKS user guide,
 * private clusters).
 */
const SERVICES = [
    "autoscaling",
    "ec2",
    "ecr.api",
    "ecr.dkr",
    "eks",
    "eks-auth",
    "logs",
    "sqs",
    "ssm",
    "sts",
];

/** Each is charged per hour and zone. */
export const INTERFACE_ENDPOINTS = SERVICES.length;

/** Services whose endpoints have a different name in China (aws-cdk-lib, aws-ec2/vpc-endpoint.ts). */
const RENAMED_IN_CHINA = ["autoscaling", "ec2", "ecr.api", "ecr.dkr", "eks", "sqs", "sts"];

function serviceName(region: string, service: string): string {
    const isOther = region.startsWith("cn-") && RENAMED_IN_CHINA.includes(service);
    return `${isOther ? "cn." : ""}com.amazonaws.${region}.${service}`;
}

export interface EndpointsInput {
    vpcId: pulumi.Input<string>;
    region: string;
    cidr: string;
    subnetIds: pulumi.Input<string>[];
    routeTableIds: pulumi.Input<string>[];
    /** Whether to create interface endpoints besides the one for S3. */
    interfaces: boolean;
    tags?: Record<string, pulumi.Input<string>>;
}

/** Registers the VPC endpoints for AWS services. The one for S3 is free and always created. */
export function networkEndpoints(
    name: string,
    { vpcId, region, cidr, subnetIds, routeTableIds, interfaces, tags }: EndpointsInput,
    child: pulumi.CustomResourceOptions,
): pulumi.Resource[] {
    const s3 = new aws.ec2.VpcEndpoint(
        `${name}-s3`,
        {
            vpcId,
            serviceName: serviceName(region, "s3"),
            vpcEndpointType: "Gateway",
            routeTableIds,
            tags: { ...tags, Name: `${name}-s3` },
        },
        child,
    );
    if (!interfaces) {
        return [s3];
    }
    const group = new aws.ec2.SecurityGroup(
        `${name}-endpoints`,
        {
            vpcId,
            description: "AWS services inside of the VPC",
            ingress: [
                {
                    description: "HTTPS from the VPC",
                    protocol: "tcp",
                    fromPort: 443,
                    toPort: 443,
                    cidrBlocks: [cidr],
                },
            ],
            tags: { ...tags, Name: `${name}-endpoints` },
        },
        child,
    );
    const others = SERVICES.map(
        (service) =>
            new aws.ec2.VpcEndpoint(
                `${name}-${service}`,
                {
                    vpcId,
                    serviceName: serviceName(region, service),
                    vpcEndpointType: "Interface",
                    subnetIds,
                    securityGroupIds: [group.id],
                    privateDnsEnabled: true,
                    tags: { ...tags, Name: `${name}-${service}` },
                },
                child,
            ),
    );
    return [s3, ...others];
}
