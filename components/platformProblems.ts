import { Check, fields, mapOf, oneOf, text, valueCheck } from "./checks";
import { Environment } from "./environment";
import { OPERATOR_NAME, sparkOperatorArgs } from "./operator/operatorArgs";
import { Autoscaler, SparkPlatformArgs } from "./platformArgs";
import { sparkConf } from "./team/sparkConf";
import { teamProblems } from "./team/teamProblems";
import { Problems, shown } from "./validation";

const knownAutoscaler = oneOf("autoscaler", Autoscaler);

const notAvailableYet = valueCheck((value) =>
    value === Autoscaler.Karpenter || value === Autoscaler.ClusterAutoscaler
        ? `${shown(value)} is not available yet; use "${Autoscaler.None}"`
        : undefined,
);

/** Checks of a platform's arguments, without its cluster and teams. */
export const platformFields: Record<string, Check> = {
    environment: oneOf("environment", Environment),
    autoscaler: (value, path, problems) => {
        knownAutoscaler(value, path, problems);
        notAvailableYet(value, path, problems);
    },
    sparkConf,
    operator: sparkOperatorArgs,
    artifacts: fields({
        charts: fields({ sparkOperator: text }),
        images: fields({ spark: text, sparkOperator: text }),
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
        if (shown(teams) === "{}") {
            problems.add(path, 'is empty: name at least one team (e.g. "processing: {}")');
        }
    };
}

/** Everything that is wrong with a platform's arguments. */
export function platformProblems(args: SparkPlatformArgs): Problems {
    const problems = new Problems();
    const { cluster, ...rest } = args;
    if (cluster === undefined) {
        problems.add("cluster", "is missing: give a cluster, e.g. a KubeContextCluster");
    }
    const teams = teamsCheck(args.operator?.namespace);
    fields({ ...platformFields, teams }, ["teams"])(rest, "", problems);
    return problems;
}
