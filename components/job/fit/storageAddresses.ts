import { isPlainObject } from "../../validation/checks";
import { pathTo } from "../../validation/problems";
import { KnownParts } from "../conf/knownConf";
import { Conf, ConfLayer, isOn } from "../conf/layers";
import { ConnectorParts, openedBy } from "./openedAddresses";

/** What a job does with an address. */
export const Use = {
    Read: "read",
    Write: "write",
    /** Reads or writes it, or names it only: an argument of the program. */
    Unknown: "unknown",
} as const;
export type Use = (typeof Use)[keyof typeof Use];

/** An address in S3 that a job names. */
export interface StorageAddress {
    path: string;
    address: string;
    bucket: string;
    /** Without slashes at its ends; empty for the whole bucket. */
    key: string;
    use: Use;
    /** Whether what is used may be in folders below it only. */
    isParent: boolean;
    layer: ConfLayer;
}

/** Properties that name a folder which Spark writes to. */
const WRITTEN = [
    "spark.eventLog.dir",
    "spark.sql.warehouse.dir",
    "spark.sql.streaming.checkpointLocation",
    "spark.checkpoint.dir",
];

/** The addresses in S3 that a job names, by its arguments and the properties of all layers. */
export function storageAddresses(
    path: string,
    parts: ConnectorParts & Pick<KnownParts, "lakehouse">,
    conf: Conf,
): StorageAddress[] {
    const opened = openedBy(path, parts)
        .filter(({ path: at }) => !at.endsWith("spark.eventLog.dir"))
        .map((one) => ({ ...one, use: Use.Read, isParent: false }));
    return [...opened, ...inProperties(path, conf), ...ofProgram(path, parts.job)].flatMap(
        (one) => {
            const [, bucket, key = ""] = /^s3[an]?:\/\/([^/]+)\/?(.*?)\/*$/.exec(one.address) ?? [];
            return bucket === undefined ? [] : [{ ...one, bucket, key }];
        },
    );
}

type Named = Omit<StorageAddress, "bucket" | "key">;

function inProperties(path: string, conf: Conf): Named[] {
    const logs = isOn(conf["spark.eventLog.enabled"]?.value);
    return Object.entries(conf).flatMap(([name, { value, layer }]) => {
        const isCatalog = /^spark\.sql\.catalog\.[^.]+\.warehouse$/.test(name);
        const isWritten = WRITTEN.includes(name) && (logs || name !== "spark.eventLog.dir");
        if (!isCatalog && !isWritten) {
            return [];
        }
        const at = pathTo(pathTo(path, "conf"), name);
        return [{ path: at, address: value, use: Use.Write, isParent: isCatalog, layer }];
    });
}

/** Also as the value of an option, e.g. `--out=s3a://…`. */
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
        const [, address] =
            /(?:^|=)(s3[an]?:\/\/\S+)$/.exec(typeof value === "string" ? value : "") ?? [];
        const rest = { use: Use.Unknown, isParent: true, layer: ConfLayer.Job };
        return address === undefined ? [] : [{ path: at, address, ...rest }];
    });
}
