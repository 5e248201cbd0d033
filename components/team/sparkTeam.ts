import * as k8s from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";
import { clusterFacts } from "../cluster/clusterFacts";
import { ClusterConnection } from "../cluster/connection";
import { claimedNamespace, ownershipMetadata } from "../cluster/namespaceClaim";
import { Environment, logLevelOf } from "../environment";
import { LABELS } from "../labels";
import { LEAF_OBJECT } from "../leafObject";
import { Problems } from "../validation";
import { driverRules } from "./access";
import * as configuration from "./configuration";
import { TeamConnection } from "./connection";
import { SparkTeamArgs } from "./teamArgs";
import { teamProblems } from "./teamProblems";

export interface SparkTeamOptions extends SparkTeamArgs {
    /** Cluster that the team works on. */
    cluster: ClusterConnection;
    /**
     * Name of the team and its namespace.
     * @default the component's name
     */
    team?: string;
    /** @default dev */
    environment?: Environment;
    /** Spark properties of the platform; the team's win. */
    platformConf?: Record<string, string>;
    /**
     * Spark image of the platform.
     * @default the public image
     */
    image?: pulumi.Input<string>;
}

/** Service account of Spark drivers and executors in every team's namespace. */
const SERVICE_ACCOUNT = "spark";

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
        const { cluster, team = name, environment, platformConf, image, ...teamArgs } = args;
        super("spark-platform:index:SparkTeam", name, { team, ...teamArgs }, opts);

        const problems = new Problems();
        teamProblems(team, team, teamArgs, problems);
        problems.throwIfAny(`SparkTeam "${name}"`);

        const child: pulumi.CustomResourceOptions = { parent: this, provider: cluster.provider };
        const namespaceResource = this.namespaceOf(name, team, args, child);
        this.namespaceResource = args.createNamespace === false ? undefined : namespaceResource;
        const namespace = namespaceResource.urn.apply(() => team);
        const metadata = (objectName: string) => ({
            name: objectName,
            namespace,
            labels: { [LABELS.team]: team },
            annotations: LEAF_OBJECT,
        });

        const serviceAccount = new k8s.core.v1.ServiceAccount(
            name,
            { metadata: metadata(SERVICE_ACCOUNT) },
            child,
        );
        const role = new k8s.rbac.v1.Role(
            `${name}-driver`,
            { metadata: metadata("spark-driver"), rules: driverRules() },
            child,
        );
        const roleBinding = new k8s.rbac.v1.RoleBinding(
            `${name}-driver`,
            {
                metadata: metadata("spark-driver"),
                roleRef: {
                    apiGroup: "rbac.authorization.k8s.io",
                    kind: "Role",
                    name: role.metadata.name,
                },
                subjects: [{ kind: "ServiceAccount", name: SERVICE_ACCOUNT, namespace }],
            },
            child,
        );

        const configMap = (base: string, data: Record<string, string>) => {
            const physicalName = configuration.hashedName(base, data);
            const resource = new k8s.core.v1.ConfigMap(
                `${name}-${base}`,
                { metadata: metadata(physicalName), data, immutable: true },
                child,
            );
            return resource.urn.apply(() => physicalName);
        };

        const sparkConf = configuration.mergedConf(
            configuration.PLATFORM_CONF,
            platformConf,
            args.sparkConf,
        );
        configMap("spark-defaults", {
            "spark-defaults.conf": configuration.sparkDefaults({
                "spark.kubernetes.namespace": team,
                "spark.kubernetes.authenticate.driver.serviceAccountName": SERVICE_ACCOUNT,
                ...sparkConf,
            }),
        });
        const level = args.logLevel ?? logLevelOf(environment ?? Environment.Dev);
        const log4j2ConfigMap = configMap("log4j2", {
            [configuration.LOG4J2_FILE]: configuration.log4j2Properties(level),
        });

        this.connection = {
            team,
            namespace,
            // A driver is of no use before its permissions are there.
            serviceAccount: pulumi
                .all([serviceAccount.urn, roleBinding.urn])
                .apply(() => SERVICE_ACCOUNT),
            log4j2ConfigMap,
            sparkConf,
            image,
            facts: clusterFacts(cluster),
            provider: cluster.provider,
            kubeconfig: cluster.kubeconfig,
        };
        this.registerOutputs({ namespace });
    }

    /** The namespace: created when nobody else owns one of that name, or only read. */
    private namespaceOf(
        name: string,
        team: string,
        args: SparkTeamOptions,
        child: pulumi.CustomResourceOptions,
    ): k8s.core.v1.Namespace {
        if (args.createNamespace === false) {
            return k8s.core.v1.Namespace.get(name, team, child);
        }
        const claimed = claimedNamespace(args.cluster, team, `teams.${team}.createNamespace`);
        const owner = ownershipMetadata();
        return new k8s.core.v1.Namespace(
            name,
            {
                metadata: {
                    name: claimed,
                    labels: { ...args.labels, ...owner.labels, [LABELS.team]: team },
                    annotations: owner.annotations,
                },
            },
            child,
        );
    }
}
