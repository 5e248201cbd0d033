/** Protocol of a port. */
export const IngressProtocol = { TCP: "TCP", UDP: "UDP", SCTP: "SCTP" } as const;
export type IngressProtocol = (typeof IngressProtocol)[keyof typeof IngressProtocol];

/**
 * A port of a job's pods that others may connect to. Without one, only the job's own pods and
 * monitoring reach them.
 */
export interface IngressArgs {
    /** Number of the port, on the driver and the executors. */
    port: number;
    /** @default TCP */
    protocol?: IngressProtocol;
    /** Names of the namespaces whose pods may connect. */
    from: string[];
}
