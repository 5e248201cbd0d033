import * as pulumi from "@pulumi/pulumi";
import { ClusterConnection } from "../cluster/connection";
import { requiredCluster } from "../cluster/connectionCheck";
import { every, fields, input, isPlainObject, listOf, required } from "../validation/checks";
import { nonEmptyString } from "../validation/values";
import { jobNamespacesProblems } from "./jobNamespaces";
import { operatorReleaseFields, OperatorReleaseArgs, valuesFitScope } from "./operatorArgs";

/** Arguments of a `SparkOperator`. */
export interface SparkOperatorOptions extends OperatorReleaseArgs {
    /** Cluster that the operator runs on, e.g. a `KubeContextCluster`. */
    cluster: ClusterConnection;
    /**
     * Existing namespaces whose Spark applications the operator runs. Use plain names, and list
     * what creates the namespaces in `dependsOn`: scope "team" refuses Outputs, and scope
     * "platform" then uses the chart's own, broader permissions.
     */
    jobNamespaces: pulumi.Input<string>[];
    /**
     * Chart: a local folder or archive, an `oci://` reference, or the URL of an archive.
     * @default the pinned version from the operator's public chart repository
     */
    chart?: string;
    /**
     * Full image reference of the operator.
     * @default the chart's own
     */
    image?: string;
}

/** Check of {@link SparkOperatorOptions}. */
export const sparkOperatorCheck = every(
    fields<SparkOperatorOptions>({
        ...operatorReleaseFields,
        cluster: requiredCluster,
        jobNamespaces: required(listOf(input(nonEmptyString))),
        chart: nonEmptyString,
        image: nonEmptyString,
    }),
    valuesFitScope,
    (args, _, problems) => {
        if (isPlainObject(args) && Array.isArray(args["jobNamespaces"])) {
            jobNamespacesProblems(args["jobNamespaces"], args["scope"], problems);
        }
    },
);
