import { Cloud } from "./cloud";
import { ACCOUNT, ADDON_VERSION, REGION, ZONES } from "./outputs";
import { TYPES } from "./types";
import { textAt, textsAt, Values } from "./values";

/** Release of the image of a node group's nodes: always the newest. */
const RELEASE_VERSION = "1.35.6-20260724";

type Answer = (args: Values, cloud: Cloud) => Values;

/** Functions of the provider that programs here call. */
const FUNCTIONS: Readonly<Record<string, Answer>> = {
    "aws:index/getCallerIdentity:getCallerIdentity": () => ({
        id: ACCOUNT,
        accountId: ACCOUNT,
        arn: `arn:aws:iam::${ACCOUNT}:user/tester`,
        userId: "AIDAEXAMPLE",
    }),
    "aws:index/getPartition:getPartition": () => ({
        id: "aws",
        partition: "aws",
        dnsSuffix: "amazonaws.com",
        reverseDnsPrefix: "com.amazonaws",
    }),
    "aws:index/getRegion:getRegion": () => ({
        id: REGION,
        name: REGION,
        region: REGION,
        description: "Europe (Frankfurt)",
        endpoint: `ec2.${REGION}.amazonaws.com`,
    }),
    "aws:index/getAvailabilityZones:getAvailabilityZones": () => ({
        id: REGION,
        region: REGION,
        names: ZONES,
        zoneIds: ZONES.map((_, index) => `euc1-az${index + 1}`),
        groupNames: [REGION],
    }),
    "aws:eks/getAddonVersion:getAddonVersion": ({ addonName, kubernetesVersion }) => ({
        id: addonName,
        addonName,
        kubernetesVersion,
        version: ADDON_VERSION,
    }),
    "aws:eks/getCluster:getCluster": (args, cloud) => existing(cloud, TYPES.cluster, args["name"]),
    "aws:eks/getNodeGroup:getNodeGroup": ({ clusterName, nodeGroupName }, cloud) => ({
        releaseVersion: RELEASE_VERSION,
        ...existing(cloud, TYPES.nodeGroup, `${String(clusterName)}:${String(nodeGroupName)}`),
    }),
    "aws:ssm/getParameter:getParameter": ({ name }) => ({
        id: name,
        type: "String",
        value: RELEASE_VERSION,
    }),
    "aws:cloudwatch/getLogGroup:getLogGroup": ({ name }, cloud) =>
        existing(cloud, TYPES.logGroup, name),
    "aws:ec2/getSubnet:getSubnet": (args, cloud) => existing(cloud, TYPES.subnet, args["id"]),
    "aws:ec2/getVpc:getVpc": (args, cloud) => existing(cloud, TYPES.vpc, args["id"]),
    "aws:ec2/getSubnets:getSubnets": (args, cloud) => {
        const inVpc = (args["filters"] as Values[] | undefined)
            ?.filter(({ name }) => name === "vpc-id")
            .flatMap((filter) => textsAt(filter, "values"));
        const ids = cloud
            .all()
            .filter(({ type }) => type === TYPES.subnet)
            .filter(({ inputs }) => inVpc?.includes(textAt(inputs, "vpcId") ?? "") ?? true)
            .map(({ id }) => id);
        return { id: REGION, ids };
    },
    "aws:iam/getPolicyDocument:getPolicyDocument": (args) => ({
        id: "document",
        json: JSON.stringify({ Version: "2012-10-17", Statement: args["statements"] ?? [] }),
    }),
};

/** What a function answers. */
export function answer(name: string, args: Values, cloud: Cloud): Values {
    const known = FUNCTIONS[name];
    if (known === undefined) {
        throw new Error(`the stand-in for aws has no function ${name}: see aws/functions.ts`);
    }
    return { ...args, ...known(args, cloud) };
}

function existing(cloud: Cloud, type: string, id: unknown): Values {
    const found = cloud.find(type, String(id));
    if (found === undefined) {
        throw new Error(`ResourceNotFoundException: no ${type} ${String(id)}`);
    }
    return { id, ...found.inputs, ...found.outputs };
}
