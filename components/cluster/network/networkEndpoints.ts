import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";

/**
 * What nodes and the system's pods ask for in AWS: images, identity, instances, the cluster, logs,
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

/** Each has a price by the hour and zone. */
export const INTERFACE_ENDPOINTS = SERVICES.length;

/** Services whose endpoints have another name in China (aws-cdk-lib, aws-ec2/vpc-endpoint.ts). */
const OTHERS_IN_CHINA = ["autoscaling", "ec2", "ecr.api", "ecr.dkr", "eks", "sqs", "sts"];

function serviceName(region: string, service: string): string {
    const isOther = region.startsWith("cn-") && OTHERS_IN_CHINA.includes(service);
    return `${isOther ? "cn." : ""}com.amazonaws.${region}.${service}`;
}

export interface EndpointsInput {
    vpcId: pulumi.Input<string>;
    region: string;
    cidr: string;
    subnetIds: pulumi.Input<string>[];
    routeTableIds: pulumi.Input<string>[];
    /** Whether there are endpoints besides that for S3. */
    interfaces: boolean;
    tags?: Record<string, pulumi.Input<string>>;
}

/** Registers the ways to AWS that stay inside of the VPC. That to S3 has no price, and is always there. */
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
