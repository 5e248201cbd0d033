import { ACTIONS } from "./deployingRole";

/** A resource that a program creates, by its inputs. */
export interface Made {
    type: string;
    /** Logical name. */
    name: string;
    inputs: Record<string, unknown>;
}

/** What the provider does with one AWS resource. */
export interface AwsCall {
    action: string;
    /** ARN, or `*` if the action does not support resources. */
    on: string;
}

const ACCOUNT = "111122223333";
const PLACE = `eu-central-1:${ACCOUNT}`;
const IAM = `arn:aws:iam::${ACCOUNT}`;

/**
 * EC2 resource types that an action applies to, of those used here: AWS' Service Authorization
 * Reference, "Actions, resources, and condition keys for Amazon EC2".
 */
const EC2: Readonly<Record<string, readonly string[]>> = {
    AllocateAddress: ["elastic-ip"],
    AssociateRouteTable: ["route-table", "subnet"],
    AttachInternetGateway: ["internet-gateway", "vpc"],
    AuthorizeSecurityGroupEgress: ["security-group", "security-group-rule"],
    AuthorizeSecurityGroupIngress: ["security-group", "security-group-rule"],
    CreateInternetGateway: ["internet-gateway"],
    CreateLaunchTemplate: ["launch-template"],
    CreateLaunchTemplateVersion: ["launch-template"],
    CreateNatGateway: ["natgateway", "subnet", "elastic-ip"],
    CreateRoute: ["route-table"],
    CreateRouteTable: ["route-table", "vpc"],
    CreateSecurityGroup: ["security-group", "vpc"],
    CreateSubnet: ["subnet", "vpc"],
    CreateVpc: ["vpc"],
    CreateVpcEndpoint: ["vpc", "vpc-endpoint", "route-table", "security-group", "subnet"],
    DeleteInternetGateway: ["internet-gateway"],
    DeleteLaunchTemplate: ["launch-template"],
    DeleteNatGateway: ["natgateway"],
    DeleteRoute: ["route-table"],
    DeleteRouteTable: ["route-table"],
    DeleteSecurityGroup: ["security-group"],
    DeleteSubnet: ["subnet"],
    DeleteVpc: ["vpc"],
    DeleteVpcEndpoints: ["vpc-endpoint"],
    DetachInternetGateway: ["internet-gateway", "vpc"],
    DisassociateAddress: ["elastic-ip", "network-interface"],
    DisassociateRouteTable: ["route-table", "subnet"],
    ModifyLaunchTemplate: ["launch-template"],
    ModifySubnetAttribute: ["subnet"],
    ModifyVpcAttribute: ["vpc"],
    ModifyVpcEndpoint: ["vpc-endpoint", "route-table", "security-group", "subnet"],
    ReleaseAddress: ["elastic-ip"],
    ReplaceRoute: ["route-table"],
    ReplaceRouteTableAssociation: ["route-table", "subnet"],
    RevokeSecurityGroupEgress: ["security-group"],
    RevokeSecurityGroupIngress: ["security-group"],
    RunInstances: [
        ...["image", "instance", "launch-template", "network-interface", "security-group"],
        // As in Karpenter's own policies (v1.14.1, reference/cloudformation.md).
        ...["snapshot", "subnet", "volume"],
    ],
};

/** Resources that are tagged together with a resource. */
const TAGGED: Readonly<Record<string, readonly string[]>> = {
    "aws:ec2/vpc:Vpc": ["vpc"],
    "aws:ec2/defaultSecurityGroup:DefaultSecurityGroup": ["security-group"],
    "aws:ec2/securityGroup:SecurityGroup": ["security-group"],
    "aws:ec2/internetGateway:InternetGateway": ["internet-gateway"],
    "aws:ec2/subnet:Subnet": ["subnet"],
    "aws:ec2/routeTable:RouteTable": ["route-table"],
    "aws:ec2/eip:Eip": ["elastic-ip"],
    "aws:ec2/natGateway:NatGateway": ["natgateway"],
    "aws:ec2/vpcEndpoint:VpcEndpoint": ["vpc-endpoint"],
    "aws:ec2/launchTemplate:LaunchTemplate": ["launch-template"],
    "aws:eks/nodeGroup:NodeGroup": ["instance", "volume", "network-interface"],
};

/** EKS actions on a cluster, whatever they create in it: the same reference, "Amazon EKS". */
const ON_CLUSTER = [
    "CreateAccessEntry",
    "CreateAddon",
    "CreateNodegroup",
    "CreatePodIdentityAssociation",
    "ListPodIdentityAssociations",
];

/** Actions without resource-level permissions: the same reference. */
const ON_ANYTHING =
    /^(ec2:Describe.*|eks:(CreateCluster|DescribeAddonVersions)|iam:ListOpenIDConnectProviders|logs:DescribeLogGroups)$/;

/** Everything that the provider may do with a resource, from its creation to its deletion. */
export function callsFor(made: Made, cluster: string): AwsCall[] {
    return (ACTIONS[made.type] ?? []).flatMap((action) =>
        arnsOf(action, made, cluster).map((on) => ({ action, on })),
    );
}

function arnsOf(action: string, made: Made, cluster: string): string[] {
    if (ON_ANYTHING.test(action)) {
        return ["*"];
    }
    const [service = "", name = ""] = action.split(":");
    switch (service) {
        case "ec2":
            return ec2Arns(name, made);
        case "eks":
            return [eksArn(name, made, cluster)];
        case "iam":
            return iamArns(name, made);
        case "sqs":
            return [`arn:aws:sqs:${PLACE}:${lastOf(made.inputs["queueUrl"]) ?? nameOf(made)}`];
        case "events":
            return [`arn:aws:events:${PLACE}:rule/${text(made.inputs["rule"]) ?? nameOf(made)}`];
        case "logs":
            return ["", ":*"].map((end) => `arn:aws:logs:${PLACE}:log-group:${nameOf(made)}${end}`);
        case "kms":
            return keysOf(made);
        case "s3":
            return [`arn:aws:s3:::${String(made.inputs["bucket"])}`];
        case "glue":
            return glueArns(name, made);
        case "ecr":
            return [
                `arn:aws:ecr:${PLACE}:repository/${text(made.inputs["repository"]) ?? nameOf(made)}`,
            ];
        case "route53":
            return made.inputs["privateDnsEnabled"] === true
                ? ["arn:aws:route53:::hostedzone/Z0123456789", ec2Arn("vpc")]
                : [];
        default:
            throw new Error(`add the resources of ${action} to testkit/awsCalls.ts`);
    }
}

function ec2Arns(action: string, { type }: Made): string[] {
    const types = /^(Create|Delete)Tags$/.test(action) ? TAGGED[type] : EC2[action];
    if (types === undefined) {
        throw new Error(`add the resources of ec2:${action} for ${type} to testkit/awsCalls.ts`);
    }
    return types.map(ec2Arn);
}

function ec2Arn(type: string): string {
    // ARNs of images have no account.
    const place = ["image", "snapshot"].includes(type) ? "eu-central-1:" : PLACE;
    return `arn:aws:ec2:${place}:${type}/id-0123456789abcdef0`;
}

function eksArn(action: string, { type, name, inputs }: Made, cluster: string): string {
    const [, kind] = /^aws:eks\/(\w+):/.exec(type) ?? [];
    const arn = (rest: string) => `arn:aws:eks:${PLACE}:${rest}`;
    if (kind === "cluster" || ON_CLUSTER.includes(action)) {
        return arn(`cluster/${cluster}`);
    }
    if (kind === "nodeGroup") {
        return arn(
            `nodegroup/${cluster}/${text(inputs["nodeGroupName"]) ?? `${name}-0a1b2c3`}/uuid`,
        );
    }
    if (kind === "podIdentityAssociation" || action.includes("PodIdentityAssociation")) {
        return arn(`podidentityassociation/${cluster}/a-0123456789`);
    }
    if (kind === "addon") {
        return arn(`addon/${cluster}/${String(inputs["addonName"])}/uuid`);
    }
    const [, , , , account, principal] = String(inputs["principalArn"]).split(":");
    return arn(`access-entry/${cluster}/role/${account}/${lastOf(principal)}/uuid`);
}

function iamArns(action: string, made: Made): string[] {
    const { type, inputs } = made;
    const serviceRole = `${IAM}:role/aws-service-role/eks.amazonaws.com/AWSServiceRoleForAmazonEKS`;
    if (action === "CreateServiceLinkedRole" || type.endsWith(":ServiceLinkedRole")) {
        return [serviceRole];
    }
    if (action === "PassRole" || (type.startsWith("aws:eks/") && action !== "GetRole")) {
        return passedRoles(made);
    }
    if (type.startsWith("aws:eks/")) {
        return [...passedRoles(made), serviceRole];
    }
    switch (type) {
        case "aws:iam/policy:Policy":
            return [`${IAM}:policy/${nameOf(made)}`];
        case "aws:iam/rolePolicyAttachment:RolePolicyAttachment":
            return [`${IAM}:role/${String(inputs["role"])}`];
        case "aws:iam/instanceProfile:InstanceProfile":
            return [`${IAM}:instance-profile/${nameOf(made)}`];
        case "aws:iam/openIdConnectProvider:OpenIdConnectProvider":
            return [`${IAM}:oidc-provider/${String(inputs["url"]).replace("https://", "")}`];
        default:
            return [`${IAM}:role/${nameOf(made)}`];
    }
}

/**
 * Roles that a resource passes to an AWS service. An access entry does so for nodes only (EKS user
 * guide, "Grant IAM users access to Kubernetes with EKS access entries").
 */
function passedRoles({ inputs }: Made): string[] {
    const associations = (inputs["podIdentityAssociations"] ?? []) as { roleArn: string }[];
    const profile = text(inputs["role"]);
    return [
        text(inputs["roleArn"]),
        text(inputs["nodeRoleArn"]),
        inputs["type"] === "EC2_LINUX" ? text(inputs["principalArn"]) : undefined,
        profile && `${IAM}:role/${profile}`,
        ...associations.map(({ roleArn }) => roleArn),
    ].filter((arn) => arn !== undefined);
}

/** On the catalog, too; deleting a database also deletes everything in it. */
function glueArns(action: string, made: Made): string[] {
    const database = nameOf(made);
    const own = `database/${database}`;
    const below = [`table/${database}/orders`, `userDefinedFunction/${database}/f`];
    const resources = /Tag/.test(action)
        ? [own]
        : ["catalog", own, ...(action === "DeleteDatabase" ? below : [])];
    return resources.map((resource) => `arn:aws:glue:${PLACE}:${resource}`);
}

function keysOf({ inputs }: Made): string[] {
    const config = inputs["encryptionConfig"] as { provider: { keyArn: string } } | undefined;
    return config === undefined ? [] : [config.provider.keyArn];
}

/** Pulumi's automatic name: the logical name and a random suffix. */
function nameOf({ name, inputs }: Made): string {
    return text(inputs["name"]) ?? `${name}-0a1b2c3`;
}

function text(value: unknown): string | undefined {
    return typeof value === "string" ? value : undefined;
}

function lastOf(value: unknown): string | undefined {
    return text(value)?.split("/").pop();
}
