import { InstanceType } from "./instanceType";
import data from "./instanceTypeData.json";
import { Architecture } from "../pools/nodePoolArgs";

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
