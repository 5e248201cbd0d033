import * as k8s from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";
import { clusterFacts } from "../cluster/clusterFacts";
import { WantedObject } from "../kubernetes/namespaceObjects";
import { factsOfPools } from "../nodes/pools/nodePoolFacts";
import * as configuration from "../spark/defaults";
import { Environment, logLevelOf } from "../spark/environment";
import { checkedArgs } from "../validation/outputs";
import { versions } from "../versions";
import { identityConf, identityOf } from "./buckets/identity";
import { teamRole } from "./buckets/identityResources";
import { TeamConnection } from "./connection";
import { isolationResources } from "./isolation/isolationResources";
import { warnOfFullQuota } from "./isolation/quotaWarnings";
import { SERVICE_ACCOUNT } from "./rbac/driverRole";
import { driverAccess, submitterAccess } from "./rbac/rbacResources";
import { sparkTeamCheck, SparkTeamOptions } from "./sparkTeamOptions";
import { PodSecurity } from "./teamArgs";
import { claimedForTeam, namespaceOf } from "./teamNamespace";
import { objectMetadata, TeamScope } from "./teamScope";

/**
 * A team: a namespace with what Spark jobs need in it, and nothing outside of it.
 *
 * @example
 * const team = new SparkTeam("processing", { cluster });
 * new SparkApplication("pi", { team: team.connection, main: "jobs/pi.py" });
 */
export class SparkTeam extends pulumi.ComponentResource {
    /** What the team's jobs need to know. */
    public readonly connection: TeamConnection;
    /** The namespace, where the team creates it; other resources may depend on it. */
    public readonly namespaceResource?: k8s.core.v1.Namespace;

    constructor(name: string, args: SparkTeamOptions, opts?: pulumi.ComponentResourceOptions) {
        const {
            cluster,
            team = name,
            environment = Environment.Dev,
            platformConf,
            priorityClasses,
            image,
            nodePools,
            ...teamArgs
        } = checkedArgs(`SparkTeam "${name}"`, args, sparkTeamCheck(name));
        super("spark-platform:index:SparkTeam", name, { team, ...teamArgs }, opts);

        const { quota = {}, submitters = [], podSecurity = PodSecurity.Restricted } = teamArgs;
        const child: pulumi.CustomResourceOptions = { parent: this, provider: cluster.provider };
        const created = args.createNamespace !== false;
        const objects: WantedObject[] = [];
        const namespaceResource = namespaceOf(name, team, args, podSecurity, child);
        this.namespaceResource = created ? namespaceResource : undefined;
        const namespace = pulumi
            .all([namespaceResource.urn, created ? team : claimedForTeam(cluster, team, objects)])
            .apply(() => team);
        const scope: TeamScope = { name, team, namespace, objects, child };

        const identity = identityOf(teamArgs);
        const role = teamRole(scope, cluster.eks, teamArgs.access, identity, { parent: this });
        const access = driverAccess(scope, role?.irsaRoleArn);
        const isolation = isolationResources(scope, quota, priorityClasses);
        warnOfFullQuota(cluster, team, quota, this);
        submitterAccess(scope, submitters, teamArgs.sparkVersion ?? versions.spark);

        configMap(scope, "spark-defaults", {
            "spark-defaults.conf": configuration.sparkDefaults({
                "spark.kubernetes.namespace": team,
                "spark.kubernetes.authenticate.driver.serviceAccountName": SERVICE_ACCOUNT,
                ...configuration.mergedConf(
                    configuration.PLATFORM_CONF,
                    identityConf(identity, teamArgs.sparkVersion),
                    platformConf,
                    teamArgs.sparkConf,
                ),
            }),
        });
        const level = teamArgs.logLevel ?? logLevelOf(environment);

        this.connection = {
            team,
            namespace,
            createdNamespace: created,
            // A driver is of no use before its permissions are there, and shall not run without limits.
            serviceAccount: pulumi
                .all([...access, ...isolation, ...(role?.resources ?? []).map(({ urn }) => urn)])
                .apply(() => SERVICE_ACCOUNT),
            log4j2ConfigMap: configMap(scope, "log4j2", {
                [configuration.LOG4J2_FILE]: configuration.log4j2Properties(level),
            }),
            metricsConfigMap: configMap(scope, "metrics", {
                [configuration.METRICS_FILE]: configuration.metricsProperties(),
            }),
            identity,
            platformConf,
            sparkConf: teamArgs.sparkConf,
            podSecurity,
            quota,
            priorityClasses,
            image,
            facts: nodePools === undefined ? clusterFacts(cluster) : factsOfPools(nodePools),
            nodePools,
            provider: cluster.provider,
            kubeconfig: cluster.kubeconfig,
        };
        this.registerOutputs({ namespace });
    }
}

/** A ConfigMap that is named by its content; returns the name, once it is there. */
function configMap(
    scope: TeamScope,
    base: string,
    data: Record<string, string>,
): pulumi.Output<string> {
    const physicalName = configuration.hashedName(base, data);
    const resource = new k8s.core.v1.ConfigMap(
        `${scope.name}-${base}`,
        { metadata: objectMetadata(scope, "ConfigMap", physicalName), data, immutable: true },
        scope.child,
    );
    return resource.urn.apply(() => physicalName);
}
