import * as k8s from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";
import { ClusterConnection } from "../../cluster/connection";
import { isRealUpdate } from "../../kubernetes/api";
import { LEAF_OBJECT } from "../../kubernetes/leafObject";
import { kubeconfigForReads } from "../../kubernetes/readCluster";
import { waitingApi } from "../../kubernetes/outage";
import { Controller } from "../chart/controller";
import { OperatorPlan } from "../chart/plan";
import { batchSchedulerRules, controllerRules, ownNamespaceRules } from "./controllerRules";
import { awaitHandover, HANDOVER_TIMING } from "./handover";

/**
 * Name of the Role in each namespace that an operator serves, and of its binding. Different from the
 * chart's names: Helm deletes its own objects when the chart no longer creates them.
 */
const OPERATOR_ROLE = "spark-platform-operator";

export interface PermissionsScope {
    /** Name of the component; logical names begin with it. */
    name: string;
    cluster: ClusterConnection;
    /** The operator's namespace. */
    namespace: pulumi.Output<string>;
    /** What creates the operator's namespace. */
    own: pulumi.Resource[];
    /** What creates the namespaces that it serves. */
    jobs: pulumi.Resource[];
    /** Served namespaces by name, as outputs that depend on what creates them. */
    made: Record<string, pulumi.Input<string>>;
    child: pulumi.CustomResourceOptions;
}

/** What releases depend on, so that their controllers have permissions when they start. */
export interface OperatorPermissions {
    /** Permissions of all controllers. */
    all: pulumi.Resource[];
    /** Permissions of one controller, by the name of its release. */
    byRelease: Record<string, pulumi.Resource[]>;
}

/** Registers the permissions of all controllers. */
export function operatorPermissions(
    scope: PermissionsScope,
    { controllers, teams }: OperatorPlan,
): OperatorPermissions {
    const accounts = controllers
        .filter(({ controller }) => controller.hasBatchScheduler)
        .map(({ controller }) => controller.account);
    const ofCluster = batchSchedulerPermissions(scope, accounts);
    const entries = controllers.map(({ controller, namespaces, release }) => {
        const team = teams.length === 0 ? undefined : namespaces[0];
        const own = ownNamespacePermissions(scope, controller, team);
        const served = namespaces.map((one) => servedNamespacePermissions(scope, controller, one));
        const made: pulumi.Resource[] = [...ofCluster, ...own, ...served];
        return [release, made] as const;
    });
    return { all: entries.flatMap(([, made]) => made), byRelease: Object.fromEntries(entries) };
}

/**
 * Registers a controller's permissions in a namespace whose jobs it runs. There is a single binding,
 * whichever operator serves the namespace: a change of the operator updates its subject, so that
 * exactly one of them has access at any time.
 */
function servedNamespacePermissions(
    { name, cluster, namespace: operatorNamespace, jobs, made, child }: PermissionsScope,
    controller: Controller,
    served: string,
): pulumi.Resource {
    const logicalName = `${name}-team-${served}`;
    const namespace = made[served];
    const metadata = {
        name: OPERATOR_ROLE,
        namespace: namespace ?? served,
        annotations: LEAF_OBJECT,
    };
    const role = new k8s.rbac.v1.Role(
        logicalName,
        { metadata, rules: controllerRules(controller) },
        // Not on the namespaces of all teams: that would be teams × teams dependencies in the state.
        { ...child, dependsOn: namespace === undefined ? jobs : [] },
    );
    const account = { name: controller.account, namespace: operatorNamespace };
    const subject = { kind: "ServiceAccount", ...account };
    return new k8s.rbac.v1.RoleBinding(
        logicalName,
        {
            metadata,
            roleRef: roleRef("Role", OPERATOR_ROLE),
            subjects: [
                {
                    ...subject,
                    name: onceQuiet(
                        cluster,
                        role,
                        { namespace: served, name: OPERATOR_ROLE },
                        account,
                    ),
                },
            ],
        },
        { ...child, dependsOn: [role] },
    );
}

/** The account's name; in a real update, once the namespace can be handed over to it. */
function onceQuiet(
    cluster: ClusterConnection,
    role: pulumi.Resource,
    binding: { namespace: string; name: string },
    account: { name: string; namespace: pulumi.Output<string> },
): pulumi.Input<string> {
    const kubeconfig = kubeconfigForReads(cluster);
    if (kubeconfig === undefined || !isRealUpdate()) {
        return account.name;
    }
    const calm = pulumi
        .all([kubeconfig, account.namespace, role.urn])
        .apply(async ([contents, namespace]) => {
            const api = waitingApi(contents, role);
            await awaitHandover(api, binding, { ...account, namespace }, HANDOVER_TIMING);
            return account.name;
        });
    // The name is not secret, although the kubeconfig is.
    return pulumi.unsecret(calm);
}

/**
 * Registers a controller's permissions in the operator's own namespace.
 *
 * @param team the team that the operator serves, if it serves only one. Operators then share the
 * namespace, and the lease is created here: see {@link ownNamespaceRules}.
 */
function ownNamespacePermissions(
    { name, namespace, own, child }: PermissionsScope,
    controller: Controller,
    team: string | undefined,
): pulumi.Resource[] {
    const { account, lock } = controller;
    if (lock === undefined) {
        return [];
    }
    const logicalName = team === undefined ? `${name}-lock` : `${name}-lock-${team}`;
    const metadata = { name: lock, namespace, annotations: LEAF_OBJECT };
    const options = { ...child, dependsOn: own };
    const lease =
        team === undefined
            ? []
            : [new k8s.coordination.v1.Lease(logicalName, { metadata }, options)];
    const role = new k8s.rbac.v1.Role(
        logicalName,
        { metadata, rules: ownNamespaceRules(controller, team === undefined) },
        options,
    );
    const binding = new k8s.rbac.v1.RoleBinding(
        logicalName,
        {
            metadata,
            roleRef: roleRef("Role", lock),
            subjects: [{ kind: "ServiceAccount", name: account, namespace }],
        },
        { ...child, dependsOn: [role] },
    );
    return [...lease, binding];
}

/** Registers the cluster-wide permissions of controllers with a batch scheduler. */
function batchSchedulerPermissions(
    { name, namespace, own, child }: PermissionsScope,
    accounts: string[],
): pulumi.Resource[] {
    if (accounts.length === 0) {
        return [];
    }
    const metadata = { name: `${OPERATOR_ROLE}-batch-scheduler`, annotations: LEAF_OBJECT };
    const logicalName = `${name}-batch-scheduler`;
    const role = new k8s.rbac.v1.ClusterRole(
        logicalName,
        { metadata, rules: batchSchedulerRules() },
        { ...child, dependsOn: own },
    );
    const binding = new k8s.rbac.v1.ClusterRoleBinding(
        logicalName,
        {
            metadata,
            roleRef: roleRef("ClusterRole", metadata.name),
            subjects: accounts.map((account) => ({
                kind: "ServiceAccount",
                name: account,
                namespace,
            })),
        },
        { ...child, dependsOn: [role] },
    );
    return [binding];
}

function roleRef(kind: string, name: string) {
    return { apiGroup: "rbac.authorization.k8s.io", kind, name };
}
