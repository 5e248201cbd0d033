import data from "./instanceTypeData.json";

/** Processor architecture, as Kubernetes names it. */
export const Architecture = { Amd64: "amd64", Arm64: "arm64" } as const;
export type Architecture = (typeof Architecture)[keyof typeof Architecture];

/** One line of the data file; its first key names the columns. */
type Row = [
    name: string,
    arch: Architecture,
    vcpus: number,
    memoryMib: number,
    nvmeGb: number,
    networkInterfaces: number,
    addressesPerInterface: number,
    pricePerHour: number,
];

/** The day of all prices, e.g. `2026-07-06`. They are those of us-east-1: elsewhere they differ. */
export const PRICE_DATE = data.priceDate;

/**
 * Virtual machines on the Nitro System for general use (m), with much CPU (c), memory (r, x) or
 * local disk (i, im, is), Intel, AMD and Graviton. Sorted by family and size. Types whose price or
 * network limits are not published yet are not among them; scripts/generateInstanceTypes.ts makes
 * the data and tells which.
 */
export const instanceTypes: ReadonlyMap<string, InstanceType> = new Map(
    (data.types as Row[]).map((row) => [row[0], instanceType(row)]),
);

function instanceType(row: Row): InstanceType {
    const [name, arch, vcpus, memoryMib, nvmeGb, networkInterfaces, addresses, pricePerHour] = row;
    return {
        name,
        arch,
        vcpus,
        memoryMib,
        nvmeGb,
        networkInterfaces,
        addressesPerInterface: addresses,
        pricePerHour,
    };
}

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
