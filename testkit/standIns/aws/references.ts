import { CloudResource } from "./cloudResource";
import { OF_BUCKET, TYPES } from "./types";
import { textsAt, Values } from "./values";

/** A reference between two resources. */
interface Reference {
    from: string;
    /** Where `from` refers to the other one, by ID, name or ARN. */
    path: string;
    to: string;
    /** The type of an intermediate resource, and where it refers to the other one. */
    via?: { type: string; path: string };
    /** Where the other one refers to the same resource, which both share. */
    common?: string;
    /** AWS' error if the other one is deleted first; without it AWS allows the deletion. */
    refusal?: string;
}

const IN_VPC = "DependencyViolation: The vpc has dependencies and cannot be deleted";
const IN_SUBNET = "DependencyViolation: The subnet has dependencies and cannot be deleted";
const IN_GROUP = "DependencyViolation: resource has a dependent object";
const IN_ROLE = "DeleteConflict: Cannot delete entity, must detach all policies first";
const { vpc, subnet, securityGroup, cluster, role } = TYPES;

/**
 * In both directions: a resource needs what it refers to, and most of that cannot be deleted first.
 */
const REFERENCES: readonly Reference[] = [
    { from: subnet, path: "vpcId", to: vpc, refusal: IN_VPC },
    { from: securityGroup, path: "vpcId", to: vpc, refusal: IN_VPC },
    { from: TYPES.internetGateway, path: "vpcId", to: vpc, refusal: IN_VPC },
    { from: TYPES.routeTable, path: "vpcId", to: vpc, refusal: IN_VPC },
    { from: TYPES.vpcEndpoint, path: "vpcId", to: vpc, refusal: IN_VPC },
    { from: TYPES.vpcEndpoint, path: "subnetIds", to: subnet, refusal: IN_SUBNET },
    { from: TYPES.vpcEndpoint, path: "securityGroupIds", to: securityGroup, refusal: IN_GROUP },
    { from: TYPES.vpcEndpoint, path: "routeTableIds", to: TYPES.routeTable },
    { from: TYPES.natGateway, path: "subnetId", to: subnet, refusal: IN_SUBNET },
    {
        from: TYPES.natGateway,
        path: "allocationId",
        to: TYPES.eip,
        refusal: "InvalidIPAddress.InUse: The address is in use",
    },
    {
        from: TYPES.natGateway,
        path: "subnetId",
        via: { type: subnet, path: "vpcId" },
        to: TYPES.internetGateway,
        common: "vpcId",
        refusal: "DependencyViolation: The network has some mapped public address(es)",
    },
    { from: TYPES.route, path: "routeTableId", to: TYPES.routeTable },
    { from: TYPES.route, path: "natGatewayId", to: TYPES.natGateway },
    { from: TYPES.route, path: "gatewayId", to: TYPES.internetGateway },
    { from: TYPES.routeTableAssociation, path: "subnetId", to: subnet },
    {
        from: TYPES.routeTableAssociation,
        path: "routeTableId",
        to: TYPES.routeTable,
        refusal: "DependencyViolation: The routeTable has dependencies and cannot be deleted",
    },
    // A group's own rules are deleted with it; rules of others that refer to it block its deletion.
    { from: TYPES.securityGroupRule, path: "securityGroupId", to: securityGroup },
    {
        from: TYPES.securityGroupRule,
        path: "sourceSecurityGroupId",
        to: securityGroup,
        refusal: IN_GROUP,
    },
    ...[TYPES.ingressRule, TYPES.egressRule].flatMap((from) => [
        { from, path: "securityGroupId", to: securityGroup },
        { from, path: "referencedSecurityGroupId", to: securityGroup, refusal: IN_GROUP },
    ]),
    { from: cluster, path: "vpcConfig.subnetIds", to: subnet, refusal: IN_SUBNET },
    { from: cluster, path: "vpcConfig.securityGroupIds", to: securityGroup, refusal: IN_GROUP },
    { from: cluster, path: "roleArn", to: role },
    {
        from: TYPES.nodeGroup,
        path: "clusterName",
        to: cluster,
        refusal: "ResourceInUseException: Cluster has nodegroups attached",
    },
    { from: TYPES.nodeGroup, path: "subnetIds", to: subnet, refusal: IN_SUBNET },
    { from: TYPES.nodeGroup, path: "nodeRoleArn", to: role },
    { from: TYPES.nodeGroup, path: "launchTemplate.id", to: TYPES.launchTemplate },
    {
        from: TYPES.nodeGroup,
        path: "launchTemplate.id",
        via: { type: TYPES.launchTemplate, path: "vpcSecurityGroupIds" },
        to: securityGroup,
        refusal: IN_GROUP,
    },
    { from: TYPES.addon, path: "clusterName", to: cluster },
    { from: TYPES.addon, path: "serviceAccountRoleArn", to: role },
    { from: TYPES.accessEntry, path: "clusterName", to: cluster },
    { from: TYPES.accessPolicyAssociation, path: "clusterName", to: cluster },
    { from: TYPES.podIdentityAssociation, path: "clusterName", to: cluster },
    { from: TYPES.podIdentityAssociation, path: "roleArn", to: role },
    { from: TYPES.rolePolicyAttachment, path: "role", to: role, refusal: IN_ROLE },
    { from: TYPES.rolePolicy, path: "role", to: role, refusal: IN_ROLE },
    {
        from: TYPES.rolePolicyAttachment,
        path: "policyArn",
        to: TYPES.policy,
        refusal: "DeleteConflict: Cannot delete a policy attached to entities",
    },
    { from: TYPES.instanceProfile, path: "role", to: role },
    { from: TYPES.queuePolicy, path: "queueUrl", to: TYPES.queue },
    { from: TYPES.eventTarget, path: "arn", to: TYPES.queue },
    {
        from: TYPES.eventTarget,
        path: "rule",
        to: TYPES.eventRule,
        refusal: "ValidationException: Rule can't be deleted since it has targets",
    },
    ...OF_BUCKET.map((from) => ({ from, path: "bucket", to: TYPES.bucket })),
];

/** AWS' error for a new resource that refers to a missing one; undefined if all exist. */
export function missingFor(
    type: string,
    inputs: Values,
    all: readonly CloudResource[],
): string | undefined {
    for (const reference of REFERENCES.filter(({ from }) => from === type)) {
        for (const named of namedBy(reference, inputs, all).filter(isOurs)) {
            if (!all.some((other) => isNamed(reference, other, named))) {
                return `ResourceNotFoundException: no ${reference.to} for "${named}"`;
            }
        }
    }
    return undefined;
}

/** Why a resource cannot be deleted yet. */
export function holdsBack(
    resource: CloudResource,
    all: readonly CloudResource[],
): string | undefined {
    for (const reference of REFERENCES.filter(({ to }) => to === resource.type)) {
        const { from, refusal } = reference;
        const holder = all.find(
            (other) =>
                other.type === from &&
                namedBy(reference, other.inputs, all).some((named) =>
                    isNamed(reference, resource, named),
                ),
        );
        if (refusal !== undefined && holder !== undefined) {
            return `${refusal} (${holder.type} ${holder.id})`;
        }
    }
    return undefined;
}

function namedBy({ path, via }: Reference, inputs: Values, all: readonly CloudResource[]) {
    const named = textsAt(inputs, path);
    if (via === undefined) {
        return named;
    }
    return all
        .filter((other) => other.type === via.type && named.includes(other.id))
        .flatMap((other) => textsAt(other.inputs, via.path));
}

function isNamed({ to, common }: Reference, other: CloudResource, named: string): boolean {
    const { type, id, inputs, outputs } = other;
    const names =
        common === undefined ? [id, outputs["arn"], outputs["name"]] : textsAt(inputs, common);
    return type === to && names.includes(named);
}

/** AWS managed policies always exist. */
function isOurs(named: string): boolean {
    return !named.includes(":iam::aws:policy/");
}
