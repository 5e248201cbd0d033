import * as k8s from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";
import { fields } from "../checks";
import { ClusterConnection } from "../cluster/connection";
import { isRealUpdate, kubernetesApi } from "../cluster/kubernetesApi";
import { claimedNamespace, ownershipMetadata } from "../cluster/namespaceClaim";
import { Problems } from "../validation";
import { versions } from "../versions";
import { operatorChartSource } from "./chartSource";
import { crdChartPath } from "./crdChart";
import { freeForOperator } from "./existingOperator";
import {
    CRD_RELEASE_NAME,
    OPERATOR_NAME,
    OperatorReleaseArgs,
    operatorReleaseFields,
} from "./operatorArgs";
import { operatorParts } from "./parts";
import { operatorIsReady } from "./readiness";
import { operatorValues } from "./values";

export interface SparkOperatorOptions extends OperatorReleaseArgs {
    /** Cluster that the operator runs on. */
    cluster: ClusterConnection;
    /** Existing namespaces whose Spark applications the operator runs. */
    jobNamespaces: pulumi.Input<string>[];
    /**
     * Chart: a local folder or archive, an `oci://` reference, or the address of an archive.
     * @default the pinned version from the operator's public chart repository
     */
    chart?: string;
    /**
     * Whole image reference of the operator.
     * @default the chart's own
     */
    image?: string;
}

// A first start may pull a large image over a slow line; what cannot heal is reported at once.
const PATIENCE = { timeoutSeconds: 600, pollSeconds: 1 };

/**
 * The Kubeflow Spark operator: its CRDs, its controller and its webhook.
 *
 * The CRDs are a release of their own: Helm never upgrades those in a chart's `crds/` folder.
 */
export class SparkOperator extends pulumi.ComponentResource {
    /** Namespace that the operator runs in. */
    public readonly namespace: pulumi.Output<string>;
    /** Version of the operator. */
    public readonly version: pulumi.Output<string>;
    /**
     * Has a value once the operator serves. Jobs use it, so that none is created before it can run.
     * A preview does not wait for it.
     */
    public readonly ready: pulumi.Output<string>;

    constructor(name: string, args: SparkOperatorOptions, opts?: pulumi.ComponentResourceOptions) {
        const { cluster, jobNamespaces, chart, image, ...release } = args;
        super("spark-platform:index:SparkOperator", name, {}, opts);

        const problems = new Problems();
        fields(operatorReleaseFields)(release, "", problems);
        problems.throwIfAny(`SparkOperator "${name}"`);

        const namespace = release.namespace ?? OPERATOR_NAME;
        const free = freeForOperator(cluster, namespace);
        const child: pulumi.CustomResourceOptions = { parent: this, provider: cluster.provider };
        const created =
            release.createNamespace === false
                ? []
                : [operatorNamespace(`${name}-namespace`, cluster, free, child)];
        // Helm would wait in silence: `ready` waits instead, and says what is wrong.
        const common = { namespace: free, skipAwait: true };

        const crds = new k8s.helm.v3.Release(
            `${name}-crds`,
            { ...common, name: CRD_RELEASE_NAME, chart: crdChartPath() },
            { ...child, dependsOn: created, deleteBeforeReplace: true },
        );
        const installed = pulumi.all(jobNamespaces).apply((names) => {
            const { load, values: own } = release;
            const values = operatorValues({ jobNamespaces: names, image, load, values: own });
            return { values, parts: operatorParts(namespace, values) };
        });
        const operator = new k8s.helm.v3.Release(
            name,
            {
                ...common,
                ...operatorChartSource(chart),
                name: OPERATOR_NAME,
                values: installed.values,
                skipCrds: true,
            },
            { ...child, dependsOn: [...created, crds], deleteBeforeReplace: true },
        );

        this.namespace = pulumi.output(namespace);
        this.version = pulumi.output(versions.sparkOperator);
        // The URN is known in a preview too, and brings the dependency on the release with it.
        const ready = pulumi
            .all([operator.urn, installed.parts, cluster.kubeconfig])
            .apply(async ([, parts, kubeconfig]) => {
                if (kubeconfig !== undefined && isRealUpdate()) {
                    await operatorIsReady(kubernetesApi(kubeconfig), parts, PATIENCE);
                }
                return OPERATOR_NAME;
            });
        // Not a secret, although the kubeconfig is.
        this.ready = pulumi.unsecret(ready);
        this.registerOutputs({ namespace: this.namespace, version: this.version });
    }
}

function operatorNamespace(
    name: string,
    cluster: ClusterConnection,
    free: pulumi.Output<string>,
    child: pulumi.CustomResourceOptions,
): k8s.core.v1.Namespace {
    // One after the other: where another operator is in the way, its namespace is, too.
    const claimed = free.apply((namespace) =>
        claimedNamespace(cluster, namespace, "operator.createNamespace"),
    );
    return new k8s.core.v1.Namespace(
        name,
        { metadata: { name: claimed, ...ownershipMetadata() } },
        child,
    );
}
