import { Check, fields, input, isPlainObject, listOf } from "../../validation/checks";
import { pathTo, Problems, formatValue } from "../../validation/problems";
import { boolean, oneOf, nonEmptyString } from "../../validation/values";
import { isWithin, IpRange, ipRange, ipRangeCheck, overlaps, rangeOf, shownRange } from "./ipRange";
import { Nat, NetworkArgs } from "./networkArgs";
import { isZoneOf, MOST_ZONES } from "./networkPlan";
import { missingZonesProblem, networkZones } from "./networkZones";
import { subnetsCheck } from "./subnetProblems";

export const DEFAULT_CIDR = "10.0.0.0/16";

/** The longest prefix is that of the largest VPC (VPC user guide, VPC CIDR blocks). */
const LARGEST = 16;

/**
 * A /20 gives each zone 512 addresses. A node of 16 vCPUs may hold 60 of them: the VPC CNI keeps
 * one network interface of 30 in reserve (aws/amazon-vpc-cni-k8s, docs/eni-and-ip-target.md).
 */
const SMALLEST = 20;

const PRIVATE_RANGES = ["10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "100.64.0.0/10"];

/** One of them becomes the range of services (EKS API reference, KubernetesNetworkConfigRequest). */
const SERVICE_RANGES = ["10.100.0.0/16", "172.20.0.0/16"];

/** What only a new VPC has. */
const OF_NEW = ["cidr", "zones", "nat", "interfaceEndpoints"] as const;

/** Check of a network's arguments, in one region. */
export function networkCheck(region: string): Check {
    const shape = fields<NetworkArgs>({
        cidr: vpcRange,
        zones: listOf(nonEmptyString),
        nat: oneOf("NAT", Nat),
        interfaceEndpoints: boolean,
        vpcId: input(nonEmptyString),
        privateSubnets: subnetsCheck(region),
    });
    return (args = {}, path, problems) => {
        shape(args, path, problems);
        if (!isPlainObject(args)) {
            return;
        }
        if (args["vpcId"] === undefined && args["privateSubnets"] === undefined) {
            newProblems(args, region, path, problems);
        } else {
            existingProblems(args, path, problems);
        }
    };
}

const isRange = ipRangeCheck(DEFAULT_CIDR);

const vpcRange: Check = (value, path, problems) => {
    isRange(value, path, problems);
    const range = ipRange(value);
    if (range !== undefined) {
        rangeProblems(range, path, problems);
    }
};

function rangeProblems(range: IpRange, path: string, problems: Problems): void {
    const ours = formatValue(shownRange(range));
    if (range.prefix < LARGEST || range.prefix > SMALLEST) {
        const why =
            range.prefix < LARGEST
                ? "is larger than a VPC may be"
                : "is too small for nodes and pods";
        problems.add(path, `${ours} ${why}: use /${LARGEST} to /${SMALLEST}`);
    }
    if (!PRIVATE_RANGES.some((name) => isWithin(range, rangeOf(name)))) {
        problems.add(path, `${ours} is not in a private range: use ${PRIVATE_RANGES.join(", ")}`);
    }
    for (const services of SERVICE_RANGES.filter((name) => overlaps(range, rangeOf(name)))) {
        problems.add(
            path,
            `${ours} overlaps ${services}, which EKS may give to services: use another range`,
        );
    }
}

function newProblems(
    args: Record<string, unknown>,
    region: string,
    path: string,
    problems: Problems,
): void {
    const { nat, interfaceEndpoints } = args;
    if (nat === Nat.None && interfaceEndpoints === false) {
        problems.add(
            pathTo(path, "interfaceEndpoints"),
            `is false, and nat is "${Nat.None}": nodes could reach neither EKS nor their images. ` +
                "Leave it out, or use a NAT gateway",
        );
    }
    const { zones: given } = args;
    if (
        given !== undefined &&
        !(Array.isArray(given) && given.every((zone) => typeof zone === "string"))
    ) {
        return;
    }
    const at = pathTo(path, "zones");
    const missing = given === undefined ? missingZonesProblem(region) : undefined;
    if (missing !== undefined) {
        problems.add(at, missing);
    }
    const zones = networkZones({ zones: given }, region);
    zones.forEach((zone, index) => {
        if (!isZoneOf(region, zone)) {
            problems.add(
                pathTo(at, index),
                `${formatValue(zone)} is not a zone of ${region} (e.g. "${region}a")`,
            );
        }
        if (zones.indexOf(zone) < index) {
            problems.add(pathTo(at, index), `${formatValue(zone)} is there already`);
        }
    });
    countProblems(zones.length, at, problems);
}

function existingProblems(args: Record<string, unknown>, path: string, problems: Problems): void {
    for (const key of OF_NEW.filter((name) => args[name] !== undefined)) {
        problems.add(
            pathTo(path, key),
            "is for a new VPC: remove it, or remove vpcId and privateSubnets",
        );
    }
    for (const key of ["vpcId", "privateSubnets"].filter((name) => args[name] === undefined)) {
        problems.add(pathTo(path, key), "is missing: a VPC that is there needs both");
    }
    const { privateSubnets } = args;
    if (Array.isArray(privateSubnets) && privateSubnets.every(isPlainObject)) {
        const zones = new Set(privateSubnets.map(({ zone }) => zone));
        if (zones.size < 2) {
            problems.add(
                pathTo(path, "privateSubnets"),
                `has ${zones.size} zone: EKS wants subnets in two or more`,
            );
        }
    }
}

function countProblems(count: number, path: string, problems: Problems): void {
    if (count < 2 || count > MOST_ZONES) {
        problems.add(
            path,
            `has ${count}: EKS wants two zones or more, and there is room for ${MOST_ZONES}`,
        );
    }
}
