import * as pulumi from "@pulumi/pulumi";
import { pathTo } from "../../validation/problems";
import { DepsArgs, JobArgs } from "../args/jobArgs";
import { DEPS_PROPERTIES } from "../conf/dependencies";
import { knownConf, KnownParts } from "../conf/knownConf";
import { Conf, ConfLayer, isOn } from "../conf/layers";
import { listed } from "../files/fileReferences";

/** The parts of a job and its team that are checked. */
export interface ConnectorParts extends KnownParts {
    job: KnownParts["job"] & Pick<JobArgs, "driver">;
    /** The platform's image; if it is an Output, it may be any image. */
    image?: pulumi.Input<string>;
}

/** A URI that the driver opens, and where it is set. */
export interface Opened {
    path: string;
    uri: string;
    /** The layer that sets it. */
    layer: ConfLayer;
    /** Whether it is opened after the job's jars are on the class path, not before. */
    afterJars: boolean;
}

const LISTS = ["files", "jars", "pyFiles", "archives"] as const satisfies (keyof DepsArgs)[];

/** Properties that name a folder which is opened only when the program needs it. */
const FOLDERS = [
    ...["spark.sql.warehouse.dir", "spark.checkpoint.dir"],
    ...["spark.hadoop.fs.defaultFS", "spark.hadoop.hive.metastore.warehouse.dir"],
    ...["spark.sql.streaming.checkpointLocation"],
];

/** URIs of folders that may be opened later. */
export function folderUris(conf: Conf): Opened[] {
    return [...FOLDERS, ...catalogs(conf)].flatMap((name) => property("", conf, name, true));
}

/** Warehouses of catalogs that read files through Hadoop, not a reader of their own. */
function catalogs(conf: Conf): string[] {
    return Object.keys(conf).filter((name) => {
        const [, catalog] = /^(spark\.sql\.catalog\.[^.]+)\.warehouse$/.exec(name) ?? [];
        return catalog !== undefined && conf[`${catalog}.io-impl`] === undefined;
    });
}

/** URIs that the driver opens when it starts. */
export function openedUris(path: string, parts: ConnectorParts): Opened[] {
    const { main, deps = {} } = parts.job;
    // With `deps`, all lists would count as the job's.
    const conf = knownConf({ ...parts, job: { ...parts.job, deps: undefined } });
    const ofJob = { layer: ConfLayer.Job, afterJars: false };
    const given = LISTS.flatMap((key) =>
        (deps[key] ?? []).map((uri, index) => {
            const list = pathTo(pathTo(path, "deps"), key);
            return { path: pathTo(list, index), uri, ...ofJob };
        }),
    );
    // A jar in `main` is also in the list of jars.
    const more = LISTS.flatMap((key) => property(path, conf, DEPS_PROPERTIES[key], false)).filter(
        ({ uri }) => uri !== main,
    );
    const logs = isOn(conf["spark.eventLog.enabled"]?.value);
    return [
        { path: pathTo(path, "main"), uri: main, ...ofJob },
        ...given,
        ...more,
        // Opened by `SparkContext` when it starts (`EventLogFileWriter`).
        ...(logs ? property(path, conf, "spark.eventLog.dir", true) : []),
    ];
}

/** The URIs in a property, from any layer. */
function property(path: string, conf: Conf, name: string, afterJars: boolean): Opened[] {
    const { value = "", layer = ConfLayer.Job } = conf[name] ?? {};
    return listed(value).map((uri) => ({
        path: pathTo(pathTo(path, "conf"), name),
        uri,
        layer,
        afterJars,
    }));
}
