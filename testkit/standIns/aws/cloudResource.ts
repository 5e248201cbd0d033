import { Values } from "./values";

/** A resource that exists. */
export interface CloudResource {
    type: string;
    id: string;
    /** Logical name, in the program. */
    name: string;
    inputs: Values;
    outputs: Values;
    /** ID of the resource that it was created with and is deleted with. */
    madeWith?: string;
    /** Creation time in milliseconds; one clock for all plugins. */
    madeAt?: number;
    live?: Live;
}

/** Runtime state besides its inputs. */
export interface Live {
    /** Of a node group, as its autoscaler has set it. */
    desiredSize?: number;
    /** Of Kubernetes. */
    version?: string;
    /** Of a bucket: files in it. */
    objects?: number;
    /** Of a cluster: the zones in which it was created, sorted. */
    zones?: string[];
}
