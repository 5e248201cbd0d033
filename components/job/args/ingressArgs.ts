import { PortProtocol } from "./containerArgs";

/**
 * A port of a job's pods that others may connect to. Without one, only the job's own pods and
 * monitoring reach them.
 */
export interface IngressArgs {
    /** Number of the port, on the driver and the executors. */
    port: number;
    /** @default TCP */
    protocol?: PortProtocol;
    /** Names of the namespaces whose pods may connect. */
    from: string[];
}
