import type { Sandbox } from "../../sandbox";
import type { ClusterSourceName } from "../options";

/** A reachable cluster. */
export interface Cluster {
    source: ClusterSourceName;
    context: string;
    /** Undefined for the user's own kubeconfig. */
    kubeconfig?: string;
    uid: string;
    artifacts?: Sandbox["artifacts"];
    /** The lakehouse image that the cluster's nodes already hold. */
    lakehouseImage?: string;
}

/** Where a cluster comes from. */
export interface ClusterSource {
    /** What is used, as shown to the user. */
    description: string;
    /** Why this source is not available here and how to fix that; undefined if it is available. */
    obstacle(): Promise<string | undefined>;
    /**
     * What this source changes on the machine that the user should agree to; undefined for nothing
     * of note.
     */
    question(): string | undefined;
    /** The cluster, created if it is missing. Can be called again after an interruption. */
    open(): Promise<Cluster>;
    /** Removes what `open` created; does nothing for a cluster that others created. */
    remove(): Promise<void>;
}
