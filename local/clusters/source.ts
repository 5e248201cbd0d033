import type { Sandbox } from "../../sandbox";
import type { ClusterSourceName } from "../options";

/** A cluster that answers. */
export interface Cluster {
    way: ClusterSourceName;
    context: string;
    /** Undefined: the user's own kubeconfig. */
    kubeconfig?: string;
    uid: string;
    artifacts?: Sandbox["artifacts"];
    /** Image of the lakehouse that the cluster's nodes have. */
    lakehouseImage?: string;
}

/** One of the ways to a cluster. */
export interface ClusterSource {
    /** What is used, for people. */
    description: string;
    /** Why this way is not possible here and how to repair that; undefined where it is possible. */
    obstacle(): Promise<string | undefined>;
    /**
     * What this way changes on the machine and a person should agree to; undefined: nothing of
     * note.
     */
    question(): string | undefined;
    /** The cluster, made where it is missing. Runs again after an interruption. */
    open(): Promise<Cluster>;
    /** Removes what `open` made; nothing for a cluster that others made. */
    remove(): Promise<void>;
}
