import * as pulumi from "@pulumi/pulumi";
import { kubeconfigForReads } from "../kubernetes/readCluster";
import { operatorPlan } from "../operator/chart/plan";
import { externalOperator } from "../operator/existingOperator";
import { OperatorScope } from "../operator/operatorArgs";
import { SparkOperator } from "../operator/sparkOperator";
import { TeamConnection } from "../team/connection";
import { chosenAutoscaler } from "./autoscalerChoice";
import { costOfTeams, roomProblem } from "./operatorCost";
import { SparkPlatformArgs } from "./platformArgs";

/**
 * The operator is created after the teams' namespaces: it has roles in each of them. Their names as
 * outputs bring that dependency with them. Returns an Output that resolves once it is ready.
 */
export function createOperator(
    name: string,
    args: SparkPlatformArgs,
    connections: Record<string, Pick<TeamConnection, "namespace">>,
    policies: pulumi.Resource[],
    parent: pulumi.Resource,
): pulumi.Output<string> | undefined {
    const { cluster, artifacts, operator = {}, teams } = args;
    const { install, namespace, createNamespace, scope, load, values } = operator;
    if (install === false) {
        const urns = policies.map(({ urn }) => urn);
        const known = kubeconfigForReads(cluster);
        const kubeconfig =
            known && pulumi.all([known, ...urns]).apply(([contents]) => contents ?? "");
        return externalOperator({ kubeconfig });
    }
    if (pulumi.runtime.isDryRun()) {
        announceTeamOperators(args, parent);
    }
    const madeNamespaces = Object.fromEntries(
        Object.entries(connections).map(([team, { namespace: made }]) => [team, made]),
    );
    const { ready } = new SparkOperator(
        `${name}-operator`,
        {
            namespace,
            createNamespace,
            scope,
            load,
            values,
            cluster,
            jobNamespaces: Object.keys(teams),
            chart: artifacts?.charts?.sparkOperator,
            image: artifacts?.images?.sparkOperator,
        },
        { parent, madeNamespaces, dependsOn: policies },
    );
    return ready;
}

/** Logs in a preview what the teams' operators cost, and where they lack room. */
function announceTeamOperators(
    { cluster, operator = {}, autoscaler, teams }: SparkPlatformArgs,
    platform: pulumi.Resource,
): void {
    const { scope, load, values } = operator;
    if (scope !== OperatorScope.Team) {
        return;
    }
    const plan = operatorPlan({ scope, load, values }, Object.keys(teams).sort());
    void pulumi.log.info(costOfTeams(plan), platform);
    const { systemNodeType, systemNodes } = cluster.eks ?? {};
    if (systemNodeType === undefined || systemNodes === undefined) {
        return;
    }
    const problem = roomProblem(plan, {
        instanceType: systemNodeType,
        count: systemNodes,
        autoscaler: chosenAutoscaler(autoscaler, cluster),
    });
    if (problem !== undefined) {
        void pulumi.log.warn(problem, platform);
    }
}
