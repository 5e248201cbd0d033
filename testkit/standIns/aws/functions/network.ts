import { TYPES } from "../types";
import { textAt, textsAt, Values } from "../values";
import { Answer, existing, shown } from "./answer";

/** Zones, subnets and the like. */
export const NETWORK_FUNCTIONS: Readonly<Record<string, Answer>> = {
    "aws:index/getPartition:getPartition": () => ({
        id: "aws",
        partition: "aws",
        dnsSuffix: "amazonaws.com",
        reverseDnsPrefix: "com.amazonaws",
    }),
    "aws:index/getRegion:getRegion": (_, { settings: { region } }) => ({
        id: region,
        name: region,
        region,
        description: region,
        endpoint: `ec2.${region}.amazonaws.com`,
    }),
    "aws:index/getAvailabilityZones:getAvailabilityZones": (
        _,
        { settings: { region, zones } },
    ) => ({
        id: region,
        region,
        names: zones.map(({ name }) => name),
        zoneIds: zones.map(({ id }) => id),
        groupNames: [region],
    }),
    "aws:ec2/getSubnet:getSubnet": ({ id }, cloud) =>
        shown(existing(cloud, TYPES.subnet, String(id), "EC2 Subnet")),
    "aws:ec2/getVpc:getVpc": ({ id }, cloud) =>
        shown(existing(cloud, TYPES.vpc, String(id), "EC2 VPC")),
    "aws:ec2/getSubnets:getSubnets": (args, cloud) => {
        const inVpc = (args["filters"] as Values[] | undefined)
            ?.filter(({ name }) => name === "vpc-id")
            .flatMap((filter) => textsAt(filter, "values"));
        const ids = cloud
            .all()
            .filter(({ type }) => type === TYPES.subnet)
            .filter(({ inputs }) => inVpc?.includes(textAt(inputs, "vpcId") ?? "") ?? true)
            .map(({ id }) => id);
        return { id: cloud.settings.region, ids };
    },
};
