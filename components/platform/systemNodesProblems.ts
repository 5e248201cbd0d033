import { PlannedCluster } from "../cluster/plannedCluster";
import { OperatorPlan, operatorPlan } from "../operator/chart/plan";
import { OperatorScope, SparkOperatorArgs, sparkOperatorArgs } from "../operator/operatorArgs";
import { isPlainObject, isSound } from "../validation/checks";
import { Problems } from "../validation/problems";
import { chosenAutoscaler } from "./autoscalerChoice";
import { systemNodesProblem } from "./systemNodesRoom";

/** Adds a problem if the system nodes are certainly too small for the platform; unknown nodes are not judged. */
export function systemNodesProblems(
    args: Readonly<Record<string, unknown>>,
    cluster: PlannedCluster | undefined,
    problems: Problems,
): void {
    const nodes = cluster?.eks?.systemNodes;
    if (cluster === undefined || nodes === undefined) {
        return;
    }
    const problem = systemNodesProblem(nodes, {
        autoscaler: chosenAutoscaler(args["autoscaler"], cluster),
        autoscalerNodes: autoscalerNodes(args),
        operator: operatorOf(args),
    });
    if (problem !== undefined) {
        problems.add("cluster.systemNodes.instanceType", problem);
    }
}

/** Only one of the two may be set. */
function autoscalerNodes(args: Readonly<Record<string, unknown>>): number | undefined {
    const settings = args["karpenter"] ?? args["clusterAutoscaler"];
    const systemNodes = isPlainObject(settings) ? settings["systemNodes"] : undefined;
    return typeof systemNodes === "number" ? systemNodes : undefined;
}

/** What is installed, as far as nothing is wrong with it. */
function operatorOf({
    operator = {},
    teams,
}: Readonly<Record<string, unknown>>): OperatorPlan | undefined {
    if (!isSound<SparkOperatorArgs>(sparkOperatorArgs, operator) || !isPlainObject(teams)) {
        return undefined;
    }
    const { install, scope = OperatorScope.Platform, load, values } = operator;
    return install === false
        ? undefined
        : operatorPlan({ scope, load, values }, Object.keys(teams).sort());
}
