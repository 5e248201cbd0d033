import { LIBRARIES, Library } from "../../lakehouse/conf/neededJars";
import {
    bringsConnector,
    Connector,
    connectorFor,
    isKnownScheme,
    isUsualClass,
} from "../../spark/imageConnectors";
import { formatValue, Problems } from "../../validation/problems";
import { knownConf } from "../conf/knownConf";
import { Conf, ownerOf } from "../conf/layers";
import { unreachableUri, schemeOf } from "../files/uris";
import { listed } from "../files/fileReferences";
import { hasHiddenJars, PACKAGES } from "./classPath";
import { ImageOrigin, jobImage } from "./jobImage";
import { ConnectorParts, folderUris, Opened, openedUris } from "./openedUris";

export { ConnectorParts } from "./openedUris";

/** A URI that the job's image cannot read. */
interface Unreadable extends Opened {
    connector: Connector;
    /** The class that a property sets for its scheme. */
    mapped?: string;
}

/** Adds URIs that a job's driver opens and its image certainly cannot read. */
export function connectorProblems(path: string, parts: ConnectorParts, problems: Problems): void {
    const conf = knownConf(parts);
    const all = openedUris(path, parts);
    for (const { path: at, uri, layer } of all.filter((one) => isUnknown(one.uri, conf))) {
        const property = `spark.hadoop.fs.${schemeOf(uri)}.impl`;
        problems.add(
            `${at}${ownerOf(layer)}`,
            `${unreachableUri(uri)}; for another file system, set its class in ${property}`,
        );
    }
    for (const found of unreadable(all, parts, conf)) {
        if (found.mapped === undefined) {
            const { artifact } = found.connector;
            const image = setImage(parts, found.connector);
            const other =
                artifact === undefined
                    ? 'use another URI (e.g. "s3a://…" for Amazon S3)'
                    : "add that to `deps.packages`";
            problems.add(found.path, `${needs(found, parts)}: ${image}, or ${other}`);
        }
    }
}

/** What may fail in an accepted job: one message for each URI. */
export function connectorWarnings(parts: ConnectorParts): string[] {
    const conf = knownConf(parts);
    const mapped = unreadable(openedUris("", parts), parts, conf)
        .filter((found) => found.mapped !== undefined)
        .map(
            (found) =>
                `${found.path}: ${needs(found, parts)}: the job fails unless a jar provides it`,
        );
    // Spark itself only warns, too (`SharedState`): a job may have no tables there.
    const warned = unreadable(folderUris(conf), parts, conf);
    return [
        ...mapped,
        ...warned.map(
            (found) =>
                `${found.path}: ${needs(found, parts)}: ` +
                (/warehouse/.test(found.path) ? "tables there will fail" : "opening it will fail"),
        ),
    ];
}

function needs({ uri, layer, connector, mapped }: Unreadable, parts: ConnectorParts): string {
    const what = mapped ?? connector.artifact ?? `a file system for ${schemeOf(uri)}://`;
    return `${formatValue(uri)}${ownerOf(layer)} needs ${what}, which image ${formatValue(imageOf(parts))} lacks`;
}

/** Whether a URI's scheme has no known file system, and no property sets one. */
function isUnknown(uri: string, conf: Conf): boolean {
    const scheme = schemeOf(uri);
    return (
        scheme !== undefined &&
        !isKnownScheme(scheme) &&
        conf[`spark.hadoop.fs.${scheme}.impl`] === undefined
    );
}

function imageOf(parts: ConnectorParts): unknown {
    return jobImage(parts).image;
}

/** Advice about the image. */
function setImage(parts: ConnectorParts, connector: Connector): string {
    const { origin } = jobImage(parts);
    const { lakehouse } = parts;
    if (origin === ImageOrigin.Library && isS3A(connector) && lakehouse?.image !== undefined) {
        return "set `tableFormat`, to run it in lakehouse.image";
    }
    const image =
        origin === ImageOrigin.Job ? "set `image`" : "set `image`, with its `sparkVersion`,";
    return `${image} to one that has it (docs/how-to/build-a-lakehouse-image.md)`;
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
        const mapped = mappedClass(one.uri, conf);
        const connector = connectorFor(schemeOf(one.uri) ?? "", mapped);
        const isLacking =
            connector !== undefined &&
            !(isS3A(connector) && libraries.includes(Library.S3a)) &&
            !isBrought(connector, one, parts, conf);
        return isLacking ? [{ ...one, connector, mapped }] : [];
    });
}

/** The class that a property sets for a URI's scheme, if it is not the usual one. */
function mappedClass(uri: string, conf: Conf): string | undefined {
    const scheme = schemeOf(uri) ?? "";
    const mapped = conf[`spark.hadoop.fs.${scheme}.impl`]?.value;
    return mapped !== undefined && isUsualClass(scheme, mapped) ? undefined : mapped;
}

/**
 * Whether something other than the image may provide a connector in time. The driver adds packages
 * to the class path before it fetches anything (`SparkSubmit.prepareSubmitEnvironment`, "in K8s
 * client mode, when in the driver"), and jars afterwards.
 */
function isBrought(
    connector: Connector,
    { afterJars }: Opened,
    { job: { main, driver } }: ConnectorParts,
    conf: Conf,
): boolean {
    const excluded = listed(conf["spark.jars.excludes"]?.value);
    const isExcluded = connector.artifact !== undefined && excluded.includes(connector.artifact);
    return (
        hasHiddenJars(conf, driver) ||
        (bringsConnector(conf[PACKAGES]?.value ?? "", connector) && !isExcluded) ||
        // A jar may contain anything.
        (afterJars && (main.endsWith(".jar") || conf["spark.jars"] !== undefined))
    );
}
