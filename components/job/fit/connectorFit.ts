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
import { outOfReach, schemeOf } from "../files/addresses";
import { listed } from "../files/fileReferences";
import { hasHiddenJars, PACKAGES } from "./classPath";
import { ImageOrigin, jobImage } from "./jobImage";
import { ConnectorParts, foldersIn, Opened, openedBy } from "./openedAddresses";

export { ConnectorParts } from "./openedAddresses";

/** An address that the job's image cannot read. */
interface Unreadable extends Opened {
    connector: Connector;
    /** The class that a property names for it. */
    mapped?: string;
}

/** Adds addresses that a job's driver opens, and that its image certainly cannot read. */
export function connectorProblems(path: string, parts: ConnectorParts, problems: Problems): void {
    const conf = knownConf(parts);
    const all = openedBy(path, parts);
    for (const { path: at, address, layer } of all.filter((one) => isUnknown(one.address, conf))) {
        const property = `spark.hadoop.fs.${schemeOf(address)}.impl`;
        problems.add(
            `${at}${ownerOf(layer)}`,
            `${outOfReach(address)}; for another file system, name its class in ${property}`,
        );
    }
    for (const found of unreadable(all, parts, conf)) {
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
    const warned = unreadable(foldersIn(conf), parts, conf);
    return [
        ...mapped,
        ...warned.map(
            (found) =>
                `${found.path}: ${needs(found, parts)}: ` +
                (/warehouse/.test(found.path) ? "tables there fail" : "what opens it fails"),
        ),
    ];
}

function needs({ address, layer, connector, mapped }: Unreadable, parts: ConnectorParts): string {
    const what = mapped ?? connector.artifact ?? `a file system for ${schemeOf(address)}://`;
    return `${formatValue(address)}${ownerOf(layer)} needs ${what}, which image ${formatValue(imageOf(parts))} lacks`;
}

/** Whether no file system is known for an address, and no property names one. */
function isUnknown(address: string, conf: Conf): boolean {
    const scheme = schemeOf(address);
    return (
        scheme !== undefined &&
        !isKnownScheme(scheme) &&
        conf[`spark.hadoop.fs.${scheme}.impl`] === undefined
    );
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
    return `${image} to one that has it (docs/how-to/use-your-own-image.md)`;
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
    const excluded = listed(conf["spark.jars.excludes"]?.value);
    const isExcluded = connector.artifact !== undefined && excluded.includes(connector.artifact);
    return (
        hasHiddenJars(conf, driver) ||
        (bringsConnector(conf[PACKAGES]?.value ?? "", connector) && !isExcluded) ||
        // Nobody knows what is in a jar.
        (afterJars && (main.endsWith(".jar") || conf["spark.jars"] !== undefined))
    );
}
