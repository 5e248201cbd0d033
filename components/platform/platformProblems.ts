import { clusterAutoscalerFields, karpenterFields } from "../nodes/autoscalerProblems";
import { Autoscaler } from "../nodes/pools/autoscaler";
import { OPERATOR_NAME, sparkOperatorArgs } from "../operator/operatorArgs";
import { Environment } from "../spark/environment";
import { sparkConf } from "../spark/sparkConf";
import { identityProblems } from "../team/buckets/bucketProblems";
import { teamProblems } from "../team/teamProblems";
import { Check, fields, mapOf, oneOf, nonEmptyString } from "../validation/checks";
import { pathTo, Problems, formatValue } from "../validation/problems";
import { autoscalerProblems } from "./autoscalerChoice";
import { SparkPlatformArgs } from "./platformArgs";

/**
 * Checks of a platform's arguments, without its cluster and teams, and without what depends on the
 * cluster: {@link autoscalerProblems}.
 */
export const platformFields: Record<string, Check> = {
    environment: oneOf("environment", Environment),
    autoscaler: oneOf("autoscaler", Autoscaler),
    // What pools may be depends on the autoscaler and the cluster.
    nodePools: () => undefined,
    karpenter: fields(karpenterFields),
    clusterAutoscaler: fields(clusterAutoscalerFields),
    sparkConf,
    operator: sparkOperatorArgs,
    artifacts: fields({
        charts: fields({
            sparkOperator: nonEmptyString,
            karpenter: nonEmptyString,
            karpenterCrd: nonEmptyString,
            clusterAutoscaler: nonEmptyString,
        }),
        images: fields({
            spark: nonEmptyString,
            sparkOperator: nonEmptyString,
            karpenter: nonEmptyString,
            clusterAutoscaler: nonEmptyString,
        }),
    }),
};

/** Check of a platform's teams; the operator's namespace is not free for one. */
export function teamsCheck(operatorNamespace = OPERATOR_NAME): Check {
    const eachTeam = mapOf(
        (team, path, problems, name) => teamProblems(path, name, team, problems),
        (name) =>
            name === operatorNamespace
                ? `"${name}" is the operator's namespace: choose another name`
                : undefined,
    );
    return (teams, path, problems) => {
        eachTeam(teams, path, problems);
        // Without namespaces of its own, the operator's chart would serve all of the cluster.
        if (formatValue(teams) === "{}") {
            problems.add(path, 'is empty: name at least one team (e.g. "processing: {}")');
        }
    };
}

/** Everything that is wrong with a platform's arguments. */
export function platformProblems(args: SparkPlatformArgs): Problems {
    const problems = new Problems();
    const { cluster, ...rest } = args;
    const teams = teamsCheck(args.operator?.namespace);
    if (cluster === undefined) {
        problems.add("cluster", "is missing: give a cluster, e.g. a KubeContextCluster");
    }
    fields({ ...platformFields, teams }, ["teams"])(rest, "", problems);
    if (cluster !== undefined) {
        autoscalerProblems(args, cluster, problems);
        for (const [name, team] of Object.entries(args.teams ?? {})) {
            identityProblems(pathTo("teams", name), team, cluster, problems);
        }
    }
    return problems;
}
