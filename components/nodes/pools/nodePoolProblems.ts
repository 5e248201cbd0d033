import {
    Check,
    EntryCheck,
    fields,
    isPlainObject,
    isSound,
    listOf,
    mapOf,
    required,
} from "../../validation/checks";
import { nameInLabel } from "../../validation/labels";
import { Problems, formatValue } from "../../validation/problems";
import { boolean, dnsLabel, oneOf, wholeNumber } from "../../validation/values";
import { Architecture } from "../instanceTypes/instanceTypes";
import { imagePullProblems } from "./imagePullProblems";
import { Capacity, NodePoolArgs, NodeRole } from "./nodePoolArgs";
import { LEAST_MIBPS, SMALLEST_VOLUME_GIB } from "./nodePoolDefaults";
import { limitProblems } from "./nodePoolLimits";
import { coverageProblems, zoneProblems } from "./nodePoolZones";
import { typeProblems } from "./nodeTypeProblems";
import { NodePoolContext } from "./poolTypes";

/** Names that become values of labels, each once. */
const names: Check = (value, path, problems) => {
    listOf(nameInLabel)(value, path, problems);
    const list: unknown[] = Array.isArray(value) ? value : [];
    if (Array.isArray(value) && list.length === 0) {
        problems.add(path, "is empty: name some, or leave it out");
    }
    const twice = list.find((entry, index) => list.indexOf(entry) !== index);
    if (twice !== undefined) {
        problems.add(path, `has ${formatValue(twice)} twice: keep one of them`);
    }
};

/** gp3 takes as much in every region, and no node needs it. */
const LARGEST_VOLUME_GIB = 16384;

/** The most that Karpenter's CRD names for gp3; EC2 has up to 2000. */
const MOST_MIBPS = 1000;

const poolFields = fields<NodePoolArgs>({
    role: required(oneOf("role", NodeRole)),
    capacity: required(oneOf("capacity", Capacity)),
    zones: names,
    families: names,
    instanceTypes: names,
    arch: oneOf("architecture", Architecture),
    cpuLimit: wholeNumber(1),
    minNodes: wholeNumber(0),
    maxNodes: wholeNumber(1),
    weight: wholeNumber(1, 100),
    localStorage: boolean,
    volumeSizeGib: wholeNumber(SMALLEST_VOLUME_GIB, LARGEST_VOLUME_GIB),
    volumeThroughputMibps: wholeNumber(LEAST_MIBPS, MOST_MIBPS),
    fastImagePull: boolean,
});

/** Check of all node pools: each of them, and that jobs find a place among them. */
export function nodePoolsCheck(context: NodePoolContext): Check {
    const eachPool = mapOf(nodePoolCheck(context));
    return (value, path, problems) => {
        eachPool(value, path, problems);
        const pools: unknown[] = isPlainObject(value) ? Object.values(value) : [];
        if (isPlainObject(value) && pools.every(isPool)) {
            coverageProblems(path, pools, context, problems);
        }
    };
}

function nodePoolCheck(context: NodePoolContext): EntryCheck {
    const check: EntryCheck = (value, path, problems, poolName) => {
        dnsLabel(poolName, path, problems);
        poolFields(value, path, problems);
        if (isPool(value)) {
            zoneProblems(path, value, context, problems);
            typeProblems(path, value, context, problems);
            limitProblems(path, value, context, problems);
            driverProblems(path, value, problems);
            imagePullProblems(path, value, context, problems);
        }
    };
    return Object.assign(check, { example: poolFields.example });
}

/** An error, not a warning: drivers never go to spot nodes, so that the pool would stay empty. */
function driverProblems(path: string, { role, capacity }: NodePoolArgs, problems: Problems): void {
    if (role === NodeRole.Driver && capacity === Capacity.Spot) {
        problems.add(
            `${path}.capacity`,
            `"${Capacity.Spot}" is not for drivers: a job ends with its driver, so that none is ` +
                `placed on nodes that can be taken away; use "${Capacity.OnDemand}"`,
        );
    }
}

function isPool(value: unknown): value is NodePoolArgs {
    return isSound<NodePoolArgs>(poolFields, value);
}
