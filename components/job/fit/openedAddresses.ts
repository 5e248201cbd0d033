import * as pulumi from "@pulumi/pulumi";
import { pathTo } from "../../validation/problems";
import { DepsArgs, JobArgs } from "../args/jobArgs";
import { DEPS_PROPERTIES } from "../conf/dependencies";
import { knownConf, KnownParts } from "../conf/knownConf";
import { Conf, ConfLayer, isOn } from "../conf/layers";
import { listed } from "../files/fileReferences";

/** What is looked at of a job and its team. */
export interface ConnectorParts extends KnownParts {
    job: KnownParts["job"] & Pick<JobArgs, "driver">;
    /** Image of the platform; an Output may be any. */
    image?: pulumi.Input<string>;
}

/** An address that the driver opens, and where it stands. */
export interface Opened {
    path: string;
    address: string;
    /** Who has given it. */
    layer: ConfLayer;
    /** Whether it is opened with the job's jars on the class path, and not before them. */
    afterJars: boolean;
}

const LISTS = ["files", "jars", "pyFiles", "archives"] as const satisfies (keyof DepsArgs)[];

/** Properties that name a folder which is opened where the program asks for it, if at all. */
const FOLDERS = [
    ...["spark.sql.warehouse.dir", "spark.checkpoint.dir"],
    ...["spark.hadoop.fs.defaultFS", "spark.hadoop.hive.metastore.warehouse.dir"],
    ...["spark.sql.streaming.checkpointLocation"],
];

/** Addresses of folders that something may open later. */
export function foldersIn(conf: Conf): Opened[] {
    return [...FOLDERS, ...catalogs(conf)].flatMap((name) => property("", conf, name, true));
}

/** Folders of catalogs, where these read files by Hadoop and not by a reader of their own. */
function catalogs(conf: Conf): string[] {
    return Object.keys(conf).filter((name) => {
        const [, catalog] = /^(spark\.sql\.catalog\.[^.]+)\.warehouse$/.exec(name) ?? [];
        return catalog !== undefined && conf[`${catalog}.io-impl`] === undefined;
    });
}

/** Addresses that the driver opens when it starts. */
export function openedBy(path: string, parts: ConnectorParts): Opened[] {
    const { main, deps = {} } = parts.job;
    // With `deps`, the lists would all be the job's.
    const conf = knownConf({ ...parts, job: { ...parts.job, deps: undefined } });
    const ofJob = { layer: ConfLayer.Job, afterJars: false };
    const given = LISTS.flatMap((key) =>
        (deps[key] ?? []).map((address, index) => {
            const list = pathTo(pathTo(path, "deps"), key);
            return { path: pathTo(list, index), address, ...ofJob };
        }),
    );
    // A jar in `main` is in the list of jars, too.
    const more = LISTS.flatMap((key) => property(path, conf, DEPS_PROPERTIES[key], false)).filter(
        ({ address }) => address !== main,
    );
    const logs = isOn(conf["spark.eventLog.enabled"]?.value);
    return [
        { path: pathTo(path, "main"), address: main, ...ofJob },
        ...given,
        ...more,
        // Looked for by `SparkContext` when it starts (`EventLogFileWriter`).
        ...(logs ? property(path, conf, "spark.eventLog.dir", true) : []),
    ];
}

/** The addresses of a property, by whoever gives it. */
function property(path: string, conf: Conf, name: string, afterJars: boolean): Opened[] {
    const { value = "", layer = ConfLayer.Job } = conf[name] ?? {};
    return listed(value).map((address) => ({
        path: pathTo(pathTo(path, "conf"), name),
        address,
        layer,
        afterJars,
    }));
}
