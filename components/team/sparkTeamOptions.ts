import * as pulumi from "@pulumi/pulumi";
import { ClusterConnection } from "../cluster/connection";
import { clusterConnectionCheck, requiredCluster } from "../cluster/connectionCheck";
import { plannedCluster } from "../cluster/plannedCluster";
import { lakehouseConnection } from "../lakehouse/lakehouseConnectionCheck";
import { hasObjectStore } from "../lakehouse/lakehouseProblems";
import { LakehouseConnection } from "../lakehouse/lakehouseConnection";
import { NodePoolFacts } from "../nodes/pools/nodePoolFacts";
import { Environment } from "../spark/environment";
import { sparkConf } from "../spark/sparkConf";
import {
    Check,
    fields,
    input,
    isPlainObject,
    isSound,
    mapOf,
    required,
} from "../validation/checks";
import { anyPlain, nonEmptyString, oneOf } from "../validation/values";
import { identityProblems } from "./buckets/bucketProblems";
import { PriorityClasses } from "./connection";
import { nodePoolFactsCheck } from "./connectionCheck";
import { databaseProblems } from "./databases/databaseProblems";
import { SparkTeamArgs } from "./teamArgs";
import { teamNameProblems, teamRules, teamShape } from "./teamProblems";

/** Arguments of a `SparkTeam`. A platform sets those that are not the team's own. */
export interface SparkTeamOptions extends SparkTeamArgs {
    /** Cluster of the team, e.g. a `KubeContextCluster`. */
    cluster: ClusterConnection;
    /**
     * Name of the team and its namespace.
     * @default the component's name
     */
    team?: string;
    /**
     * Environment of the platform. It decides defaults such as the log level.
     * @default "dev"
     */
    environment?: Environment;
    /**
     * Spark properties of the platform. The team's override them.
     * @default {}
     */
    platformConf?: Record<string, string>;
    /**
     * Names of existing PriorityClasses for the team's pods. `quota.drivers` needs them.
     * @default the cluster's default priority
     */
    priorityClasses?: PriorityClasses;
    /**
     * Spark image of the platform.
     * @default the public image
     */
    image?: pulumi.Input<string>;
    /**
     * Node pools of the platform's autoscaler, by name.
     * @default not known: the cluster's current nodes decide where jobs run
     */
    nodePools?: Record<string, NodePoolFacts>;
    /**
     * The platform's lakehouse.
     * @default none
     */
    lakehouse?: LakehouseConnection;
}

/** Where messages about a team's arguments begin: its name. */
export function teamPath(component: string, args: unknown): string {
    const name = isPlainObject(args) ? args["team"] : undefined;
    return typeof name === "string" ? name : component;
}

/** Check of the arguments of a `SparkTeam` with the name `component`. */
export function sparkTeamCheck(component: string): Check {
    const shape = fields<SparkTeamOptions>({
        ...teamShape,
        cluster: requiredCluster,
        team: anyPlain,
        environment: oneOf("environment", Environment),
        platformConf: sparkConf,
        priorityClasses: fields<PriorityClasses>({
            driver: required(input(nonEmptyString)),
            executor: required(input(nonEmptyString)),
        }),
        image: input(nonEmptyString),
        nodePools: mapOf(nodePoolFactsCheck),
        lakehouse: lakehouseConnection,
    });
    return (args, _, problems) => {
        if (!isPlainObject(args)) {
            shape(args, "", problems);
            return;
        }
        const { cluster, team: name = component, priorityClasses, quota: limits } = args;
        const path = teamPath(component, args);
        teamNameProblems(path, name, problems);
        shape(args, path, problems);
        teamRules(args, path, problems);
        if (isSound<ClusterConnection>(clusterConnectionCheck, cluster)) {
            const { lakehouse } = args;
            const planned = plannedCluster(cluster);
            identityProblems(path, args, planned, hasObjectStore(lakehouse), problems);
            const tables = isPlainObject(lakehouse) ? lakehouse["catalog"] : undefined;
            databaseProblems(path, args, planned, tables, problems);
        }
        if (
            isPlainObject(limits) &&
            limits["drivers"] !== undefined &&
            priorityClasses === undefined
        ) {
            problems.add(
                `${path}.quota.drivers`,
                "needs priorityClasses, which distinguish drivers from other pods: name existing " +
                    "ones, or create the team with a SparkPlatform, which creates them",
            );
        }
    };
}
