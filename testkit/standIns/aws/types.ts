/** The types that the stand-in models in detail. */
export const TYPES = {
    vpc: "aws:ec2/vpc:Vpc",
    subnet: "aws:ec2/subnet:Subnet",
    internetGateway: "aws:ec2/internetGateway:InternetGateway",
    eip: "aws:ec2/eip:Eip",
    natGateway: "aws:ec2/natGateway:NatGateway",
    routeTable: "aws:ec2/routeTable:RouteTable",
    route: "aws:ec2/route:Route",
    routeTableAssociation: "aws:ec2/routeTableAssociation:RouteTableAssociation",
    vpcEndpoint: "aws:ec2/vpcEndpoint:VpcEndpoint",
    defaultSecurityGroup: "aws:ec2/defaultSecurityGroup:DefaultSecurityGroup",
    securityGroup: "aws:ec2/securityGroup:SecurityGroup",
    securityGroupRule: "aws:ec2/securityGroupRule:SecurityGroupRule",
    ingressRule: "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule",
    egressRule: "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule",
    launchTemplate: "aws:ec2/launchTemplate:LaunchTemplate",
    cluster: "aws:eks/cluster:Cluster",
    nodeGroup: "aws:eks/nodeGroup:NodeGroup",
    addon: "aws:eks/addon:Addon",
    accessEntry: "aws:eks/accessEntry:AccessEntry",
    accessPolicyAssociation: "aws:eks/accessPolicyAssociation:AccessPolicyAssociation",
    podIdentityAssociation: "aws:eks/podIdentityAssociation:PodIdentityAssociation",
    role: "aws:iam/role:Role",
    policy: "aws:iam/policy:Policy",
    rolePolicy: "aws:iam/rolePolicy:RolePolicy",
    rolePolicyAttachment: "aws:iam/rolePolicyAttachment:RolePolicyAttachment",
    instanceProfile: "aws:iam/instanceProfile:InstanceProfile",
    oidcProvider: "aws:iam/openIdConnectProvider:OpenIdConnectProvider",
    queue: "aws:sqs/queue:Queue",
    queuePolicy: "aws:sqs/queuePolicy:QueuePolicy",
    eventRule: "aws:cloudwatch/eventRule:EventRule",
    eventTarget: "aws:cloudwatch/eventTarget:EventTarget",
    logGroup: "aws:cloudwatch/logGroup:LogGroup",
    key: "aws:kms/key:Key",
    alias: "aws:kms/alias:Alias",
    bucket: "aws:s3/bucket:Bucket",
    bucketPolicy: "aws:s3/bucketPolicy:BucketPolicy",
    bucketVersioning: "aws:s3/bucketVersioning:BucketVersioning",
    publicAccessBlock: "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock",
    ownershipControls: "aws:s3/bucketOwnershipControls:BucketOwnershipControls",
    lifecycle: "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration",
    encryption:
        "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration",
    database: "aws:glue/catalogDatabase:CatalogDatabase",
} as const;

/** Settings of a bucket: one of each, which S3 overwrites and deletes with the bucket. */
export const OF_BUCKET: readonly string[] = [
    TYPES.bucketPolicy,
    TYPES.bucketVersioning,
    TYPES.publicAccessBlock,
    TYPES.ownershipControls,
    TYPES.lifecycle,
    TYPES.encryption,
];

/**
 * The property with the unique name in AWS. If a program sets none, it is generated, as in the
 * provider's automatic naming; another name means another resource.
 */
export const NAME_PROPERTIES: Readonly<Record<string, string>> = {
    [TYPES.cluster]: "name",
    [TYPES.nodeGroup]: "nodeGroupName",
    [TYPES.launchTemplate]: "name",
    [TYPES.securityGroup]: "name",
    [TYPES.role]: "name",
    [TYPES.policy]: "name",
    [TYPES.rolePolicy]: "name",
    [TYPES.instanceProfile]: "name",
    [TYPES.queue]: "name",
    [TYPES.eventRule]: "name",
    [TYPES.logGroup]: "name",
    [TYPES.alias]: "name",
    [TYPES.bucket]: "bucket",
    [TYPES.database]: "name",
};

const EACH_MS = 20;

/** Types that take longer, in proportion, so that an order that only holds by chance breaks. */
const LONG_MS: Readonly<Record<string, number>> = {
    [TYPES.cluster]: 500,
    [TYPES.nodeGroup]: 300,
    [TYPES.natGateway]: 200,
    [TYPES.vpcEndpoint]: 100,
    [TYPES.addon]: 100,
    [TYPES.rolePolicyAttachment]: 60,
};

export function durationMs(type: string): number {
    return LONG_MS[type] ?? EACH_MS;
}
