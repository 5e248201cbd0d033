import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";

/**
 * What nodes and the system's pods ask for in AWS: images, identity, instances, the cluster, logs,
 * Karpenter's queue, and the ids of EKS' images (EKS user guide, private clusters).
 */
const SERVICES = ["ec2", "ecr.api", "ecr.dkr", "eks", "eks-auth", "logs", "sqs", "ssm", "sts"];

export interface EndpointsInput {
    vpcId: pulumi.Input<string>;
    region: string;
    cidr: string;
    subnetIds: pulumi.Input<string>[];
    routeTableIds: pulumi.Input<string>[];
    /** Whether there are endpoints besides that for S3. */
    interfaces: boolean;
    tags?: Record<string, string>;
}

/** Registers the ways to AWS that stay inside of the VPC. That to S3 has no price, and is always there. */
export function networkEndpoints(
    name: string,
    { vpcId, region, cidr, subnetIds, routeTableIds, interfaces, tags }: EndpointsInput,
    child: pulumi.CustomResourceOptions,
): pulumi.Resource[] {
    const serviceName = (service: string) => `com.amazonaws.${region}.${service}`;
    const s3 = new aws.ec2.VpcEndpoint(
        `${name}-s3`,
        {
            vpcId,
            serviceName: serviceName("s3"),
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
                    serviceName: serviceName(service),
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
