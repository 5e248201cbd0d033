import {
    every,
    fields,
    isSound,
    partOf,
    required,
    rule,
    Shape,
    valueCheck,
} from "../../validation/checks";
import { annotations, labels, nameInLabel } from "../../validation/labels";
import { formatValue } from "../../validation/problems";
import { cpu, cpuCores, memory, memoryMib } from "../../validation/quantities";
import { wholeNumber } from "../../validation/values";
import { DriverArgs, DynamicAllocationArgs, ExecutorArgs, RoleArgs } from "../args/roleArgs";
import { cpuRequest } from "../pods/size";
import { noCredentials } from "./credentialChecks";
import { containers } from "./containerChecks";
import { environmentFields, uniqueVariables } from "./environmentChecks";
import { hostAliases, nodeSelector, sparkPorts, tolerations } from "./podChecks";
import { podRules } from "./podRules";
import { driverResources, resources } from "./resourceChecks";
import { ROLE_KEYS } from "./roleKeys";
import { driverVolumes, executorVolumes } from "./volumeChecks";

/** Spark reserves 300 MiB and needs at least half as much again (`UnifiedMemoryManager`). */
const MIN_HEAP_MIB = 450;

const heap = every(
    memory,
    valueCheck((value) =>
        isSound(memory, value) && memoryMib(value) < MIN_HEAP_MIB
            ? `${formatValue(value)} is too small: Spark needs a heap of at least ${MIN_HEAP_MIB}m (e.g. "512m")`
            : undefined,
    ),
);

const role: Shape<Omit<RoleArgs, "volumes" | "resources">> = {
    cores: wholeNumber(1),
    coreRequest: cpu,
    coreLimit: cpu,
    memory: heap,
    memoryOverhead: memory,
    pool: nameInLabel,
    labels: noCredentials(labels),
    annotations: noCredentials(annotations),
    ...environmentFields,
    tolerations,
    nodeSelector,
    initContainers: containers,
    sidecars: containers,
    hostAliases,
    terminationGracePeriodSeconds: wholeNumber(0),
    ports: sparkPorts,
    // Checked with the role's other keys.
    podTemplate: () => undefined,
};

type Cpu = Pick<RoleArgs, "cores" | "coreRequest" | "coreLimit">;
const cpuOfRole = partOf<Cpu>({ cores: wholeNumber(1), coreRequest: cpu, coreLimit: cpu });

/** Kubernetes rejects a pod whose limit is less than its request. */
const limitCoversRequest = rule((role) => {
    if (!isSound<Cpu>(cpuOfRole, role)) {
        return undefined;
    }
    const { coreLimit } = role;
    const request = cpuRequest(role);
    return cpuCores(coreLimit) < cpuCores(request)
        ? ["coreLimit", `"${coreLimit}" is less than the pod's CPU request ("${request}")`]
        : undefined;
});

const exclusiveExecutorCount = rule(({ instances, dynamicAllocation }) =>
    instances !== undefined && dynamicAllocation !== undefined
        ? ["instances", "cannot be combined with dynamicAllocation: keep one of them"]
        : undefined,
);

const executorRange = rule(({ min, max, initial }) => {
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

export const driver = every(
    fields<DriverArgs>({ ...role, resources: driverResources, volumes: driverVolumes }, ROLE_KEYS),
    limitCoversRequest,
    uniqueVariables,
    podRules("driver"),
);

export const executor = every(
    fields<ExecutorArgs>(
        {
            ...role,
            resources,
            volumes: executorVolumes,
            instances: wholeNumber(1),
            dynamicAllocation: every(
                fields<DynamicAllocationArgs>({
                    min: required(wholeNumber(0)),
                    max: required(wholeNumber(1)),
                    initial: wholeNumber(0),
                }),
                executorRange,
            ),
        },
        ROLE_KEYS,
    ),
    limitCoversRequest,
    exclusiveExecutorCount,
    uniqueVariables,
    podRules("executor"),
);
