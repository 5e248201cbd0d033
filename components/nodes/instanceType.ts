import { Architecture } from "./nodePoolArgs";

/** Shape and price of an EC2 instance type. */
export interface InstanceType {
    /** E.g. `r7g.4xlarge`. */
    name: string;
    arch: Architecture;
    vcpus: number;
    memoryMib: number;
    /** Size of all local NVMe disks together; 0 without any. */
    nvmeGb: number;
    /** Network interfaces that it may have, and IPv4 addresses of each; they limit the pods of a node. */
    networkInterfaces: number;
    addressesPerInterface: number;
    /** On demand, Linux, US dollars. */
    pricePerHour: number;
}
