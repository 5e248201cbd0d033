import * as k8s from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";
import { AwsIdentity } from "../aws/identity";
import { LakehouseConnection } from "../lakehouse/lakehouseConnection";
import * as defaults from "../spark/defaults";
import { teamLogLevel } from "../spark/logging";
import { TeamConnection } from "./connection";
import { SparkTeamOptions } from "./sparkTeamOptions";
import { submitterConf } from "./submitterConf";
import { objectMetadata, TeamScope } from "./teamScope";

/**
 * Registers the ConfigMaps of the team's jobs and submitters. Returns the names of those that jobs
 * mount, once they exist.
 */
export function configMaps(
    scope: TeamScope,
    args: SparkTeamOptions,
    identity: AwsIdentity | undefined,
    lakehouse: LakehouseConnection | undefined,
): Pick<TeamConnection, "log4j2ConfigMap" | "metricsConfigMap"> {
    const { logFormat } = args;
    configMap(scope, "spark-defaults", {
        "spark-defaults.conf": defaults.sparkDefaults(
            submitterConf(scope.team, args, identity, lakehouse),
        ),
    });
    return {
        log4j2ConfigMap: configMap(scope, "log4j2", {
            [defaults.LOG4J2_FILE]: defaults.log4j2Properties(teamLogLevel(args), logFormat),
        }),
        metricsConfigMap: configMap(scope, "metrics", {
            [defaults.METRICS_FILE]: defaults.metricsProperties(),
        }),
    };
}

/** A ConfigMap whose name contains a hash of its content; returns the name once it exists. */
function configMap(
    scope: TeamScope,
    base: string,
    data: Record<string, string>,
): pulumi.Output<string> {
    const physicalName = defaults.hashedName(base, data);
    const resource = new k8s.core.v1.ConfigMap(
        `${scope.name}-${base}`,
        { metadata: objectMetadata(scope, "ConfigMap", physicalName), data, immutable: true },
        scope.child,
    );
    return resource.urn.apply(() => physicalName);
}
