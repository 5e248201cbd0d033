import * as pulumi from "@pulumi/pulumi";
import { EnvironmentArgs } from "./environmentArgs";

/** How a port is spoken to. */
export const PortProtocol = { TCP: "TCP", UDP: "UDP", SCTP: "SCTP" } as const;
export type PortProtocol = (typeof PortProtocol)[keyof typeof PortProtocol];

/** A port of a container. It is a name for others to use: network policies decide who reaches it. */
export interface ContainerPortArgs {
    /** Up to 15 lower-case letters, digits and "-". */
    name: string;
    containerPort: number;
    /** @default TCP */
    protocol?: PortProtocol;
}

/** A volume in a container. */
export interface VolumeMountArgs {
    /** Name of one of the role's `volumes`, or of a volume of its `podTemplate`. */
    name: string;
    /** Folder in the container, absolute. */
    mountPath: string;
    /** @default false */
    readOnly?: boolean;
    /** Folder or file of the volume, relative. */
    subPath?: string;
}

/** What a container reserves, and what it may use at most, as Kubernetes quantities. */
export interface ContainerResourcesArgs {
    /**
     * By resource: "cpu", "memory", "ephemeral-storage", or an extended one.
     * @default the limit; without one, 50m of CPU and 64Mi of memory
     */
    requests?: Record<string, string>;
    /** @default no limit of CPU, the request of memory */
    limits?: Record<string, string>;
}

/** A container beside Spark's, under the job's user and Pod Security "restricted". */
export interface ContainerArgs extends EnvironmentArgs {
    /** Name, another one for each container of the pod. */
    name: string;
    image: pulumi.Input<string>;
    /** @default the image's entrypoint */
    command?: pulumi.Input<string>[];
    /** @default the image's */
    args?: pulumi.Input<string>[];
    /** Counted in the team's quota, and where the pods must fit on nodes. */
    resources?: ContainerResourcesArgs;
    ports?: ContainerPortArgs[];
    /** @default the role's `volumes`, where Spark's container has them */
    volumeMounts?: VolumeMountArgs[];
}
