import { Check, valueCheck } from "../checks";
import { shown } from "../validation";

const SECONDS: Record<string, number> = { s: 1, m: 60, h: 3600, d: 86400 };
const KIBIBYTES: Record<string, number> = { k: 1, m: 1024, g: 1024 ** 2, t: 1024 ** 3 };

/** A time in words of people: `90s`, `15m`, `2h`, `7d`. */
export const duration: Check = valueCheck((value) =>
    typeof value === "string" && /^[1-9][0-9]*[smhd]$/.test(value)
        ? undefined
        : `${shown(value)} is not a duration: a whole number and s, m, h or d (e.g. "90s", "7d")`,
);

export function durationSeconds(text: string): number {
    return parseInt(text, 10) * (SECONDS[text.slice(-1)] ?? 1);
}

/** MiB of a Spark memory size such as `512m`; NaN for anything else. */
export function memoryMib(size: unknown): number {
    const [, amount, unit = ""] = /^(\d+)([kmgt])$/.exec(String(size)) ?? [];
    return (Number(amount) * (KIBIBYTES[unit] ?? NaN)) / 1024;
}

/** Cores of a Kubernetes CPU quantity such as `2`, `0.5` or `500m`; NaN for anything else. */
export function cpuCores(quantity: unknown): number {
    const cores = parseFloat(String(quantity));
    return String(quantity).endsWith("m") ? cores / 1000 : cores;
}
