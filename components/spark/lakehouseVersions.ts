import * as semver from "semver";
import { firstSparkWithPodIdentity, versions } from "../versions";
import { isAtLeast } from "../validation/versionOrder";

/** What a Spark line reads and writes tables with, besides plain files. */
export const tableFormats = ["delta", "iceberg", "hudi"] as const;
export type FormatName = (typeof tableFormats)[number];

/** One library in Maven's words. */
export interface Artifact {
    /** `group:artifact`. */
    name: string;
    version: string;
}

/** A table format's jar for one Spark line. */
export interface FormatLibrary extends Artifact {
    /** Whether an image of `images/spark` can have it, and tests have run it. */
    tested: boolean;
}

/** Which versions belong together. */
export interface LakehouseLine {
    /** Release that `images/spark` builds. */
    spark: string;
    scala: string;
    /** Of `hadoop-client-api` in Spark's distribution; `hadoop-aws` must have the same version. */
    hadoop: string;
    /** AWS' SDK for Java that this `hadoop-aws` was built with (its `hadoop-project` pom). */
    awsSdk: Artifact;
    /** The SDK of Iceberg's `S3FileIO` and `GlueCatalog`, by single modules. */
    icebergSdk: Artifact;
    formats: Readonly<Partial<Record<FormatName, FormatLibrary>>>;
}

const SDK_V1 = "com.amazonaws:aws-java-sdk";
const SDK_V2 = "software.amazon.awssdk";

/**
 * By minor version of Spark. Iceberg stays at 1.11.0: 1.12.0 wants `apache5-client`, which AWS' SDK
 * 2.29.52 does not have, and hadoop-aws 3.4.2 cannot use a newer SDK.
 */
export const lakehouseLines: Readonly<Record<string, LakehouseLine>> = {
    "4.1": {
        spark: versions.spark,
        scala: "2.13",
        hadoop: "3.4.2",
        awsSdk: { name: SDK_V2, version: "2.29.52" },
        icebergSdk: { name: SDK_V2, version: "2.29.52" },
        formats: {
            delta: library("io.delta:delta-spark_4.1_2.13", "4.4.0"),
            iceberg: library("org.apache.iceberg:iceberg-spark-runtime-4.1_2.13", "1.11.0"),
        },
    },
    "4.0": {
        spark: "4.0.2",
        scala: "2.13",
        hadoop: "3.4.1",
        awsSdk: { name: SDK_V2, version: "2.29.52" },
        icebergSdk: { name: SDK_V2, version: "2.29.52" },
        formats: {
            delta: library("io.delta:delta-spark_4.0_2.13", "4.4.0"),
            iceberg: library("org.apache.iceberg:iceberg-spark-runtime-4.0_2.13", "1.11.0"),
            hudi: untested("org.apache.hudi:hudi-spark4.0-bundle_2.13", "1.2.0"),
        },
    },
    "3.5": {
        spark: versions.olderSpark,
        scala: "2.12",
        hadoop: "3.3.4",
        awsSdk: { name: SDK_V1, version: "1.12.262" },
        // Beside the first SDK, whose packages have other names.
        icebergSdk: { name: SDK_V2, version: "2.29.52" },
        formats: {
            delta: library("io.delta:delta-spark_2.12", "3.3.3"),
            iceberg: library("org.apache.iceberg:iceberg-spark-runtime-3.5_2.12", "1.11.0"),
            hudi: untested("org.apache.hudi:hudi-spark3.5-bundle_2.12", "1.2.0"),
        },
    },
};

/** Releases on Maven Central for lines that have no image here, so that a message can name them. */
const ELSEWHERE: Readonly<Record<string, readonly FormatName[]>> = { "4.2": ["delta"] };

/** The line of a Spark version such as `4.1.2` or `4.1`, if the catalogue has it. */
export function lakehouseLine(sparkVersion: string): LakehouseLine | undefined {
    return lakehouseLines[lineOf(sparkVersion)];
}

/** `hadoop-aws` and the committers of one Spark version, which must fit it to the last number. */
export function connectorsOf(line: LakehouseLine): Artifact[] {
    return [
        { name: "org.apache.hadoop:hadoop-aws", version: line.hadoop },
        { name: `org.apache.spark:spark-hadoop-cloud_${line.scala}`, version: line.spark },
    ];
}

/** Why no image of `images/spark` has a format for a Spark version, if so. */
export function formatProblem(sparkVersion: string, format: string): string | undefined {
    const line = lakehouseLine(sparkVersion);
    if (line === undefined) {
        const released = ELSEWHERE[lineOf(sparkVersion)]?.map(titleOf).join(", ");
        const there = released === undefined ? "" : ` (${released} alone supports it)`;
        return (
            `${titleOf(format)} has no release that is tested with Spark ${sparkVersion}${there}: ` +
            `use ${linesWith(format)}`
        );
    }
    const found = line.formats[format as FormatName];
    if (found === undefined) {
        return (
            `${titleOf(format)} has no release for Spark ${sparkVersion}: use ` +
            `${namesOf(testedFormats(line))} with it, or ${linesWith(format)}`
        );
    }
    return found.tested
        ? undefined
        : `${titleOf(format)} is not tested here: put ${found.name}:${found.version} into an image ` +
              `of your own, or use ${namesOf(testedFormats(line))}`;
}

/** Why pods of a Spark version cannot use EKS Pod Identity with the line's own jars, if so. */
export function podIdentityProblem(sparkVersion: string): string | undefined {
    if (isAtLeast(sparkVersion, firstSparkWithPodIdentity)) {
        return undefined;
    }
    const sdk = lakehouseLine(sparkVersion)?.awsSdk;
    const has = sdk === undefined ? "" : `, whose S3A has AWS' SDK ${sdk.version},`;
    return (
        `Spark ${sparkVersion}${has} does not support EKS Pod Identity (SDK 1.12.746 or 2.21.30): ` +
        `use identity "irsa", or Spark ${linesFrom(firstSparkWithPodIdentity).join(" or ")}`
    );
}

/** Formats that an image of the line can have. */
export function testedFormats({ formats }: LakehouseLine): FormatName[] {
    return tableFormats.filter((format) => formats[format]?.tested);
}

function library(name: string, version: string): FormatLibrary {
    return { name, version, tested: true };
}

/** Upstream has it, the registries that the tests use do not. */
function untested(name: string, version: string): FormatLibrary {
    return { name, version, tested: false };
}

function lineOf(sparkVersion: string): string {
    const found = semver.coerce(sparkVersion);
    return found === null ? sparkVersion : `${found.major}.${found.minor}`;
}

function linesFrom(least: string): string[] {
    return Object.keys(lakehouseLines).filter((line) => isAtLeast(line, least));
}

/** E.g. `Spark 4.1, 4.0 or 3.5`. */
function linesWith(format: string): string {
    const lines = Object.entries(lakehouseLines)
        .filter(([, { formats }]) => formats[format as FormatName] !== undefined)
        .map(([line]) => line);
    return lines.length === 0
        ? `one of ${namesOf(tableFormats)}`
        : `Spark ${lines.join(", ").replace(/, ([^,]*)$/, " or $1")}`;
}

function namesOf(formats: readonly string[]): string {
    return formats.map(titleOf).join(" or ");
}

function titleOf(format: string): string {
    const titles: Record<string, string> = { delta: "Delta", iceberg: "Iceberg", hudi: "Hudi" };
    return titles[format] ?? `"${format}"`;
}
