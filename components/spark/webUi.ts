import { formatValue } from "../validation/problems";
import { mergedConf } from "./defaults";

/** Port of Spark's own pages and metrics. */
export const UI_PORT = "spark.ui.port";

const UI_ENABLED = "spark.ui.enabled";

/** Spark's default (`org.apache.spark.internal.config.UI`). */
const DEFAULT_PORT = 4040;

/** Spark's user may not listen on lower ones. */
const LOWEST_PORT = 1024;
const HIGHEST_PORT = 65_535;

type Properties = Readonly<Record<string, string>>;

/** Port on which a driver serves its pages and metrics; later layers win. */
export function uiPort(...layers: (Properties | undefined)[]): number {
    return Number(mergedConf(...layers)[UI_PORT] ?? DEFAULT_PORT);
}

/** Whether a driver has pages and metrics at all. */
export function hasUi(properties: Properties): boolean {
    return properties[UI_ENABLED]?.trim().toLowerCase() !== "false";
}

/**
 * What is wrong with the port, or nothing. Spark and the operator make Services with the number that
 * stands there, so 0 ("any") cannot work.
 */
export function uiPortProblem(key: string, value: unknown): string | undefined {
    if (key !== UI_PORT || typeof value !== "string") {
        return undefined;
    }
    const isPort =
        /^\d+$/.test(value) && Number(value) >= LOWEST_PORT && Number(value) <= HIGHEST_PORT;
    return isPort
        ? undefined
        : `${formatValue(value)} is not a port for Spark's pages: a whole number from ${LOWEST_PORT} to ${HIGHEST_PORT}`;
}
