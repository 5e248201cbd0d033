import { textOf } from "./texts";

const BYTES: Record<string, number> = {
    "": 1,
    m: 1e-3,
    k: 1e3,
    M: 1e6,
    G: 1e9,
    T: 1e12,
    P: 1e15,
    Ki: 2 ** 10,
    Mi: 2 ** 20,
    Gi: 2 ** 30,
    Ti: 2 ** 40,
    Pi: 2 ** 50,
};

/** Bytes of a Kubernetes quantity such as `2Gi`, `512M` or `1024`; NaN for anything else. */
export function quantityBytes(quantity: unknown): number {
    const [, amount, unit = "?"] = /^(\d+(?:\.\d+)?)([A-Za-z]*)$/.exec(textOf(quantity)) ?? [];
    return Number(amount) * (BYTES[unit] ?? NaN);
}
