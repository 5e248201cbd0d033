import * as fs from "node:fs";
import * as path from "node:path";

/** The parts of a policy statement that are used here. */
export interface Statement {
    Effect: "Allow";
    Action: string[];
    Resource: string | string[];
    Condition?: { StringEquals: Record<string, string> };
}

/** Of the docs' policy. */
const REGION = "eu-central-1";

/**
 * Two policies, since IAM limits one to 6,144 characters: the second is for stacks with a
 * lakehouse.
 */
const FILES = ["deploying-role.json", "deploying-role-lakehouse.json"];

interface Policy {
    Statement: Statement[];
}

/** The policies of the role that runs stacks on EKS, as in the docs. */
export const deployingPolicies = FILES.map(
    (file) =>
        JSON.parse(
            fs.readFileSync(path.join(__dirname, "../docs/security", file), "utf8"),
        ) as Policy,
);

/** Both together. */
export const deployingRole: Policy & { Version: string } = {
    Version: "2012-10-17",
    Statement: deployingPolicies.flatMap(({ Statement: own }) => own),
};

const ec2 = (...names: string[]) => names.map((name) => `ec2:${name}`);
const eks = (...names: string[]) => names.map((name) => `eks:${name}`);
const iam = (...names: string[]) => names.map((name) => `iam:${name}`);
const sqs = (...names: string[]) => names.map((name) => `sqs:${name}`);
const logs = (...names: string[]) => names.map((name) => `logs:${name}`);
const events = (...names: string[]) => names.map((name) => `events:${name}`);
const s3 = (...names: string[]) => names.map((name) => `s3:${name}`);
const ecr = (...names: string[]) => names.map((name) => `ecr:${name}`);
const glue = (...names: string[]) => names.map((name) => `glue:${name}`);

const TAGS = ec2("CreateTags", "DeleteTags");
const RULES = ec2(
    ...["AuthorizeSecurityGroupEgress", "AuthorizeSecurityGroupIngress"],
    ...["RevokeSecurityGroupEgress", "RevokeSecurityGroupIngress"],
);

/**
 * The AWS provider's calls by resource type: to create, read, update and delete it
 * (hashicorp/terraform-provider-aws, internal/service/{ec2,eks,iam,sqs,events,logs,s3,glue,ecr}).
 */
export const ACTIONS: Readonly<Record<string, string[]>> = {
    "aws:ec2/vpc:Vpc": [
        ...ec2("CreateVpc", "DeleteVpc", "ModifyVpcAttribute"),
        ...ec2("DescribeVpcs", "DescribeVpcAttribute", "DescribeNetworkAcls"),
        ...ec2("DescribeRouteTables", "DescribeSecurityGroups"),
        ...TAGS,
    ],
    "aws:ec2/defaultSecurityGroup:DefaultSecurityGroup": [
        ...ec2("DescribeSecurityGroups", "DescribeSecurityGroupRules"),
        ...RULES,
        ...TAGS,
    ],
    "aws:ec2/securityGroup:SecurityGroup": [
        ...ec2("CreateSecurityGroup", "DeleteSecurityGroup", "DescribeSecurityGroups"),
        ...ec2("DescribeSecurityGroupRules", "DescribeNetworkInterfaces"),
        ...RULES,
        ...TAGS,
    ],
    "aws:ec2/internetGateway:InternetGateway": [
        ...ec2("CreateInternetGateway", "DeleteInternetGateway", "DescribeInternetGateways"),
        ...ec2("AttachInternetGateway", "DetachInternetGateway"),
        ...TAGS,
    ],
    "aws:ec2/subnet:Subnet": [
        ...ec2("CreateSubnet", "DeleteSubnet", "DescribeSubnets", "ModifySubnetAttribute"),
        ...ec2("DescribeNetworkInterfaces"),
        ...TAGS,
    ],
    "aws:ec2/routeTable:RouteTable": [
        ...ec2("CreateRouteTable", "DeleteRouteTable", "DescribeRouteTables"),
        ...TAGS,
    ],
    "aws:ec2/route:Route": ec2("CreateRoute", "DeleteRoute", "ReplaceRoute", "DescribeRouteTables"),
    "aws:ec2/routeTableAssociation:RouteTableAssociation": [
        ...ec2("AssociateRouteTable", "DisassociateRouteTable", "ReplaceRouteTableAssociation"),
        ...ec2("DescribeRouteTables"),
    ],
    "aws:ec2/eip:Eip": [
        ...ec2("AllocateAddress", "ReleaseAddress", "DisassociateAddress", "DescribeAddresses"),
        ...ec2("DescribeAddressesAttribute"),
        ...TAGS,
    ],
    "aws:ec2/natGateway:NatGateway": [
        ...ec2("CreateNatGateway", "DeleteNatGateway", "DescribeNatGateways"),
        ...TAGS,
    ],
    "aws:ec2/vpcEndpoint:VpcEndpoint": [
        ...ec2("CreateVpcEndpoint", "DeleteVpcEndpoints", "ModifyVpcEndpoint"),
        ...ec2("DescribeVpcEndpoints", "DescribeVpcEndpointServices", "DescribePrefixLists"),
        // With private DNS (Service Authorization Reference, dependent actions of CreateVpcEndpoint).
        "route53:AssociateVPCWithHostedZone",
        ...TAGS,
    ],
    "aws:ec2/launchTemplate:LaunchTemplate": [
        ...ec2("CreateLaunchTemplate", "DeleteLaunchTemplate", "ModifyLaunchTemplate"),
        ...ec2("CreateLaunchTemplateVersion", "DescribeLaunchTemplates"),
        ...ec2("DescribeLaunchTemplateVersions"),
        ...TAGS,
    ],
    "aws:eks/cluster:Cluster": [
        ...eks("CreateCluster", "DeleteCluster", "DescribeCluster", "DescribeUpdate"),
        ...eks("UpdateClusterConfig", "UpdateClusterVersion", "TagResource", "UntagResource"),
        ...iam("PassRole", "GetRole", "CreateServiceLinkedRole"),
        // With a customer managed key (EKS user guide, "Encrypt Kubernetes secrets with KMS"), also
        // later.
        ...["eks:AssociateEncryptionConfig", "kms:CreateGrant", "kms:DescribeKey"],
    ],
    "aws:eks/nodeGroup:NodeGroup": [
        ...eks("CreateNodegroup", "DeleteNodegroup", "DescribeNodegroup", "DescribeUpdate"),
        ...eks("UpdateNodegroupConfig", "UpdateNodegroupVersion", "TagResource", "UntagResource"),
        // EKS starts nodes from the launch template with the caller's permissions, first as a dry
        // run.
        ...ec2("RunInstances", "DescribeLaunchTemplateVersions", "CreateTags"),
        ...iam("PassRole", "GetRole", "ListAttachedRolePolicies", "CreateServiceLinkedRole"),
    ],
    "aws:eks/addon:Addon": [
        ...eks("CreateAddon", "DeleteAddon", "DescribeAddon", "UpdateAddon", "DescribeUpdate"),
        ...eks("DescribeAddonVersions", "CreatePodIdentityAssociation"),
        ...eks("DeletePodIdentityAssociation", "DescribePodIdentityAssociation"),
        ...eks("UpdatePodIdentityAssociation", "TagResource", "UntagResource"),
        ...iam("PassRole", "GetRole"),
    ],
    "aws:eks/accessEntry:AccessEntry": [
        ...eks("CreateAccessEntry", "DeleteAccessEntry", "DescribeAccessEntry"),
        ...eks("UpdateAccessEntry", "TagResource", "UntagResource"),
        ...iam("PassRole"),
    ],
    "aws:eks/accessPolicyAssociation:AccessPolicyAssociation": eks(
        ...["AssociateAccessPolicy", "DisassociateAccessPolicy", "ListAssociatedAccessPolicies"],
    ),
    "aws:eks/podIdentityAssociation:PodIdentityAssociation": [
        ...eks("CreatePodIdentityAssociation", "DeletePodIdentityAssociation"),
        ...eks("DescribePodIdentityAssociation", "ListPodIdentityAssociations"),
        ...eks("UpdatePodIdentityAssociation", "TagResource", "UntagResource"),
        ...iam("PassRole", "GetRole"),
    ],
    "aws:iam/role:Role": [
        ...iam("CreateRole", "DeleteRole", "GetRole", "UpdateRole", "UpdateAssumeRolePolicy"),
        ...iam("ListInstanceProfilesForRole", "ListAttachedRolePolicies", "ListRolePolicies"),
        ...iam("TagRole", "UntagRole"),
    ],
    "aws:iam/policy:Policy": [
        ...iam("CreatePolicy", "DeletePolicy", "GetPolicy", "GetPolicyVersion"),
        ...iam("CreatePolicyVersion", "DeletePolicyVersion", "ListPolicyVersions"),
        ...iam("TagPolicy", "UntagPolicy"),
    ],
    "aws:iam/rolePolicyAttachment:RolePolicyAttachment": iam(
        ...["AttachRolePolicy", "DetachRolePolicy", "ListAttachedRolePolicies"],
    ),
    "aws:iam/instanceProfile:InstanceProfile": [
        ...iam("CreateInstanceProfile", "DeleteInstanceProfile", "GetInstanceProfile"),
        ...iam("AddRoleToInstanceProfile", "RemoveRoleFromInstanceProfile", "PassRole"),
        ...iam("TagInstanceProfile", "UntagInstanceProfile"),
    ],
    "aws:iam/openIdConnectProvider:OpenIdConnectProvider": [
        ...iam("CreateOpenIDConnectProvider", "DeleteOpenIDConnectProvider"),
        ...iam("GetOpenIDConnectProvider", "ListOpenIDConnectProviders"),
        ...iam("UpdateOpenIDConnectProviderThumbprint"),
        ...iam("TagOpenIDConnectProvider", "UntagOpenIDConnectProvider"),
    ],
    "aws:sqs/queue:Queue": [
        ...sqs("CreateQueue", "DeleteQueue", "GetQueueAttributes", "GetQueueUrl"),
        ...sqs("ListQueueTags", "SetQueueAttributes", "TagQueue", "UntagQueue"),
    ],
    "aws:sqs/queuePolicy:QueuePolicy": sqs("GetQueueAttributes", "SetQueueAttributes"),
    "aws:cloudwatch/eventRule:EventRule": [
        ...events("PutRule", "DeleteRule", "DescribeRule", "ListTagsForResource"),
        ...events("TagResource", "UntagResource"),
    ],
    "aws:cloudwatch/eventTarget:EventTarget": events(
        ...["PutTargets", "RemoveTargets", "ListTargetsByRule"],
    ),
    "aws:cloudwatch/logGroup:LogGroup": logs(
        ...["CreateLogGroup", "DeleteLogGroup", "DescribeLogGroups", "PutRetentionPolicy"],
        ...["ListTagsForResource", "TagResource", "UntagResource"],
    ),
    // It reads every setting of a bucket. Calls that delete files, for forceDestroy, are not
    // listed: the role in the docs may not make them.
    "aws:s3/bucket:Bucket": [
        ...s3("CreateBucket", "DeleteBucket", "ListBucket", "GetBucketPolicy", "GetBucketAcl"),
        ...s3("GetBucketCORS", "GetBucketWebsite", "GetBucketVersioning", "GetBucketLogging"),
        ...s3("GetBucketRequestPayment", "GetBucketObjectLockConfiguration"),
        ...s3("GetAccelerateConfiguration", "GetLifecycleConfiguration"),
        ...s3("GetReplicationConfiguration", "GetEncryptionConfiguration"),
        ...s3("GetBucketTagging", "PutBucketTagging"),
        ...s3("ListTagsForResource", "TagResource", "UntagResource"),
    ],
    "aws:s3/bucketPolicy:BucketPolicy": s3(
        ...["GetBucketPolicy", "PutBucketPolicy", "DeleteBucketPolicy"],
    ),
    "aws:s3/bucketVersioning:BucketVersioning": s3("GetBucketVersioning", "PutBucketVersioning"),
    "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock": s3(
        ...["GetBucketPublicAccessBlock", "PutBucketPublicAccessBlock"],
    ),
    "aws:s3/bucketOwnershipControls:BucketOwnershipControls": s3(
        ...["GetBucketOwnershipControls", "PutBucketOwnershipControls"],
    ),
    "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration": s3(
        ...["GetLifecycleConfiguration", "PutLifecycleConfiguration"],
    ),
    "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration": s3(
        ...["GetEncryptionConfiguration", "PutEncryptionConfiguration"],
    ),
    "aws:ecr/repository:Repository": [
        ...ecr("CreateRepository", "DeleteRepository", "DescribeRepositories"),
        ...ecr("PutImageScanningConfiguration", "PutImageTagMutability"),
        ...ecr("ListTagsForResource", "TagResource", "UntagResource"),
        // Calls that push an image (ECR user guide, "IAM permissions for pushing an image").
        ...ecr("BatchCheckLayerAvailability", "BatchGetImage", "CompleteLayerUpload"),
        ...ecr("GetDownloadUrlForLayer", "InitiateLayerUpload", "PutImage", "UploadLayerPart"),
    ],
    "aws:ecr/lifecyclePolicy:LifecyclePolicy": ecr(
        ...["GetLifecyclePolicy", "PutLifecyclePolicy", "DeleteLifecyclePolicy"],
    ),
    "aws:glue/catalogDatabase:CatalogDatabase": glue(
        ...["CreateDatabase", "DeleteDatabase", "GetDatabase", "UpdateDatabase"],
        ...["GetTags", "TagResource", "UntagResource"],
    ),
};

/** Calls besides those for resources: lookups, previews and `make sweep`. */
export const ACTIONS_OF_PROGRAMS = [
    "eks:DescribeAddon",
    "eks:DescribeAddonVersions",
    "eks:DescribeCluster",
    "eks:DescribeNodegroup",
    "ec2:DescribeAvailabilityZones",
    "ecr:GetAuthorizationToken",
    "ec2:DescribeInstanceTypes",
    "ec2:DescribeRouteTables",
    "ec2:DescribeSubnets",
    "iam:GetRole",
    "servicequotas:GetAWSDefaultServiceQuota",
    "servicequotas:GetServiceQuota",
    "sts:GetCallerIdentity",
    "logs:DescribeLogGroups",
    "logs:ListTagsForResource",
    "ssm:GetParameter",
    "tag:GetResources",
];

/** AWS resource types that are not listed here, which the role may hence not create. */
export function typesWithoutRights(types: Iterable<string>): string[] {
    return [...new Set(types)].filter((type) => type.startsWith("aws:") && !(type in ACTIONS));
}

/** Whether the role may do it on any resource. */
export function mayDo(action: string): boolean {
    const patterns = deployingRole.Statement.flatMap(({ Action }) => Action);
    return patterns.some((pattern) => matches(pattern, action));
}

/** Whether the role may do it on a resource. */
export function mayDoOn(action: string, arn: string): boolean {
    return deployingRole.Statement.some(
        (statement) =>
            statement.Action.some((pattern) => matches(pattern, action)) &&
            [statement.Resource].flat().some((pattern) => matches(pattern, arn)) &&
            holds(statement),
    );
}

/** @param pattern an action or an ARN, with `*` for any characters */
export function matches(pattern: string, value: string): boolean {
    const literal = pattern.split("*").map((part) => part.replace(/[.+?^${}()|[\]\\]/g, "\\$&"));
    return new RegExp(`^${literal.join(".*")}$`).test(value);
}

/** Whether a statement applies to the region in the docs; only such conditions are supported. */
function holds({ Condition }: Statement): boolean {
    return Object.entries(Condition?.StringEquals ?? {}).every(([key, value]) => {
        if (key !== "aws:RequestedRegion" || Object.keys(Condition ?? {}).length > 1) {
            throw new Error(`a condition on ${key} is not supported here`);
        }
        return value === REGION;
    });
}
