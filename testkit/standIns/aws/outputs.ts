import { createHash, randomBytes } from "node:crypto";
import { clusterAuthority, clusterServer } from "../folder";
import { ACCOUNT, CloudSettings } from "./settings";
import { NAME_PROPERTIES, OF_BUCKET, TYPES } from "./types";
import { textAt, Values } from "./values";

/** The outputs that AWS assigns to a new resource. */
export interface Given {
    id: string;
    outputs: Values;
}

type Give = (inputs: Values, name: string, settings: CloudSettings) => Given;

const arnIn = ({ region }: CloudSettings, service: string, rest: string) =>
    `arn:aws:${service}:${region}:${ACCOUNT}:${rest}`;
const inAccount = (rest: string) => `arn:aws:iam::${ACCOUNT}:${rest}`;
const ofCluster = (inputs: Values) => textAt(inputs, "clusterName") ?? "";

/** An EC2 resource: an ID, and an ARN that contains it. */
function ec2(
    prefix: string,
    more: (inputs: Values, id: string, settings: CloudSettings) => Values = () => ({}),
): Give {
    return (inputs, _, settings) => {
        const id = `${prefix}-${hex(17)}`;
        const kind = prefix === "eipalloc" ? "elastic-ip" : prefix;
        const arn = arnIn(settings, "ec2", `${kind}/${id}`);
        return { id, outputs: { arn, ...more(inputs, id, settings) } };
    };
}

function iam(kind: string): Give {
    return (inputs, name) => {
        const arn = inAccount(`${kind}${textAt(inputs, "path") ?? "/"}${name}`);
        return { id: kind === "policy" ? arn : name, outputs: { arn, uniqueId: `AROA${hex(17)}` } };
    };
}

function cluster(inputs: Values, name: string, settings: CloudSettings): Given {
    const issuer = `https://oidc.eks.${settings.region}.amazonaws.com/id/${hex(32).toUpperCase()}`;
    return {
        id: name,
        outputs: {
            arn: arnIn(settings, "eks", `cluster/${name}`),
            status: "ACTIVE",
            version: inputs["version"] ?? "1.35",
            endpoint: clusterServer(),
            certificateAuthority: { data: clusterAuthority() },
            createdAt: new Date().toISOString(),
            identities: [{ oidcs: [{ issuer }] }],
            vpcConfig: {
                ...(inputs["vpcConfig"] as Values | undefined),
                clusterSecurityGroupId: `sg-${hex(17)}`,
            },
        },
    };
}

function nodeGroup(inputs: Values, name: string, settings: CloudSettings): Given {
    const group = `eks-${name}-${hex(8)}`;
    return {
        id: `${ofCluster(inputs)}:${name}`,
        outputs: {
            arn: arnIn(settings, "eks", `nodegroup/${ofCluster(inputs)}/${name}/${hex(8)}`),
            status: "ACTIVE",
            version: inputs["version"] ?? "1.35",
            resources: [{ autoscalingGroups: [{ name: group }], remoteAccessSecurityGroupId: "" }],
        },
    };
}

const GIVEN: Readonly<Record<string, Give>> = {
    [TYPES.vpc]: ec2("vpc", () => ({
        mainRouteTableId: `rtb-${hex(17)}`,
        defaultRouteTableId: `rtb-${hex(17)}`,
        defaultSecurityGroupId: `sg-${hex(17)}`,
        defaultNetworkAclId: `acl-${hex(17)}`,
    })),
    [TYPES.subnet]: ec2("subnet", (inputs, _, { zones }) => {
        const name = inputs["availabilityZone"] ?? zones[0]?.name;
        const availabilityZoneId = zones.find((zone) => zone.name === name)?.id;
        return { availabilityZone: name, availabilityZoneId };
    }),
    [TYPES.internetGateway]: ec2("igw"),
    [TYPES.eip]: ec2("eipalloc", (_, id) => ({ allocationId: id, publicIp: address(id) })),
    [TYPES.natGateway]: ec2("nat", (_, id) => ({ publicIp: address(id) })),
    [TYPES.routeTable]: ec2("rtb"),
    [TYPES.route]: ec2("r"),
    [TYPES.routeTableAssociation]: ec2("rtbassoc"),
    [TYPES.vpcEndpoint]: ec2("vpce", () => ({ state: "available" })),
    [TYPES.securityGroup]: ec2("sg"),
    [TYPES.securityGroupRule]: ec2("sgrule", (_, id) => ({ securityGroupRuleId: id })),
    [TYPES.ingressRule]: ec2("sgr", (_, id) => ({ securityGroupRuleId: id })),
    [TYPES.egressRule]: ec2("sgr", (_, id) => ({ securityGroupRuleId: id })),
    [TYPES.launchTemplate]: ec2("lt", () => ({ latestVersion: 1, defaultVersion: 1 })),
    [TYPES.cluster]: cluster,
    [TYPES.nodeGroup]: nodeGroup,
    [TYPES.addon]: (inputs, _, settings) => {
        const addon = textAt(inputs, "addonName") ?? "";
        const arn = arnIn(settings, "eks", `addon/${ofCluster(inputs)}/${addon}/${hex(8)}`);
        const addonVersion = inputs["addonVersion"] ?? ADDON_VERSION;
        return { id: `${ofCluster(inputs)}:${addon}`, outputs: { arn, addonVersion } };
    },
    [TYPES.accessEntry]: (inputs, _, settings) => ({
        id: `${ofCluster(inputs)}:${textAt(inputs, "principalArn")}`,
        outputs: {
            accessEntryArn: arnIn(settings, "eks", `access-entry/${ofCluster(inputs)}/${hex(8)}`),
        },
    }),
    [TYPES.accessPolicyAssociation]: (inputs) => ({
        id: ["clusterName", "principalArn", "policyArn"]
            .map((key) => textAt(inputs, key))
            .join("#"),
        outputs: {},
    }),
    [TYPES.podIdentityAssociation]: (inputs, _, settings) => {
        const associationId = `a-${hex(17)}`;
        const rest = `podidentityassociation/${ofCluster(inputs)}/${associationId}`;
        const outputs = { associationId, associationArn: arnIn(settings, "eks", rest) };
        return { id: associationId, outputs };
    },
    [TYPES.role]: iam("role"),
    [TYPES.policy]: iam("policy"),
    [TYPES.instanceProfile]: iam("instance-profile"),
    [TYPES.rolePolicy]: (inputs, name) => ({
        id: `${textAt(inputs, "role")}:${name}`,
        outputs: {},
    }),
    [TYPES.rolePolicyAttachment]: (inputs) => ({
        id: `${textAt(inputs, "role")}/${textAt(inputs, "policyArn")}`,
        outputs: {},
    }),
    [TYPES.oidcProvider]: (inputs) => {
        const url = (textAt(inputs, "url") ?? "").replace("https://", "");
        const arn = inAccount(`oidc-provider/${url}`);
        return { id: arn, outputs: { arn, url } };
    },
    [TYPES.queue]: (_, name, settings) => {
        const url = `https://sqs.${settings.region}.amazonaws.com/${ACCOUNT}/${name}`;
        return { id: url, outputs: { arn: arnIn(settings, "sqs", name), url } };
    },
    [TYPES.eventRule]: (_, name, settings) => ({
        id: name,
        outputs: { arn: arnIn(settings, "events", `rule/${name}`) },
    }),
    [TYPES.logGroup]: (_, name, settings) => ({
        id: name,
        outputs: { arn: arnIn(settings, "logs", `log-group:${name}`) },
    }),
    [TYPES.key]: (_, __, settings) => {
        const keyId = [8, 4, 4, 4, 12].map(hex).join("-");
        return { id: keyId, outputs: { keyId, arn: arnIn(settings, "kms", `key/${keyId}`) } };
    },
    ...Object.fromEntries(
        OF_BUCKET.map((type) => [
            type,
            (inputs: Values) => ({ id: textAt(inputs, "bucket") ?? "", outputs: {} }),
        ]),
    ),
    [TYPES.database]: (_, name, settings) => ({
        id: `${ACCOUNT}:${name}`,
        outputs: { arn: arnIn(settings, "glue", `database/${name}`), catalogId: ACCOUNT },
    }),
    [TYPES.bucket]: (_, name, { region }) => ({
        id: name,
        outputs: {
            arn: `arn:aws:s3:::${name}`,
            bucketDomainName: `${name}.s3.amazonaws.com`,
            bucketRegionalDomainName: `${name}.s3.${region}.amazonaws.com`,
        },
    }),
};

/** Of the image of a node group's nodes: always the newest. */
export const RELEASE_VERSION = "1.35.6-20260724";
export const ADDON_VERSION = "v1.0.0-eksbuild.1";

/** ID and outputs of a new resource; for other types an ID and an ARN. */
export function given(
    type: string,
    inputs: Values,
    logicalName: string,
    settings: CloudSettings,
): Given {
    const name = textAt(inputs, NAME_PROPERTIES[type] ?? "name") ?? logicalName;
    const [, module = "", kind = ""] = /^aws:(\w+)\/\w+:(\w+)$/.exec(type) ?? [];
    const { id, outputs } = GIVEN[type]?.(inputs, name, settings) ?? {
        id: `${logicalName}-${hex(7)}`,
        outputs: { arn: arnIn(settings, module, `${kind.toLowerCase()}/${name}`) },
    };
    const tagsAll = inputs["tags"] ?? {};
    const { region } = settings;
    return { id, outputs: { ...(module !== "iam" && { region }), tagsAll, ...outputs } };
}

/** As in the provider's automatic naming: a random suffix of seven digits. */
export function automaticName(logicalName: string): string {
    return `${logicalName}-${hex(7)}`;
}

/** From the IP range for documentation. */
function address(id: string): string {
    return `203.0.113.${(createHash("sha256").update(id).digest()[0] ?? 0) % 254}`;
}

function hex(digits: number): string {
    return randomBytes(digits).toString("hex").slice(0, digits);
}
