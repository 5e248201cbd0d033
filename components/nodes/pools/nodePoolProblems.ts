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
import { MIN_MIBPS, MIN_VOLUME_GIB } from "./nodePoolDefaults";
import { limitProblems } from "./nodePoolLimits";
import { coverageProblems, zoneProblems } from "./nodePoolZones";
import { typeProblems } from "./nodeTypeProblems";
import { NodePoolContext } from "./poolTypes";

/** Check of distinct names that become label values. */
const names: Check = (value, path, problems) => {
    listOf(nameInLabel)(value, path, problems);
    const list: unknown[] = Array.isArray(value) ? value : [];
    if (Array.isArray(value) && list.length === 0) {
        problems.add(path, "is empty: list some, or omit it");
    }
    const twice = list.find((entry, index) => list.indexOf(entry) !== index);
    if (twice !== undefined) {
        problems.add(path, `lists ${formatValue(twice)} twice: keep one of them`);
    }
};

/** Supported by gp3 in every region, and more than any node needs. */
const MAX_VOLUME_GIB = 16384;

/** Karpenter's documented limit for gp3; EC2 supports up to 2000. */
const MAX_MIBPS = 1000;

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
    volumeSizeGib: wholeNumber(MIN_VOLUME_GIB, MAX_VOLUME_GIB),
    volumeThroughputMibps: wholeNumber(MIN_MIBPS, MAX_MIBPS),
    fastImagePull: boolean,
});

/** Check of all node pools: each one, and that together they cover all jobs. */
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

/** An error, not a warning: drivers never run on spot nodes, so the pool would stay empty. */
function driverProblems(path: string, { role, capacity }: NodePoolArgs, problems: Problems): void {
    if (role === NodeRole.Driver && capacity === Capacity.Spot) {
        problems.add(
            `${path}.capacity`,
            `cannot be "${Capacity.Spot}" for drivers: a job ends with its driver, so drivers are never ` +
                `placed on nodes that can be interrupted; use "${Capacity.OnDemand}"`,
        );
    }
}

function isPool(value: unknown): value is NodePoolArgs {
    return isSound<NodePoolArgs>(poolFields, value);
}
