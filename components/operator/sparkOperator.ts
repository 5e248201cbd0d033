import * as k8s from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";
import { isRealUpdate } from "../kubernetes/api";
import { kubeconfigForReads } from "../kubernetes/readCluster";
import { waitingApi } from "../kubernetes/outage";
import { checkedArgs } from "../validation/outputs";
import { imageByDigest, sources, versions } from "../versions";
import { crdChartPath, operatorChartSource } from "./chart/charts";
import { operatorParts } from "./chart/parts";
import { operatorPlan } from "./chart/plan";
import { mainRelease } from "./chart/releases";
import { ChartValues } from "./chart/values";
import { namespaceForOperator } from "./existingOperator";
import { servedNamespaces } from "./jobNamespaces";
import { networkPolicies, operatorNamespace } from "./namespaceResources";
import { CRD_RELEASE_NAME, OPERATOR_NAME, OperatorScope } from "./operatorArgs";
import { operatorPermissions } from "./rbac/permissionResources";
import { applicationsAreCounted } from "./readiness/countedApplications";
import { operatorIsReady } from "./readiness/readiness";
import { sparkOperatorCheck, SparkOperatorOptions } from "./sparkOperatorOptions";

/** Resource options of a `SparkOperator`. */
export interface SparkOperatorResourceOptions extends pulumi.ComponentResourceOptions {
    /**
     * Job namespaces by name, as outputs of the resources that create them. Objects in one of them
     * wait for that one only; objects in the others wait for everything in `dependsOn`.
     * @default {}
     */
    madeNamespaces?: Record<string, pulumi.Input<string>>;
}

// The first start may pull a large image over a slow network. Permanent failures are reported immediately.
const POLLING = { timeoutSeconds: 600, pollSeconds: 1 };

/**
 * The Kubeflow Spark operator: its CRDs, its webhook, and one controller for all namespaces or one
 * for each. The CRDs are a separate release: Helm never upgrades those in a chart's `crds/` folder.
 */
export class SparkOperator extends pulumi.ComponentResource {
    /** Namespace of the operator. */
    public readonly namespace: pulumi.Output<string>;
    /** Version of the operator. */
    public readonly version: pulumi.Output<string>;
    /**
     * Has a value once the operator is ready. Jobs depend on it, so that none is created before it
     * can run. A preview does not wait for it.
     */
    public readonly ready: pulumi.Output<string>;

    /** @param opts nothing is made in the job namespaces before what `dependsOn` names */
    constructor(name: string, args: SparkOperatorOptions, opts?: SparkOperatorResourceOptions) {
        const { cluster, jobNamespaces, chart, image, ...release } = checkedArgs(
            `SparkOperator "${name}"`,
            args,
            sparkOperatorCheck,
        );
        const { madeNamespaces: made = {}, ...options } = opts ?? {};
        super("spark-platform:index:SparkOperator", name, {}, options);

        const namespace = release.namespace ?? OPERATOR_NAME;
        const { scope = OperatorScope.Platform, load, values } = release;
        const served = servedNamespaces(jobNamespaces, values);
        // A custom chart, or image values, choose the image themselves: a digest would override them.
        const isDefault = chart === undefined && values?.["image"] === undefined;
        const pinned = isDefault ? imageByDigest(sources.sparkOperatorImage) : undefined;
        const input = {
            ...{ scope, load, values, image: image ?? pinned },
            chartCreatesRbac: served === undefined,
        };
        const plan = operatorPlan(input, served ?? []);

        const free = namespaceForOperator(cluster, namespace);
        const child: pulumi.CustomResourceOptions = { parent: this, provider: cluster.provider };
        const own =
            release.createNamespace === false
                ? []
                : [operatorNamespace(`${name}-namespace`, cluster, free, child)];
        const policies = networkPolicies(name, free, plan, own, child);
        const jobs = [options.dependsOn ?? []].flat() as pulumi.Resource[];
        const permissions = operatorPermissions(
            { name, cluster, namespace: free, own, jobs, made, child },
            plan,
        );

        // Helm would wait silently: `ready` waits instead, and reports what is wrong.
        const common = { namespace: free, skipAwait: true };
        const crds = new k8s.helm.v3.Release(
            `${name}-crds`,
            { ...common, name: CRD_RELEASE_NAME, chart: crdChartPath() },
            { ...child, dependsOn: own, deleteBeforeReplace: true },
        );
        const install = (
            logicalName: string,
            releaseName: string,
            final: pulumi.Input<ChartValues>,
            dependsOn: pulumi.Resource[],
        ) =>
            new k8s.helm.v3.Release(
                logicalName,
                {
                    ...common,
                    ...operatorChartSource(chart),
                    name: releaseName,
                    values: final,
                    skipCrds: true,
                },
                { ...child, dependsOn, deleteBeforeReplace: true },
            );
        const known = jobNamespaces.map(
            (one) => (typeof one === "string" ? made[one] : undefined) ?? one,
        );
        const main = pulumi
            .all(known)
            .apply((names) => mainRelease({ ...input, jobNamespaces: names }));
        const before = [...own, ...jobs, ...policies, crds, ...permissions.all];
        const operator = install(name, plan.main.name, main.values, before);
        // After the main release: by then, the service account of an earlier version has lost its permissions.
        const ofTeams = plan.teams.map((team) =>
            install(`${name}-team-${team.namespace}`, team.release.name, team.release.values, [
                operator,
                ...(permissions.byRelease[team.release.name] ?? []),
            ]),
        );

        this.namespace = pulumi.output(namespace);
        this.version = pulumi.output(versions.sparkOperator);
        // The URNs are known in a preview, too, and carry the dependency on the releases.
        const installed = [operator, ...ofTeams].map(({ urn }) => urn);
        const ready = pulumi
            .all([pulumi.all(installed), main, kubeconfigForReads(cluster)])
            .apply(async ([, first, kubeconfig]) => {
                const releases = [first, ...plan.teams.map(({ release: one }) => one)];
                if (kubeconfig !== undefined && isRealUpdate()) {
                    const parts = releases.map((one) => operatorParts(namespace, one));
                    const api = waitingApi(kubeconfig, this);
                    await operatorIsReady(api, parts, POLLING);
                    // Only plain names: the others are namespaces created elsewhere.
                    const names = jobNamespaces.filter((one) => typeof one === "string");
                    await applicationsAreCounted(api, names, this);
                }
                return OPERATOR_NAME;
            });
        // Not a secret, although the kubeconfig is.
        this.ready = pulumi.unsecret(ready);
        this.registerOutputs({ namespace: this.namespace, version: this.version });
    }
}
