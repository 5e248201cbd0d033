import { LakehouseConnection } from "../../lakehouse/lakehouseConnection";
import { ResolvedLakehouse } from "../../lakehouse/conf/storageParts";
import { TableFormat } from "../../spark/tableFormat";
import { JobDefaultsArgs } from "../../team/jobDefaultsArgs";
import { isPlainObject } from "../../validation/checks";
import { JobArgs } from "../args/jobArgs";
import { dependencies } from "./dependencies";
import { givenConf } from "./layeredConf";
import { Conf, UNKNOWN } from "./layers";

export { UNKNOWN } from "./layers";

/** What the properties of all layers are built from. */
export interface KnownParts {
    job: Pick<
        JobArgs,
        | "main"
        | "deps"
        | "conf"
        | "tableFormat"
        | "sparkVersion"
        | "image"
        | "arguments"
        | "parameters"
    >;
    /** The team's. */
    tableFormat?: TableFormat;
    lakehouse?: LakehouseConnection;
    jobDefaults?: Pick<JobDefaultsArgs, "image">;
    platformConf?: Record<string, string>;
    sparkConf?: Record<string, string>;
}

/** A job's own properties; a value that is still an Output is UNKNOWN. */
export function confWithUnknowns(conf: unknown): Record<string, string> {
    const values = Object.entries(isPlainObject(conf) ? conf : {}).map(([name, value]) => [
        name,
        typeof value === "string" ? value : UNKNOWN,
    ]);
    return Object.fromEntries(values) as Record<string, string>;
}

/** The properties of all layers; a value that is still an Output is UNKNOWN. */
export function knownConf({ job, tableFormat, lakehouse, jobDefaults, ...team }: KnownParts): Conf {
    const { main, deps, conf, sparkVersion, image = jobDefaults?.image } = job;
    const args = {
        ...{ main, deps, sparkVersion, conf: confWithUnknowns(conf) },
        arguments: (job.arguments ?? []).map(known),
        parameters: confWithUnknowns(job.parameters),
    };
    const given = givenConf({
        ...{ args, ...team },
        tableFormat: job.tableFormat ?? tableFormat,
        lakehouse: lakehouse && knownLakehouse(lakehouse),
        image: typeof image === "string" ? image : undefined,
    });
    return { ...given, ...dependencies(args, given) };
}

function known(value: unknown): string {
    return typeof value === "string" ? value : UNKNOWN;
}

function knownLakehouse({ region, catalog, objectStore }: LakehouseConnection): ResolvedLakehouse {
    return {
        catalog,
        ...(region !== undefined && { region: known(region) }),
        ...(objectStore && { objectStore: { ...objectStore, secret: known(objectStore.secret) } }),
    };
}
