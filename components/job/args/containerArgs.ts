import * as pulumi from "@pulumi/pulumi";
import { EnvironmentArgs } from "./environmentArgs";

/** Protocol of a port. */
export const PortProtocol = { TCP: "TCP", UDP: "UDP", SCTP: "SCTP" } as const;
export type PortProtocol = (typeof PortProtocol)[keyof typeof PortProtocol];

/**
 * A port of a container. It only names the port for others: network policies decide who can
 * connect.
 */
export interface ContainerPortArgs {
    /** Name: up to 15 lower-case letters, digits and "-". */
    name: string;
    /** Port number, from 1 to 65535. */
    containerPort: number;
    /**
     * Protocol of the port.
     * @default "TCP"
     */
    protocol?: PortProtocol;
}

/** A volume mounted into a container. */
export interface VolumeMountArgs {
    /** Name of one of the role's `volumes`, or of a volume in its `podTemplate`. */
    name: string;
    /** Absolute path in the container. */
    mountPath: string;
    /**
     * Mounts the volume read-only.
     * @default false
     */
    readOnly?: boolean;
    /**
     * Relative path of a folder or file in the volume.
     * @default the whole volume
     */
    subPath?: string;
}

/** Requests and limits of a container, as Kubernetes quantities. */
export interface ContainerResourcesArgs {
    /**
     * Requests by resource: "cpu", "memory", "ephemeral-storage", or an extended resource.
     * @default the limit; without one, 50m of CPU and 64Mi of memory
     * @example { cpu: "100m", memory: "128Mi" }
     */
    requests?: Record<string, string>;
    /**
     * Limits by resource.
     * @default no CPU limit; the memory request is also the memory limit
     */
    limits?: Record<string, string>;
}

/** A container beside Spark's. It runs as the job's user, under Pod Security "restricted". */
export interface ContainerArgs extends EnvironmentArgs {
    /** Name: a DNS label, unique among the pod's containers. */
    name: string;
    /** Image. It is pulled by the job's `imagePullPolicy`, with its `imagePullSecrets`. */
    image: pulumi.Input<string>;
    /**
     * Entrypoint. Write a credential as `$(NAME)`, with the variable in `secretEnv`.
     * @default the image's
     */
    command?: pulumi.Input<string>[];
    /**
     * Arguments of the entrypoint. Write a credential as `$(NAME)`, with the variable in
     * `secretEnv`.
     * @default the image's
     */
    args?: pulumi.Input<string>[];
    /**
     * Requests and limits. They count towards the team's quota, and towards the size of the nodes
     * that the pods need.
     * @default 50m of CPU, 64Mi of memory
     */
    resources?: ContainerResourcesArgs;
    /**
     * Ports of the container.
     * @default []
     */
    ports?: ContainerPortArgs[];
    /**
     * Volumes mounted into the container.
     * @default the role's `volumes`, at the same paths as in Spark's container
     */
    volumeMounts?: VolumeMountArgs[];
}
