import { versions } from "../versions";
import { S3A_ENDPOINT, S3A_PROVIDER, S3A_REGION } from "./conf/s3aConf";
import { CATALOG_NAME, catalogProperty } from "./conf/tableFormats";
import { CatalogKind, LakehouseArgs, LakehouseBucketArgs } from "./lakehouseArgs";
import { CLEANUP, KEY_VARIABLES } from "./objectStore/names";

/** A difference between a platform with an object store and one on EKS. */
export interface ParityLine {
    /** Subject of the difference. */
    what: string;
    /** How it is on this platform. */
    here: string;
    /** How it is on EKS. */
    onEks: string;
    /**
     * What differs in the manifest of a job: Spark properties, variables and fields.
     * @default nothing
     */
    differs?: string[];
}

/**
 * What a platform emulates outside AWS, and how its jobs differ from the same jobs on EKS; `undefined`
 * if it uses S3 itself.
 */
export function parityLines({
    objectStore,
    buckets = {},
    catalog,
}: LakehouseArgs): ParityLine[] | undefined {
    if (objectStore === undefined) {
        return undefined;
    }
    return [
        ...SERVER,
        ...Object.entries(buckets).flatMap(([name, args]) => ignored(name, args)),
        ...(catalog?.kind === CatalogKind.Hadoop ? [catalogLine(catalog.name)] : []),
        {
            what: "placement",
            here: "zones of this cluster's nodes, if they have any",
            onEks: "one zone of the cluster's subnets for each job",
            // The name ends in a hash of everything that differs.
            differs: ["topology.kubernetes.io/zone", "metadata.name"],
        },
    ];
}

const SERVER: readonly ParityLine[] = [
    {
        what: "server",
        here: `versitygw ${versions.objectStore}: one pod with one volume, which destroy deletes`,
        onEks: "Amazon S3",
        differs: [S3A_ENDPOINT, S3A_REGION, "spark.hadoop.fs.s3a.path.style.access"],
    },
    {
        what: "identity",
        here: "a key for each team, in a Secret of its namespace; it does not expire",
        onEks: "a role for each team, by EKS Pod Identity or IRSA; its credentials expire",
        differs: [S3A_PROVIDER, KEY_VARIABLES.id, KEY_VARIABLES.secret],
    },
    {
        what: "rights",
        here: "policies of the buckets, of the same statements",
        onEks: "policies of the roles",
    },
    {
        what: "encryption in transit",
        here: "none: HTTP inside of the cluster",
        onEks: "TLS only",
        differs: ["spark.hadoop.fs.s3a.connection.ssl.enabled"],
    },
    {
        what: "encryption at rest",
        here: "none but that of the volume",
        onEks: "S3's own keys, or a key in KMS",
    },
    {
        what: "lifecycle",
        here: `the CronJob ${CLEANUP} aborts uploads, every hour, counted from their last part`,
        onEks: "a rule of the bucket aborts uploads, once a day, counted from their beginning",
    },
    {
        what: "consistency",
        here: "strong, by one server; no object can be below another one, since they are files",
        onEks: "strong; names of objects are free",
    },
    {
        what: "versioning",
        here: "none: what is overwritten or deleted is gone",
        onEks: "none, unless a bucket asks for it",
    },
];

/** Settings of a bucket that only S3 supports. */
function ignored(name: string, args: LakehouseBucketArgs): ParityLine[] {
    const { versioning, expireAfterDays = {} } = args;
    const path = `lakehouse.buckets.${name}`;
    const here = "has no effect";
    return [
        ...(versioning === true
            ? [{ what: `${path}.versioning`, here, onEks: "old versions are kept" }]
            : []),
        ...(Object.keys(expireAfterDays).length > 0
            ? [{ what: `${path}.expireAfterDays`, here, onEks: "old files are deleted" }]
            : []),
    ];
}

function catalogLine(name = CATALOG_NAME): ParityLine {
    const prefix = catalogProperty(name);
    const parts = ["type", "warehouse", "io-impl", "client.region", "client.credentials-provider"];
    return {
        what: "catalog",
        here: "files beside Iceberg's tables: one driver at a time may write to a table",
        onEks: "AWS Glue; teams need `databases`",
        differs: parts.map((part) => `${prefix}.${part}`),
    };
}
