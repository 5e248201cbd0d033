import { ClusterConnection } from "../cluster/connection";
import { clusterConnectionCheck, requiredCluster } from "../cluster/connectionCheck";
import { PlannedCluster, plannedCluster } from "../cluster/plannedCluster";
import { bucketRules } from "../lakehouse/bucketProblems";
import { hasObjectStore, lakehouseRules, lakehouseShape } from "../lakehouse/lakehouseProblems";
import { imageName } from "../kubernetes/imageReference";
import { storeRules } from "../lakehouse/objectStore/storeProblems";
import { clusterAutoscalerFields, karpenterFields } from "../nodes/autoscalerProblems";
import { ClusterAutoscalerSettings } from "../nodes/clusterAutoscaler/clusterAutoscalerArgs";
import { KarpenterSettings } from "../nodes/karpenter/karpenterArgs";
import { Autoscaler } from "../nodes/pools/autoscaler";
import { OPERATOR_NAME, sparkOperatorArgs } from "../operator/operatorArgs";
import { Environment } from "../spark/environment";
import { sparkConf } from "../spark/sparkConf";
import { identityProblems } from "../team/buckets/bucketProblems";
import { databaseProblems } from "../team/databases/databaseProblems";
import { teamProblems } from "../team/teamProblems";
import {
    Check,
    every,
    fields,
    isPlainObject,
    isSound,
    mapOf,
    required,
    Shape,
} from "../validation/checks";
import { pathTo, Problems } from "../validation/problems";
import { anyPlain, nonEmptyString, oneOf } from "../validation/values";
import { autoscalerProblems } from "./autoscalerChoice";
import { Artifacts, ChartArtifacts, ImageArtifacts, SparkPlatformArgs } from "./platformArgs";
import { systemNodesProblems } from "./systemNodesProblems";

/** A platform's arguments without its cluster. */
type OnSomeCluster = Omit<SparkPlatformArgs, "cluster">;

const image = every(nonEmptyString, imageName);

const single: Shape<Omit<OnSomeCluster, "teams">> = {
    environment: oneOf("environment", Environment),
    autoscaler: oneOf("autoscaler", Autoscaler),
    // Which pools are valid depends on the autoscaler and the cluster.
    nodePools: anyPlain,
    karpenter: fields<KarpenterSettings>(karpenterFields),
    clusterAutoscaler: fields<ClusterAutoscalerSettings>(clusterAutoscalerFields),
    sparkConf,
    lakehouse: lakehouseShape,
    operator: sparkOperatorArgs,
    artifacts: fields<Artifacts>({
        charts: fields<ChartArtifacts>({
            sparkOperator: nonEmptyString,
            karpenter: nonEmptyString,
            karpenterCrd: nonEmptyString,
            clusterAutoscaler: nonEmptyString,
        }),
        images: fields<ImageArtifacts>({
            spark: image,
            sparkOperator: image,
            karpenter: image,
            clusterAutoscaler: image,
            objectStore: image,
        }),
    }),
};

/** Checks of a platform's single arguments. */
export function platformShape(args: unknown): Shape<OnSomeCluster> {
    const { operator } = isPlainObject(args) ? args : {};
    const namespace = isPlainObject(operator) ? operator["namespace"] : undefined;
    return { ...single, teams: required(teamsCheck(namespace ?? OPERATOR_NAME)) };
}

/** A team cannot have the operator's namespace. */
function teamsCheck(operatorNamespace: unknown): Check {
    const eachTeam = mapOf(
        (team, path, problems, name) => teamProblems(path, name, team, problems),
        (name) =>
            name === operatorNamespace
                ? `"${name}" is the operator's namespace: choose another name`
                : undefined,
    );
    return (teams, path, problems) => {
        eachTeam(teams, path, problems);
        // Without namespaces to watch, the operator's chart would watch the whole cluster.
        if (isPlainObject(teams) && Object.keys(teams).length === 0) {
            problems.add(path, 'is empty: name at least one team (e.g. "processing: {}")');
        }
    };
}

/**
 * Adds conflicts among a platform's arguments, or between them and its cluster.
 *
 * @param cluster undefined if its settings are too broken to tell its kind
 */
export function platformRules(
    args: Readonly<Record<string, unknown>>,
    cluster: PlannedCluster | undefined,
    problems: Problems,
): void {
    autoscalerProblems(args, cluster, problems);
    systemNodesProblems(args, cluster, problems);
    const { lakehouse, environment } = args;
    lakehouseRules("lakehouse", lakehouse, cluster, problems);
    const { buckets, catalog } = isPlainObject(lakehouse) ? lakehouse : {};
    for (const [name, bucket] of isPlainObject(buckets) ? Object.entries(buckets) : []) {
        bucketRules(pathTo("lakehouse.buckets", name), bucket, environment, problems);
    }
    const teams = isPlainObject(args["teams"]) ? Object.entries(args["teams"]) : [];
    const hasStore = hasObjectStore(lakehouse);
    if (cluster !== undefined) {
        for (const [name, team] of teams) {
            identityProblems(pathTo("teams", name), team, cluster, hasStore, problems);
            databaseProblems(pathTo("teams", name), team, cluster, catalog, problems);
        }
        if (hasStore && cluster.eks === undefined) {
            storeRules(args["lakehouse"], Object.fromEntries(teams), problems);
        }
    }
}

/** Check of the arguments of a `SparkPlatform`. */
export const sparkPlatformCheck: Check = (args, path, problems) => {
    const shape = fields<SparkPlatformArgs>({
        cluster: requiredCluster,
        ...platformShape(args),
    });
    shape(args, path, problems);
    if (isPlainObject(args)) {
        const { cluster } = args;
        const planned = isSound<ClusterConnection>(clusterConnectionCheck, cluster)
            ? plannedCluster(cluster)
            : undefined;
        platformRules(args, planned, problems);
    }
};
