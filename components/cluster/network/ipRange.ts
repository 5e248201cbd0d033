import { Check, valueCheck } from "../../validation/checks";
import { formatValue, userError } from "../../validation/problems";

/** A range of IPv4 addresses. */
export interface IpRange {
    /** The first address, as a number. */
    first: number;
    /** Bits that all of its addresses share. */
    prefix: number;
}

/** Reads `10.0.0.0/16`; nothing where it is no range, or its address is not the first one. */
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

/** Check of a range of addresses. */
export function ipRangeCheck(example: string): Check {
    return valueCheck((value) =>
        ipRange(value) === undefined
            ? `${formatValue(value)} is not a range of IPv4 addresses that begins with its first one ` +
              `(e.g. "${example}")`
            : undefined,
    );
}

/** The same for a range that is known to be one. */
export function rangeOf(text: string): IpRange {
    const range = ipRange(text);
    if (range === undefined) {
        throw userError(`${formatValue(text)} is not a range of IPv4 addresses`);
    }
    return range;
}

export function shownRange({ first, prefix }: IpRange): string {
    const parts = [24, 16, 8, 0].map((bits) => Math.floor(first / 2 ** bits) % 256);
    return `${parts.join(".")}/${prefix}`;
}

/** One of the equal parts of a range, which is cut in two `bits` times. */
export function partOf({ first, prefix }: IpRange, bits: number, index: number): IpRange {
    return { first: first + index * sizeOf(prefix + bits), prefix: prefix + bits };
}

export function overlaps(a: IpRange, b: IpRange): boolean {
    return a.first < b.first + sizeOf(b.prefix) && b.first < a.first + sizeOf(a.prefix);
}

/** Whether all of a range is inside of another. */
export function isWithin(inner: IpRange, outer: IpRange): boolean {
    return inner.prefix >= outer.prefix && overlaps(inner, outer);
}

function sizeOf(prefix: number): number {
    return 2 ** (32 - prefix);
}
