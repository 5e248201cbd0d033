import { Check, fields, input, isPlainObject, listOf } from "../../validation/checks";
import { pathTo, Problems, formatValue } from "../../validation/problems";
import { boolean, oneOf, nonEmptyString } from "../../validation/values";
import {
    isWithin,
    IpRange,
    ipRange,
    ipRangeCheck,
    overlaps,
    rangeOf,
    formatRange,
} from "./ipRange";
import { Nat, NetworkArgs } from "./networkArgs";
import { isZoneOf, MAX_ZONES } from "./networkPlan";
import { missingZonesProblem, networkZones } from "./networkZones";
import { subnetsCheck } from "./subnetProblems";

export const DEFAULT_CIDR = "10.0.0.0/16";

/** That of the largest VPC (VPC user guide, VPC CIDR blocks). */
const SHORTEST_PREFIX = 16;

/**
 * A /20 gives each zone 512 IP addresses. A node with 16 vCPUs may hold 60 of them: the VPC CNI keeps
 * one network interface of 30 in reserve (aws/amazon-vpc-cni-k8s, docs/eni-and-ip-target.md).
 */
const LONGEST_PREFIX = 20;

const PRIVATE_RANGES = ["10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "100.64.0.0/10"];

/** One of them becomes the service range (EKS API reference, KubernetesNetworkConfigRequest). */
const SERVICE_RANGES = ["10.100.0.0/16", "172.20.0.0/16"];

/** Keys that apply only to a new VPC. */
const NEW_VPC_KEYS = ["cidr", "zones", "nat", "interfaceEndpoints"] as const;

/** Check of a network's arguments in one region. */
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
    const ours = formatValue(formatRange(range));
    if (range.prefix < SHORTEST_PREFIX || range.prefix > LONGEST_PREFIX) {
        const why =
            range.prefix < SHORTEST_PREFIX
                ? "is larger than a VPC can be"
                : "is too small for nodes and pods";
        problems.add(path, `${ours} ${why}: use /${SHORTEST_PREFIX} to /${LONGEST_PREFIX}`);
    }
    if (!PRIVATE_RANGES.some((name) => isWithin(range, rangeOf(name)))) {
        problems.add(path, `${ours} is not in a private range: use ${PRIVATE_RANGES.join(", ")}`);
    }
    for (const services of SERVICE_RANGES.filter((name) => overlaps(range, rangeOf(name)))) {
        problems.add(
            path,
            `${ours} overlaps ${services}, which EKS may use for services: use another range`,
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
            `is false and nat is "${Nat.None}": nodes could reach neither EKS nor their images. ` +
                "Omit it, or use a NAT gateway",
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
            problems.add(pathTo(at, index), `${formatValue(zone)} is listed twice`);
        }
    });
    countProblems(zones.length, at, problems);
}

function existingProblems(args: Record<string, unknown>, path: string, problems: Problems): void {
    for (const key of NEW_VPC_KEYS.filter((name) => args[name] !== undefined)) {
        problems.add(
            pathTo(path, key),
            "is only for a new VPC: remove it, or remove vpcId and privateSubnets",
        );
    }
    for (const key of ["vpcId", "privateSubnets"].filter((name) => args[name] === undefined)) {
        problems.add(
            pathTo(path, key),
            "is missing: an existing VPC needs both vpcId and privateSubnets",
        );
    }
    const { privateSubnets } = args;
    if (Array.isArray(privateSubnets) && privateSubnets.every(isPlainObject)) {
        const zones = new Set(privateSubnets.map(({ zone }) => zone));
        if (zones.size < 2) {
            problems.add(
                pathTo(path, "privateSubnets"),
                `covers ${zones.size} zone: EKS requires subnets in at least two`,
            );
        }
    }
}

function countProblems(count: number, path: string, problems: Problems): void {
    if (count < 2 || count > MAX_ZONES) {
        problems.add(
            path,
            `has ${count}: EKS requires at least two zones, and the VPC has room for ${MAX_ZONES}`,
        );
    }
}
