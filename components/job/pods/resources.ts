import * as pulumi from "@pulumi/pulumi";
import {
    GPU,
    GPU_SCRIPT,
    GPU_VENDOR,
    podResources,
    RESOURCE_PREFIXES,
} from "../../spark/resources";
import { ResourceArgs } from "../args/resourceArgs";
import { Toleration } from "./placement";
import { Role } from "./podMemory";

/** The properties that request resources for a role's pods, and announce them to Spark. */
export function resourceConf(
    role: Role,
    resources: Readonly<Record<string, pulumi.Unwrap<ResourceArgs>>> = {},
): Record<string, string> {
    const entries = Object.entries(resources).flatMap(([name, args]) => {
        const ofGpus =
            name === GPU ? { vendor: GPU_VENDOR, discoveryScript: GPU_SCRIPT } : undefined;
        const { amount, perTask } = args;
        const prefix = `${RESOURCE_PREFIXES[role]}${name}`;
        return [
            [`${prefix}.amount`, String(amount)],
            [`${prefix}.vendor`, args.vendor ?? ofGpus?.vendor],
            [`${prefix}.discoveryScript`, args.discoveryScript ?? ofGpus?.discoveryScript],
            ...(perTask === undefined
                ? []
                : [[`${RESOURCE_PREFIXES.task}${name}.amount`, String(perTask)]]),
        ];
    });
    return Object.fromEntries(entries) as Record<string, string>;
}

/** GPU nodes are usually tainted with the resource's name, to keep other pods off. */
export function resourceTolerations(
    role: Role,
    conf: Readonly<Record<string, string>>,
): Toleration[] {
    return Object.keys(podResources(role, conf)).map((key) => ({
        key,
        operator: "Exists",
        effect: "NoSchedule",
    }));
}
