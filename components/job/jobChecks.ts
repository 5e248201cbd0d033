import {
    Check,
    fields,
    isKnown,
    mapOf,
    memory,
    quantity,
    valueCheck,
    wholeNumber,
} from "../checks";
import { annotations, labels } from "../labels";
import { anyText } from "../texts";
import { pathTo, shown } from "../validation";
import { RoleArgs } from "./jobArgs";
import { cpuRequest } from "./size";
import { cpuCores, memoryMib } from "./units";

/** Spark reserves 300 MiB and wants half as much again for work (`UnifiedMemoryManager`). */
const MIN_HEAP_MIB = 450;

/** Several checks of one value. */
export function every(...checks: Check[]): Check {
    return (value, path, problems) => checks.forEach((check) => check(value, path, problems));
}

/** A rule between several keys of a map: returns the key that is wrong and why. */
export function rule(
    broken: (map: Record<string, unknown>) => [key: string, message: string] | undefined,
): Check {
    return (value, path, problems) => {
        if (typeof value !== "object" || value === null || !isKnown(value)) {
            return;
        }
        const found = broken(value as Record<string, unknown>);
        if (found !== undefined) {
            problems.add(pathTo(path, found[0]), found[1]);
        }
    };
}

const heap = every(
    memory,
    valueCheck((value) =>
        memoryMib(value) < MIN_HEAP_MIB
            ? `${shown(value)} is too little: Spark needs a heap of ${MIN_HEAP_MIB}m or more (e.g. "512m")`
            : undefined,
    ),
);

const role = {
    cores: wholeNumber(1),
    coreRequest: quantity,
    coreLimit: quantity,
    memory: heap,
    labels,
    annotations,
    env: mapOf(anyText, (key) =>
        /^[A-Za-z_]\w*$/.test(key)
            ? undefined
            : `"${key}" is not the name of a variable (e.g. "TZ")`,
    ),
};

/** Kubernetes refuses a pod whose limit is less than its request. */
const limitCoversRequest = rule((role) => {
    const { cores, coreRequest, coreLimit } = role as RoleArgs;
    const request = cpuRequest({ cores, coreRequest });
    return cpuCores(coreLimit) < cpuCores(request)
        ? ["coreLimit", `"${coreLimit}" is less than the CPU that the pod requests ("${request}")`]
        : undefined;
});

const oneWayToCount = rule(({ instances, dynamicAllocation }) =>
    instances !== undefined && dynamicAllocation !== undefined
        ? ["instances", "does not go with dynamicAllocation: keep one of them"]
        : undefined,
);

const orderedCounts = rule(({ min, max, initial }) => {
    if (typeof min !== "number" || typeof max !== "number") {
        return undefined;
    }
    if (min > max) {
        return ["min", `${min} is more than max (${max})`];
    }
    return typeof initial === "number" && (initial < min || initial > max)
        ? ["initial", `${initial} is not between min (${min}) and max (${max})`]
        : undefined;
});

export const driver = every(fields(role), limitCoversRequest);

export const executor = every(
    fields({
        ...role,
        instances: wholeNumber(1),
        dynamicAllocation: every(
            fields({ min: wholeNumber(0), max: wholeNumber(1), initial: wholeNumber(0) }, [
                "min",
                "max",
            ]),
            orderedCounts,
        ),
    }),
    limitCoversRequest,
    oneWayToCount,
);
