import { isPlainObject } from "../../validation/checks";
import { pathTo } from "../../validation/problems";
import { KnownParts } from "../conf/knownConf";
import { Conf, ConfLayer, isOn } from "../conf/layers";
import { ConnectorParts, openedUris } from "./openedUris";

/** How a job uses a URI. */
export const Use = {
    Read: "read",
    Write: "write",
    /** Reads it, writes it, or only names it: an argument of the program. */
    Unknown: "unknown",
} as const;
export type Use = (typeof Use)[keyof typeof Use];

/** An S3 URI that a job names. */
export interface StorageUri {
    path: string;
    uri: string;
    bucket: string;
    /** Without leading or trailing slashes; empty for the whole bucket. */
    key: string;
    use: Use;
    /** Whether only folders below it may be used. */
    isParent: boolean;
    layer: ConfLayer;
}

/** Properties that name a folder that Spark writes to. */
const WRITTEN = [
    "spark.eventLog.dir",
    "spark.sql.warehouse.dir",
    "spark.sql.streaming.checkpointLocation",
    "spark.checkpoint.dir",
];

/** The S3 URIs in a job's arguments and the properties of all layers. */
export function storageUris(
    path: string,
    parts: ConnectorParts & Pick<KnownParts, "lakehouse">,
    conf: Conf,
): StorageUri[] {
    const opened = openedUris(path, parts)
        .filter(({ path: at }) => !at.endsWith("spark.eventLog.dir"))
        .map((one) => ({ ...one, use: Use.Read, isParent: false }));
    return [...opened, ...inProperties(path, conf), ...ofProgram(path, parts.job)].flatMap(
        (one) => {
            const [, bucket, key = ""] = /^s3[an]?:\/\/([^/]+)\/?(.*?)\/*$/.exec(one.uri) ?? [];
            return bucket === undefined ? [] : [{ ...one, bucket, key }];
        },
    );
}

type Named = Omit<StorageUri, "bucket" | "key">;

function inProperties(path: string, conf: Conf): Named[] {
    const logs = isOn(conf["spark.eventLog.enabled"]?.value);
    return Object.entries(conf).flatMap(([name, { value, layer }]) => {
        const isCatalog = /^spark\.sql\.catalog\.[^.]+\.warehouse$/.test(name);
        const isWritten = WRITTEN.includes(name) && (logs || name !== "spark.eventLog.dir");
        if (!isCatalog && !isWritten) {
            return [];
        }
        const at = pathTo(pathTo(path, "conf"), name);
        return [{ path: at, uri: value, use: Use.Write, isParent: isCatalog, layer }];
    });
}

/** Includes values of options, e.g. `--out=s3a://…`. */
function ofProgram(path: string, job: object): Named[] {
    const { arguments: given, parameters }: { arguments?: unknown; parameters?: unknown } = job;
    const list = Array.isArray(given) ? (given as unknown[]) : [];
    const map = isPlainObject(parameters) ? parameters : {};
    const named = [
        ...list.map((value, index) => [pathTo(pathTo(path, "arguments"), index), value] as const),
        ...Object.entries(map).map(
            ([key, value]) => [pathTo(pathTo(path, "parameters"), key), value] as const,
        ),
    ];
    return named.flatMap(([at, value]) => {
        const [, uri] =
            /(?:^|=)(s3[an]?:\/\/\S+)$/.exec(typeof value === "string" ? value : "") ?? [];
        const rest = { use: Use.Unknown, isParent: true, layer: ConfLayer.Job };
        return uri === undefined ? [] : [{ path: at, uri, ...rest }];
    });
}
