import { isDeepStrictEqual } from "node:util";
import { NAME_PROPERTIES, OF_BUCKET, TYPES } from "./types";
import { Values } from "./values";

/** Automatic names, as recorded by pulumi-terraform-bridge in a resource's inputs. */
export const MADE_UP = "__defaults";

/**
 * Properties whose change replaces the resource: `ForceNew` and `RequiresReplace` in the schemas of
 * terraform-provider-aws (internal/service/{ec2,eks,iam,sqs,events,logs,kms,s3,glue}).
 */
const REPLACING: Readonly<Record<string, readonly string[]>> = {
    [TYPES.vpc]: ["cidrBlock", "ipv4IpamPoolId", "ipv4NetmaskLength"],
    [TYPES.subnet]: ["vpcId", "cidrBlock", "availabilityZone", "availabilityZoneId"],
    [TYPES.eip]: ["domain", "address", "publicIpv4Pool", "networkBorderGroup"],
    [TYPES.natGateway]: ["subnetId", "allocationId", "connectivityType", "privateIp"],
    [TYPES.routeTable]: ["vpcId"],
    [TYPES.route]: ["routeTableId", "destinationCidrBlock", "destinationPrefixListId"],
    [TYPES.routeTableAssociation]: ["subnetId", "gatewayId"],
    [TYPES.vpcEndpoint]: ["vpcId", "serviceName", "vpcEndpointType"],
    [TYPES.defaultSecurityGroup]: ["vpcId"],
    [TYPES.securityGroup]: ["name", "namePrefix", "description", "vpcId"],
    [TYPES.securityGroupRule]: [
        ...["type", "fromPort", "toPort", "protocol", "self"],
        ...["cidrBlocks", "securityGroupId", "sourceSecurityGroupId"],
    ],
    [TYPES.ingressRule]: ["securityGroupId"],
    [TYPES.egressRule]: ["securityGroupId"],
    [TYPES.launchTemplate]: ["name", "namePrefix"],
    [TYPES.cluster]: [
        ...["name", "roleArn", "bootstrapSelfManagedAddons", "outpostConfig"],
        "accessConfig.bootstrapClusterCreatorAdminPermissions",
        ...["kubernetesNetworkConfig.ipFamily", "kubernetesNetworkConfig.serviceIpv4Cidr"],
    ],
    [TYPES.nodeGroup]: [
        ...["clusterName", "nodeGroupName", "nodeGroupNamePrefix", "nodeRoleArn", "subnetIds"],
        ...["amiType", "capacityType", "diskSize", "instanceTypes", "remoteAccess"],
        ...["launchTemplate.id", "launchTemplate.name"],
    ],
    [TYPES.addon]: ["clusterName", "addonName"],
    [TYPES.accessEntry]: ["clusterName", "principalArn", "type"],
    [TYPES.accessPolicyAssociation]: ["clusterName", "principalArn", "policyArn", "accessScope"],
    [TYPES.podIdentityAssociation]: ["clusterName", "namespace", "serviceAccount"],
    [TYPES.role]: ["name", "namePrefix", "path"],
    [TYPES.policy]: ["name", "namePrefix", "path", "description"],
    [TYPES.rolePolicy]: ["name", "namePrefix", "role"],
    [TYPES.rolePolicyAttachment]: ["role", "policyArn"],
    [TYPES.instanceProfile]: ["name", "namePrefix", "path"],
    [TYPES.oidcProvider]: ["url"],
    [TYPES.queue]: ["name", "namePrefix", "fifoQueue"],
    [TYPES.queuePolicy]: ["queueUrl"],
    [TYPES.eventRule]: ["name", "namePrefix", "eventBusName"],
    [TYPES.eventTarget]: ["rule", "targetId", "eventBusName"],
    [TYPES.logGroup]: ["name", "namePrefix", "logGroupClass"],
    [TYPES.bucket]: ["bucket", "bucketPrefix", "objectLockEnabled", "region"],
    ...Object.fromEntries(
        OF_BUCKET.map((type) => [type, ["bucket", "expectedBucketOwner", "region"]]),
    ),
    [TYPES.database]: ["name", "catalogId", "targetDatabase", "region"],
};

/** Unordered lists: sets in the same schemas. */
const SETS: Readonly<Record<string, readonly string[]>> = {
    [TYPES.cluster]: [
        ...["vpcConfig.subnetIds", "vpcConfig.securityGroupIds", "vpcConfig.publicAccessCidrs"],
        "enabledClusterLogTypes",
    ],
    [TYPES.nodeGroup]: ["subnetIds", "taints"],
    [TYPES.vpcEndpoint]: ["subnetIds", "securityGroupIds", "routeTableIds"],
    [TYPES.launchTemplate]: ["vpcSecurityGroupIds"],
    [TYPES.accessEntry]: ["kubernetesGroups"],
    [TYPES.accessPolicyAssociation]: ["accessScope.namespaces"],
};

/** What the provider keeps if a program omits it: `Optional` and `Computed` in the same schemas. */
const KEPT: Readonly<Record<string, readonly [holder: string, key: string][]>> = {
    [TYPES.cluster]: [["vpcConfig", "publicAccessCidrs"]],
};

/** Which inputs have changed. */
export function changedInputs(type: string, before: Values, after: Values): string[] {
    const [old, now] = [inOneOrder(type, before), inOneOrder(type, after)];
    for (const [holder, key] of KEPT[type] ?? []) {
        const [was, is] = [old[holder], now[holder]] as (Values | undefined)[];
        if (was?.[key] !== undefined && is !== undefined && is[key] === undefined) {
            now[holder] = { ...is, [key]: was[key] };
        }
    }
    const keys = new Set([...Object.keys(old), ...Object.keys(now)]);
    return [...keys].filter((key) => !isDeepStrictEqual(old[key], now[key]));
}

/**
 * Which of the changed inputs replace the resource, and whether the old one must be deleted first.
 */
export function replacement(
    type: string,
    before: Values,
    after: Values,
    madeUp: readonly unknown[],
): { replaces: string[]; deleteBeforeReplace: boolean } {
    const [old, now] = [inOneOrder(type, before), inOneOrder(type, after)];
    const paths = [...(REPLACING[type] ?? [NAME_PROPERTIES[type] ?? []].flat())];
    // Encryption cannot be disabled (terraform-provider-aws, internal/service/eks/cluster.go,
    // CustomizeDiff).
    if (type === TYPES.cluster && now["encryptionConfig"] === undefined) {
        paths.push("encryptionConfig");
    }
    const replaces = paths.filter((path) => !isDeepStrictEqual(at(old, path), at(now, path)));
    const name = NAME_PROPERTIES[type];
    const isSameName = name !== undefined && old[name] === now[name];
    // Two cannot have one name (pulumi-terraform-bridge, pkg/tfbridge, nameRequiresDeleteBeforeReplace).
    const deleteBeforeReplace = replaces.length > 0 && isSameName && !madeUp.includes(name);
    return { replaces: [...new Set(replaces)], deleteBeforeReplace };
}

function inOneOrder(type: string, { [MADE_UP]: _, ...inputs }: Values): Values {
    const copy = structuredClone(inputs);
    for (const path of SETS[type] ?? []) {
        const keys = path.split(".");
        const last = keys.pop() ?? "";
        const holder = keys.length === 0 ? copy : (at(copy, keys.join(".")) as Values | undefined);
        const list = holder?.[last];
        if (holder !== undefined && Array.isArray(list)) {
            holder[last] = (list as unknown[])
                .map((one) => JSON.stringify(one))
                .sort()
                .map((one) => JSON.parse(one) as unknown);
        }
    }
    return copy;
}

function at(values: Values, path: string): unknown {
    return path
        .split(".")
        .reduce<unknown>((value, key) => (value as Values | undefined)?.[key], values);
}
