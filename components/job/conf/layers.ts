/** The source of a Spark property. Later layers override earlier ones. */
export const ConfLayer = {
    /** The library's default. */
    Library: "library",
    /** The platform's `sparkConf`. */
    Platform: "platform",
    /** The team's `sparkConf`. */
    Team: "team",
    /** The job's `conf`. */
    Job: "job",
} as const;
export type ConfLayer = (typeof ConfLayer)[keyof typeof ConfLayer];

/** Placeholder for a value that is not known yet; no property can have this value. */
export const UNKNOWN = "\0";

/** A Spark property of a job. */
export interface ConfEntry {
    /** Value of the property. */
    value: string;
    /** Where the value comes from. */
    layer: ConfLayer;
}

export const SHUFFLE_TRACKING = "spark.dynamicAllocation.shuffleTracking.enabled";

/** Spark properties with their layers. */
export type Conf = Record<string, ConfEntry>;

/** Properties of a single layer. */
export function layer(
    decidedBy: ConfLayer,
    properties: Readonly<Record<string, string>> = {},
): Conf {
    return Object.fromEntries(
        Object.entries(properties).map(([key, value]) => [key, { value, layer: decidedBy }]),
    );
}

/** Whether Spark reads a property as true. */
export function isOn(value: string | undefined): boolean {
    return value?.trim().toLowerCase() === "true";
}

/** The properties as passed to Spark, without their layers. */
export function valuesOf(conf: Conf): Record<string, string> {
    return Object.fromEntries(Object.entries(conf).map(([key, { value }]) => [key, value]));
}

/** Suffix that names a value's layer in messages; empty for the job's own values. */
export function ownerOf(decidedBy: ConfLayer): string {
    return decidedBy === ConfLayer.Job ? "" : ` of the ${decidedBy}`;
}
