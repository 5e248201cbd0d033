import { Architecture } from "../pools/nodePoolArgs";

/** Shape and price of an EC2 instance type. */
export interface InstanceType {
    /** E.g. `r7g.4xlarge`. */
    name: string;
    arch: Architecture;
    vcpus: number;
    memoryMib: number;
    /** Size of all local NVMe disks together, in 10^9 bytes; 0 without any. */
    nvmeGb: number;
    /**
     * Interfaces of the default network card, the only one that the VPC CNI uses. They and the
     * addresses limit the pods of a node.
     */
    networkInterfaces: number;
    /** IPv4 addresses of each interface. */
    addressesPerInterface: number;
    /** On demand, Linux, US dollars, in us-east-1 on `PRICE_DATE`. */
    pricePerHour: number;
}
