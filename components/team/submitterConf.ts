import { AwsIdentity } from "../aws/identity";
import { usesEmrfs } from "../lakehouse/conf/emrfs";
import { storageConf } from "../lakehouse/conf/storageConf";
import { ResolvedLakehouse } from "../lakehouse/conf/storageParts";
import { EXTENSIONS, withExtension } from "../lakehouse/conf/tableFormats";
import { KEY_VARIABLES } from "../lakehouse/objectStore/names";
import { LakehouseConnection } from "../lakehouse/lakehouseConnection";
import { mergedConf, PLATFORM_CONF } from "../spark/defaults";
import { identityConf } from "./buckets/identity";
import { SERVICE_ACCOUNT } from "./rbac/driverRole";
import { podLabels } from "./serviceAccountArgs";
import { SparkTeamOptions } from "./sparkTeamOptions";

/** Spark properties for a team's submitters: those that the library's own jobs have. */
export function submitterConf(
    team: string,
    args: SparkTeamOptions,
    identity: AwsIdentity | undefined,
    connection: LakehouseConnection | undefined,
): Record<string, string> {
    const { platformConf, sparkConf, sparkVersion, tableFormat, access = [] } = args;
    const own = mergedConf(platformConf, sparkConf);
    const lakehouse = connection && resolvedLakehouse(connection, access.length > 0);
    const emrfs = usesEmrfs({ own });
    const conf = mergedConf(
        PLATFORM_CONF,
        identityConf(identity, sparkVersion),
        storageConf({ tableFormat, sparkVersion, identity, lakehouse, own, emrfs }),
        keyConf(lakehouse),
        labelConf(podLabels(args.serviceAccount)),
        own,
    );
    const extensions = conf[EXTENSIONS];
    return {
        "spark.kubernetes.namespace": team,
        "spark.kubernetes.authenticate.driver.serviceAccountName": SERVICE_ACCOUNT,
        ...conf,
        ...(extensions && { [EXTENSIONS]: withExtension(tableFormat, extensions) }),
    };
}

/** Labels that the team's pods need for the identity of their service account. */
function labelConf(labels: Record<string, string> = {}): Record<string, string> {
    const entries = Object.entries(labels).flatMap(([key, value]) =>
        ["driver", "executor"].map((role) => [`spark.kubernetes.${role}.label.${key}`, value]),
    );
    return Object.fromEntries(entries) as Record<string, string>;
}

/** Environment variables with the team's key for the object store. */
function keyConf({ objectStore }: ResolvedLakehouse = {}): Record<string, string> {
    const entries = ["driver", "executor"].flatMap((role) =>
        Object.values(KEY_VARIABLES).map((key) => [
            `spark.kubernetes.${role}.secretKeyRef.${key}`,
            `${objectStore?.secret}:${key}`,
        ]),
    );
    return objectStore === undefined ? {} : (Object.fromEntries(entries) as Record<string, string>);
}

/**
 * The part that is known before anything is created: the ConfigMap's name depends on it.
 *
 * @param hasKey whether the team gets a key for the object store
 */
function resolvedLakehouse(
    { region, catalog, objectStore }: LakehouseConnection,
    hasKey: boolean,
): ResolvedLakehouse {
    const secret = objectStore?.secret;
    return {
        catalog,
        ...(typeof region === "string" && { region }),
        ...(objectStore &&
            hasKey &&
            typeof secret === "string" && { objectStore: { ...objectStore, secret } }),
    };
}
