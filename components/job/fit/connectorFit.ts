import * as pulumi from "@pulumi/pulumi";
import { LIBRARIES, Library } from "../../lakehouse/conf/neededJars";
import {
    bringsConnector,
    Connector,
    connectorFor,
    isUsualClass,
} from "../../spark/imageConnectors";
import { formatValue, pathTo, Problems } from "../../validation/problems";
import { DepsArgs, JobArgs } from "../args/jobArgs";
import { DEPS_PROPERTIES } from "../conf/dependencies";
import { knownConf, KnownParts } from "../conf/knownConf";
import { Conf, ConfLayer, ownerOf } from "../conf/layers";
import { schemeOf } from "../files/addresses";
import { listed } from "../files/fileReferences";
import { hasHiddenJars, PACKAGES } from "./classPath";
import { ImageOrigin, jobImage } from "./jobImage";

/** What is looked at of a job and its team. */
export interface ConnectorParts extends KnownParts {
    job: Pick<JobArgs, "main" | "deps" | "conf" | "image" | "driver">;
    /** Image of the platform; an Output may be any. */
    image?: pulumi.Input<string>;
}

/** An address that the driver opens, and where it stands. */
interface Opened {
    path: string;
    address: string;
    /** Who has given it. */
    layer: ConfLayer;
    /** Whether it is opened with the job's jars on the class path, and not before them. */
    afterJars: boolean;
}

/** An address that the job's image cannot read. */
interface Unreadable extends Opened {
    connector: Connector;
    /** The class that a property names for it. */
    mapped?: string;
}

const LISTS = ["files", "jars", "pyFiles", "archives"] as const satisfies (keyof DepsArgs)[];

const WAREHOUSE = "spark.sql.warehouse.dir";

/** Adds addresses that a job's driver opens, and that its image certainly cannot read. */
export function connectorProblems(path: string, parts: ConnectorParts, problems: Problems): void {
    const conf = knownConf(parts);
    for (const found of unreadable(openedBy(path, parts), parts, conf)) {
        if (found.mapped === undefined) {
            const { artifact } = found.connector;
            const image = setImage(parts, found.connector);
            const other =
                artifact === undefined
                    ? 'use another URI (e.g. "s3a://…" for Amazon S3)'
                    : "name that in `deps.packages`";
            problems.add(found.path, `${needs(found, parts)}: ${image}, or ${other}`);
        }
    }
}

/** What may fail in a job that is accepted: one message for each address. */
export function connectorWarnings(parts: ConnectorParts): string[] {
    const conf = knownConf(parts);
    const mapped = unreadable(openedBy("", parts), parts, conf)
        .filter((found) => found.mapped !== undefined)
        .map(
            (found) =>
                `${found.path}: ${needs(found, parts)}: the job fails unless a jar brings it`,
        );
    // Spark itself only warns, too (`SharedState`): a job need not have tables there.
    const warehouse = unreadable(property("", conf, WAREHOUSE, true), parts, conf);
    return [
        ...mapped,
        ...warehouse.map((found) => `${found.path}: ${needs(found, parts)}: tables there fail`),
    ];
}

function needs({ address, layer, connector, mapped }: Unreadable, parts: ConnectorParts): string {
    const what = mapped ?? connector.artifact ?? `a file system for ${schemeOf(address)}://`;
    return `${formatValue(address)}${ownerOf(layer)} needs ${what}, which image ${formatValue(imageOf(parts))} lacks`;
}

function imageOf(parts: ConnectorParts): unknown {
    return jobImage(parts).image;
}

/** What to do about the image. */
function setImage(parts: ConnectorParts, connector: Connector): string {
    const { origin } = jobImage(parts);
    const { lakehouse } = parts;
    if (origin === ImageOrigin.Library && isS3A(connector) && lakehouse?.image !== undefined) {
        return "set `tableFormat`, with which it runs in lakehouse.image";
    }
    const image =
        origin === ImageOrigin.Job
            ? "set another `image`"
            : "set `image`, with its `sparkVersion`,";
    return `${image} to one that has it (docs/images.md)`;
}

function isS3A({ artifact }: Connector): boolean {
    return artifact === LIBRARIES[Library.S3a].artifact;
}

function unreadable(opened: readonly Opened[], parts: ConnectorParts, conf: Conf): Unreadable[] {
    const { libraries } = jobImage(parts);
    if (libraries === undefined) {
        return [];
    }
    return opened.flatMap((one) => {
        const mapped = mappedClass(one.address, conf);
        const connector = connectorFor(schemeOf(one.address) ?? "", mapped);
        const isLacking =
            connector !== undefined &&
            !(isS3A(connector) && libraries.includes(Library.S3a)) &&
            !isBrought(connector, one, parts, conf);
        return isLacking ? [{ ...one, connector, mapped }] : [];
    });
}

/** The class that a property maps an address' scheme to, where it is not the usual one. */
function mappedClass(address: string, conf: Conf): string | undefined {
    const scheme = schemeOf(address) ?? "";
    const mapped = conf[`spark.hadoop.fs.${scheme}.impl`]?.value;
    return mapped !== undefined && isUsualClass(scheme, mapped) ? undefined : mapped;
}

/**
 * Whether something beside the image may bring a connector in time. In the driver, packages are on the
 * class path before anything is fetched (`SparkSubmit.prepareSubmitEnvironment`, "in K8s client mode,
 * when in the driver"), and jars after it.
 */
function isBrought(
    connector: Connector,
    { afterJars }: Opened,
    { job: { main, driver } }: ConnectorParts,
    conf: Conf,
): boolean {
    return (
        hasHiddenJars(conf, driver) ||
        bringsConnector(conf[PACKAGES]?.value ?? "", connector) ||
        // Nobody knows what is in a jar.
        (afterJars && (main.endsWith(".jar") || conf["spark.jars"] !== undefined))
    );
}

function openedBy(path: string, parts: ConnectorParts): Opened[] {
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
    const logs = conf["spark.eventLog.enabled"]?.value.trim().toLowerCase() === "true";
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
