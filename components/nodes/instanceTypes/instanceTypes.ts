import data from "./instanceTypeData.json";

/** Processor architecture, as Kubernetes names it. */
export const Architecture = { Amd64: "amd64", Arm64: "arm64" } as const;
export type Architecture = (typeof Architecture)[keyof typeof Architecture];

/** One row of the data file, whose first key lists the columns. */
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

/** Date of all prices, e.g. `2026-07-06`. Prices are for us-east-1 and differ in other regions. */
export const PRICE_DATE = data.priceDate;

/**
 * Nitro instance types that are general-purpose (m) or optimized for compute (c), memory (r, x) or
 * storage (i, im, is), with Intel, AMD and Graviton processors. Sorted by family and size. Types
 * without a published price or network limits are not included; scripts/generateInstanceTypes.ts,
 * which generates the data, lists them.
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
    /** Total size of all local NVMe disks, in 10^9 bytes; 0 if there are none. */
    nvmeGb: number;
    /**
     * Interfaces of the default network card, the only one that the VPC CNI uses. Together with the IP
     * addresses per interface, they limit the number of pods per node.
     */
    networkInterfaces: number;
    /** IPv4 addresses of each interface. */
    addressesPerInterface: number;
    /** On demand, Linux, US dollars, in us-east-1 on `PRICE_DATE`. */
    pricePerHour: number;
}
