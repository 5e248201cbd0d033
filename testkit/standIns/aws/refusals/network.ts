import { ipRange, isWithin, overlaps } from "../../../../components/cluster/network/ipRange";
import { quotaOf, QUOTAS } from "../settings";
import { TYPES } from "../types";
import { textAt } from "../values";
import { Refusal, refusal, Request } from "./refusal";

const ERRORS = "EC2 API, error codes";

const newSubnet = { type: TYPES.subnet, calls: ["create" as const] };

export const NETWORK_REFUSALS: readonly Refusal[] = [
    refusal("a subnet in a zone of another region", ERRORS, newSubnet, ({ inputs, settings }) => {
        const names = settings.zones.map(({ name }) => name);
        const zone = textAt(inputs, "availabilityZone");
        return zone === undefined || names.includes(zone)
            ? undefined
            : `InvalidParameterValue: Value (${zone}) for parameter availabilityZone is invalid. ` +
                  `Subnets can currently only be created in the following availability zones: ${names.join(", ")}.`;
    }),
    refusal("a subnet outside its VPC's IP range", ERRORS, newSubnet, ({ inputs, all }) => {
        const vpc = all.find(({ id }) => id === textAt(inputs, "vpcId"));
        const [outer, inner] = [vpc?.inputs, inputs].map((one) =>
            ipRange(textAt(one, "cidrBlock")),
        );
        return outer === undefined || inner === undefined || isWithin(inner, outer)
            ? undefined
            : `InvalidSubnet.Range: The CIDR '${textAt(inputs, "cidrBlock")}' is invalid.`;
    }),
    refusal(
        "a subnet that overlaps another one of its VPC",
        ERRORS,
        newSubnet,
        ({ inputs, all }) => {
            const own = ipRange(textAt(inputs, "cidrBlock"));
            const over = all.some((one) => {
                const range = ipRange(textAt(one.inputs, "cidrBlock"));
                return (
                    one.type === TYPES.subnet &&
                    textAt(one.inputs, "vpcId") === textAt(inputs, "vpcId") &&
                    own !== undefined &&
                    range !== undefined &&
                    overlaps(own, range)
                );
            });
            return over
                ? `InvalidSubnet.Conflict: The CIDR '${textAt(inputs, "cidrBlock")}' conflicts with another subnet`
                : undefined;
        },
    ),
    refusal(
        "a second route to a destination in a route table",
        "EC2 API, error codes; terraform-provider-aws, internal/service/ec2/vpc_route.go",
        { type: TYPES.route, calls: ["create"] },
        ({ inputs, all }) => {
            const key = ["routeTableId", "destinationCidrBlock", "destinationPrefixListId"];
            const isThere = all.some(
                (one) =>
                    one.type === TYPES.route &&
                    key.every(
                        (property) => textAt(one.inputs, property) === textAt(inputs, property),
                    ),
            );
            return isThere
                ? `RouteAlreadyExists: The route identified by ${textAt(inputs, "destinationCidrBlock")} already exists.`
                : undefined;
        },
    ),
    refusal(
        "more elastic IP addresses than the quota, 5 by default",
        "EC2 user guide, elastic IP addresses",
        { type: TYPES.eip, calls: ["create"] },
        (request) =>
            isOver(request, QUOTAS.elasticIps)
                ? "AddressLimitExceeded: The maximum number of addresses has been reached."
                : undefined,
    ),
    refusal(
        "more VPCs than the quota, 5 by default",
        "VPC user guide, quotas",
        { type: TYPES.vpc, calls: ["create"] },
        (request) =>
            isOver(request, QUOTAS.vpcs)
                ? "VpcLimitExceeded: The maximum number of VPCs has been reached."
                : undefined,
    ),
];

function isOver({ type, all, settings }: Request, quota: string): boolean {
    return all.filter((one) => one.type === type).length >= (quotaOf(settings, quota) ?? Infinity);
}
