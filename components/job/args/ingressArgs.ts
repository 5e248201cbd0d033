import { PortProtocol } from "./containerArgs";

/**
 * A port of a job's pods that others may connect to. All other ports are open only to the job's own
 * pods and to monitoring.
 */
export interface IngressArgs {
    /** Port number, on the driver and the executors. */
    port: number;
    /**
     * Protocol of the port.
     * @default "TCP"
     */
    protocol?: PortProtocol;
    /** Namespaces whose pods may connect. */
    from: string[];
}
