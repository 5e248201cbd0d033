import type * as Pulumi from "@pulumi/pulumi";
import { SECRET, UNKNOWN } from "./resources";

/** A resource's properties as sent to the engine. */
export type Properties = Parameters<typeof Pulumi.runtime.deserializeProperties>[0];

/** Inputs as plain JSON: secrets are masked, unknown values are marked. */
export function plainInputs(
    pulumi: typeof Pulumi,
    properties: Properties,
): Record<string, unknown> {
    const inputs = pulumi.runtime.deserializeProperties(properties, true) as unknown;
    return plain(pulumi, inputs) as Record<string, unknown>;
}

function plain(pulumi: typeof Pulumi, value: unknown): unknown {
    if (pulumi.runtime.isRpcSecret(value)) {
        return SECRET;
    }
    if (pulumi.isUnknown(value)) {
        return UNKNOWN;
    }
    if (Array.isArray(value)) {
        return value.map((entry) => plain(pulumi, entry));
    }
    if (typeof value !== "object" || value === null) {
        return value;
    }
    return Object.fromEntries(
        Object.entries(value).map(([key, entry]) => [key, plain(pulumi, entry)]),
    );
}
