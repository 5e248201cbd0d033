import * as pulumi from "@pulumi/pulumi";
import { isPlainObject } from "../validation/checks";
import { pathTo, Problems } from "../validation/problems";
import { ChartValues } from "./chart/values";
import { OperatorScope } from "./operatorArgs";

/** Adds namespaces that are not known yet where each gets an operator that is named by it. */
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
                'is not a plain name, and with scope "team" it names resources: give the name itself, ' +
                    "and what creates the namespace in dependsOn",
            );
        }
    }
}

/**
 * The namespaces in which this library makes the controller's permissions; `undefined` where the
 * chart has to, because the names are not known yet, or a person's own values name others.
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
