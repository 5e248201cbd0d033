import { Values } from "./values";

/** A resource that exists. */
export interface CloudResource {
    type: string;
    id: string;
    /** Logical name, in the program. */
    name: string;
    inputs: Values;
    outputs: Values;
    /** Made with another one, and goes with it: the id of that. */
    madeWith?: string;
    /** Since when it exists, in milliseconds; one clock for all plugins. */
    madeAt?: number;
    live?: Live;
}

/** What is known of a running thing beside its inputs. */
export interface Live {
    /** Of a node group, as its autoscaler has set it. */
    desiredSize?: number;
    /** Of Kubernetes. */
    version?: string;
    /** Of a bucket: files in it. */
    objects?: number;
    /** Of a cluster: those in which it was made, sorted. */
    zones?: string[];
}
