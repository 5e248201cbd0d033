import { Check, valueCheck } from "../../validation/checks";
import { formatValue, userError } from "../../validation/problems";

/** A range of IPv4 addresses. */
export interface IpRange {
    /** The first IP address, as a number. */
    first: number;
    /** Length of the prefix that all IP addresses in the range share, in bits. */
    prefix: number;
}

/** Parses `10.0.0.0/16`; `undefined` if it is not a range or does not start with its first IP address. */
export function ipRange(text: unknown): IpRange | undefined {
    const found = typeof text === "string" ? /^([\d.]+)\/(\d\d?)$/.exec(text) : null;
    const parts = found?.[1]?.split(".") ?? [];
    const prefix = Number(found?.[2]);
    const isAddress =
        parts.length === 4 &&
        parts.every((part) => /^(0|[1-9]\d{0,2})$/.test(part) && Number(part) < 256);
    const first = parts.reduce((sum, part) => sum * 256 + Number(part), 0);
    const size = sizeOf(prefix);
    return isAddress && prefix <= 32 && first % size === 0 ? { first, prefix } : undefined;
}

/** Check of a range of IP addresses. */
export function ipRangeCheck(example: string): Check {
    return valueCheck((value) =>
        ipRange(value) === undefined
            ? `${formatValue(value)} is not an IPv4 range in CIDR notation that starts with its first ` +
              `IP address (e.g. "${example}")`
            : undefined,
    );
}

/** Parses a string that is known to be a range. */
export function rangeOf(text: string): IpRange {
    const range = ipRange(text);
    if (range === undefined) {
        throw userError(`${formatValue(text)} is not an IPv4 range`);
    }
    return range;
}

export function formatRange({ first, prefix }: IpRange): string {
    const parts = [24, 16, 8, 0].map((bits) => Math.floor(first / 2 ** bits) % 256);
    return `${parts.join(".")}/${prefix}`;
}

/** The `index`-th of the 2^`bits` equal parts of a range. */
export function partOf({ first, prefix }: IpRange, bits: number, index: number): IpRange {
    return { first: first + index * sizeOf(prefix + bits), prefix: prefix + bits };
}

export function overlaps(a: IpRange, b: IpRange): boolean {
    return a.first < b.first + sizeOf(b.prefix) && b.first < a.first + sizeOf(a.prefix);
}

/** Whether a range lies entirely within another. */
export function isWithin(inner: IpRange, outer: IpRange): boolean {
    return inner.prefix >= outer.prefix && overlaps(inner, outer);
}

function sizeOf(prefix: number): number {
    return 2 ** (32 - prefix);
}
