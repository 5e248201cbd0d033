import { isPlainObject } from "../../validation/checks";
import { JobArgs } from "../args/jobArgs";
import { dependencies } from "./dependencies";
import { givenConf } from "./layeredConf";
import { Conf, UNKNOWN } from "./layers";

export { UNKNOWN } from "./layers";

/** What the properties of all layers come from. */
export interface KnownParts {
    job: Pick<JobArgs, "main" | "deps" | "conf">;
    platformConf?: Record<string, string>;
    sparkConf?: Record<string, string>;
}

/** A job's own properties before everything is known. */
export function markedConf(conf: unknown): Record<string, string> {
    const values = Object.entries(isPlainObject(conf) ? conf : {}).map(([name, value]) => [
        name,
        typeof value === "string" ? value : UNKNOWN,
    ]);
    return Object.fromEntries(values) as Record<string, string>;
}

/** The properties of all layers before everything is known: a value that is an Output is UNKNOWN. */
export function knownConf({ job: { main, deps, conf }, ...team }: KnownParts): Conf {
    const args = { main, deps, conf: markedConf(conf) };
    const given = givenConf({ args, ...team });
    return { ...given, ...dependencies(args, given) };
}
