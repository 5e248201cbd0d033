import * as pulumi from "@pulumi/pulumi";
import { RoleArgs } from "../args/roleArgs";

/** Small enough that drivers, executors and the operator share a laptop. */
export const SMALL = { cores: 1, coreRequest: "250m", memory: "512m" } as const;

/** CPU request of a role's pods, as a Kubernetes quantity. */
export function cpuRequest({
    cores,
    coreRequest,
}: {
    cores?: number;
    coreRequest?: string;
}): string {
    return coreRequest ?? (cores === undefined ? SMALL.coreRequest : String(cores));
}

/** Size of a role in the fields of a SparkApplication. */
export function size(args: pulumi.Unwrap<RoleArgs>) {
    return {
        cores: args.cores ?? SMALL.cores,
        coreRequest: cpuRequest(args),
        coreLimit: args.coreLimit,
        memory: args.memory ?? SMALL.memory,
    };
}
