import * as k8s from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";
import { clusterFacts } from "../cluster/clusterFacts";
import { refuseWithoutPodIdentity } from "../aws/podIdentityLookup";
import { kubeconfigForReads } from "../kubernetes/readCluster";
import { WantedObject } from "../kubernetes/namespaceObjects";
import { factsOfPools } from "../nodes/pools/nodePoolFacts";
import { DEFAULT_LOGGING, teamLogLevel } from "../spark/logging";
import { uiPort } from "../spark/webUi";
import { checkedArgs } from "../validation/outputs";
import { versions } from "../versions";
import { identityOf } from "./buckets/identity";
import { teamRole } from "./buckets/identityResources";
import { configMaps } from "./configMaps";
import { TeamConnection } from "./connection";
import { isolationResources } from "./isolation/isolationResources";
import { warnOfFullQuota } from "./isolation/quotaWarnings";
import { SERVICE_ACCOUNT } from "./rbac/driverRole";
import { driverAccess, submitterAccess } from "./rbac/rbacResources";
import { podLabels } from "./serviceAccountArgs";
import { sparkTeamCheck, SparkTeamOptions, teamPath } from "./sparkTeamOptions";
import { PodSecurity, SparkTeamArgs } from "./teamArgs";
import { claimedForTeam, namespaceOf } from "./teamNamespace";
import { TeamScope } from "./teamScope";

/**
 * A team: a namespace with everything that Spark jobs need in it, and nothing outside of it.
 *
 * @example
 * const team = new SparkTeam("processing", { cluster });
 * new SparkApplication("pi", { team: team.connection, main: "jobs/pi.py" });
 */
export class SparkTeam extends pulumi.ComponentResource {
    /** What the team's jobs need: pass it to them as `team`. */
    public readonly connection: TeamConnection;
    /** The namespace, if it was created. Other resources can depend on it. */
    public readonly namespaceResource?: k8s.core.v1.Namespace;

    constructor(name: string, args: SparkTeamOptions, opts?: pulumi.ComponentResourceOptions) {
        const path = teamPath(name, args);
        args = checkedArgs(`SparkTeam "${name}"`, args, sparkTeamCheck(name), path);
        const { cluster, quota = {}, submitters = [], priorityClasses } = args;
        const team = args.team ?? name;
        super("spark-platform:index:SparkTeam", name, { team, ...teamArgsOf(args) }, opts);

        const child: pulumi.CustomResourceOptions = { parent: this, provider: cluster.provider };
        const { scope, created } = teamNamespace(name, team, args, child);
        this.namespaceResource = created;

        // Outside EKS, an object store has its own keys.
        const identity = cluster.eks && identityOf(args);
        refuseWithoutPodIdentity(cluster, identity, this);
        const role = teamRole(scope, cluster.eks, args, identity, { parent: this });
        const rbac = driverAccess(scope, args.serviceAccount, role?.irsaRoleArn);
        const port = uiPort(args.platformConf, args.sparkConf);
        const isolation = isolationResources(scope, quota, priorityClasses, port);
        warnOfFullQuota(cluster, team, quota, this);
        submitterAccess(scope, submitters, args.sparkVersion ?? versions.spark);

        const lakehouse = args.lakehouse ?? regionOfBuckets(args);
        this.connection = {
            ...connectionArgs(args),
            ...configMaps(scope, args, identity, lakehouse),
            lakehouse,
            team,
            namespace: scope.namespace,
            createdNamespace: created !== undefined,
            // A driver needs its permissions, and must not run without limits.
            serviceAccount: pulumi
                .all([...rbac, ...isolation, ...(role?.resources ?? []).map(({ urn }) => urn)])
                .apply(() => SERVICE_ACCOUNT),
            identity,
        };
        this.registerOutputs({ namespace: scope.namespace });
    }
}

/** The team's arguments as in the stack, without those that its platform adds. */
function teamArgsOf({
    cluster,
    team,
    environment,
    platformConf,
    priorityClasses,
    image,
    nodePools,
    lakehouse,
    ...teamArgs
}: SparkTeamOptions): SparkTeamArgs {
    return teamArgs;
}

/** The part of the connection that comes straight from the arguments. */
function connectionArgs(args: SparkTeamOptions) {
    const { cluster, nodePools, quota = {}, podSecurity = PodSecurity.Restricted } = args;
    const { platformConf, sparkConf, priorityClasses, image, access } = args;
    const { jobDefaults, serviceAccount } = args;
    return {
        platformConf,
        sparkConf,
        logLevel: teamLogLevel(args),
        logFormat: args.logFormat ?? DEFAULT_LOGGING.format,
        tableFormat: args.tableFormat,
        access,
        jobDefaults,
        podLabels: podLabels(serviceAccount),
        podSecurity,
        quota,
        priorityClasses,
        image,
        facts: nodePools === undefined ? clusterFacts(cluster) : factsOfPools(nodePools),
        nodePools,
        provider: cluster.provider,
        kubeconfig: kubeconfigForReads(cluster),
    };
}

/** What S3A needs to know about buckets on a platform without a lakehouse. */
function regionOfBuckets({ access = [], cluster }: SparkTeamOptions) {
    return cluster.eks && access.length > 0 ? { region: cluster.eks.region } : undefined;
}

/** The namespace, and the scope that all objects in it share. */
function teamNamespace(
    name: string,
    team: string,
    args: SparkTeamOptions,
    child: pulumi.CustomResourceOptions,
): { scope: TeamScope; created?: k8s.core.v1.Namespace } {
    const { cluster, podSecurity = PodSecurity.Restricted } = args;
    const isCreated = args.createNamespace !== false;
    const objects: WantedObject[] = [];
    const resource = namespaceOf(name, team, args, podSecurity, child);
    const namespace = pulumi
        .all([resource.urn, isCreated ? team : claimedForTeam(cluster, team, objects)])
        .apply(() => team);
    return {
        scope: { name, team, namespace, objects, child },
        created: isCreated ? resource : undefined,
    };
}
