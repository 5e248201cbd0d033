import { CatalogKind } from "../lakehouseArgs";
import { CLOUD_CLASSES } from "./committers";

/** What an image contains for object storage and table formats, besides Spark. */
export const Library = {
    S3a: "s3a",
    Committers: "committers",
    Delta: "delta",
    Iceberg: "iceberg",
    /** The AWS client for Glue, which Iceberg's catalog needs. */
    Glue: "glue",
} as const;
export type Library = (typeof Library)[keyof typeof Library];

/** The names of a library in messages, in Maven and in the folder of jars. */
export interface LibraryNames {
    title: string;
    /** Maven's `group:artifact`, or a prefix of it. */
    artifact: string;
    /** Other packages that include it. */
    includedIn: readonly string[];
    /** Its file among Spark's jars, as shell patterns: one must match. */
    files: readonly string[];
    /** Prefixes of its classes in properties. */
    classes: readonly string[];
}

export const LIBRARIES: Readonly<Record<Library, LibraryNames>> = {
    [Library.S3a]: {
        title: "the connector to S3",
        artifact: "org.apache.hadoop:hadoop-aws",
        includedIn: ["org.apache.spark:spark-hadoop-cloud_"],
        files: ["hadoop-aws-*.jar"],
        classes: ["org.apache.hadoop.fs.s3a."],
    },
    [Library.Committers]: {
        title: "Spark's part of the S3A committers",
        artifact: "org.apache.spark:spark-hadoop-cloud",
        includedIn: [],
        files: ["spark-hadoop-cloud_*.jar"],
        classes: [CLOUD_CLASSES],
    },
    [Library.Delta]: {
        title: "Delta",
        artifact: "io.delta:delta-spark",
        includedIn: [],
        files: ["delta-spark_*.jar"],
        classes: ["io.delta.", "org.apache.spark.sql.delta."],
    },
    [Library.Iceberg]: {
        title: "Iceberg",
        artifact: "org.apache.iceberg:iceberg-spark-runtime",
        includedIn: [],
        files: ["iceberg-spark-runtime-*.jar"],
        classes: ["org.apache.iceberg."],
    },
    [Library.Glue]: {
        title: "AWS' client for Glue",
        artifact: "software.amazon.awssdk:glue",
        includedIn: ["org.apache.iceberg:iceberg-aws-bundle:", "software.amazon.awssdk:bundle:"],
        files: ["glue-2*.jar", "iceberg-aws-bundle-*.jar", "bundle-2*.jar"],
        classes: ["org.apache.iceberg.aws.glue."],
    },
};

/** The libraries whose classes a job's properties name. */
export function neededLibraries(conf: Readonly<Record<string, string>>): Library[] {
    const values = Object.values(conf).flatMap((value) =>
        value.split(",").map((one) => one.trim()),
    );
    const named = Object.values(Library).filter((library) =>
        values.some((value) => LIBRARIES[library].classes.some((name) => value.startsWith(name))),
    );
    const usesGlue = Object.entries(conf).some(
        ([key, value]) =>
            /^spark\.sql\.catalog\.[^.]+\.type$/.test(key) && value === CatalogKind.Glue,
    );
    return usesGlue && !named.includes(Library.Glue) ? [...named, Library.Glue] : named;
}

/** Whether a list of Maven packages includes a library. */
export function includesLibrary(packages: string, library: Library): boolean {
    const { artifact, includedIn } = LIBRARIES[library];
    return packages
        .split(",")
        .map((one) => one.trim())
        .some(
            (one) =>
                new RegExp(`^${artifact}[_:-]`).test(one) ||
                includedIn.some((beginning) => one.startsWith(beginning)),
        );
}
