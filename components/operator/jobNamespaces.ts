import * as pulumi from "@pulumi/pulumi";
import { isPlainObject } from "../validation/checks";
import { pathTo, Problems } from "../validation/problems";
import { ChartValues } from "./chart/values";
import { OperatorScope } from "./operatorArgs";

/** Adds namespaces whose names are not known yet, if each gets an operator named after it. */
export function jobNamespacesProblems(
    jobNamespaces: readonly unknown[],
    scope: unknown,
    problems: Problems,
): void {
    if (scope !== OperatorScope.Team) {
        return;
    }
    for (const [index, namespace] of jobNamespaces.entries()) {
        if (typeof namespace !== "string" || namespace === "") {
            problems.add(
                pathTo("jobNamespaces", index),
                'must be a plain string with scope "team", because it becomes part of resource names: ' +
                    "pass the name itself, and what creates the namespace in dependsOn",
            );
        }
    }
}

/**
 * The namespaces in which this library creates the controller's permissions; `undefined` if the chart
 * must do so, because the names are not known yet or the user's values list others.
 */
export function servedNamespaces(
    jobNamespaces: readonly pulumi.Input<string>[],
    values: ChartValues = {},
): string[] | undefined {
    const names = jobNamespaces.filter((name) => typeof name === "string" && name !== "");
    const spark = isPlainObject(values["spark"]) ? values["spark"] : {};
    const hasOthers =
        spark["jobNamespaces"] !== undefined || spark["jobNamespaceSelector"] !== undefined;
    return names.length < jobNamespaces.length || hasOthers
        ? undefined
        : ([...new Set(names)].sort() as string[]);
}
