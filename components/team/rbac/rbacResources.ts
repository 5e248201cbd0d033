import * as k8s from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";
import { ROLE_ARN, ServiceAccountArgs } from "../serviceAccountArgs";
import { SubmitterArgs } from "../teamArgs";
import { objectMetadata, TeamScope } from "../teamScope";
import { driverRules, SERVICE_ACCOUNT } from "./driverRole";
import {
    ownServiceAccount,
    submitterName,
    submitterRole,
    submitterRules,
    submitterSubject,
} from "./submitters";

/**
 * Registers the drivers' service account with its permissions; returns what to wait for.
 *
 * @param roleArn AWS role for the account's annotation, with IRSA
 */
export function driverAccess(
    scope: TeamScope,
    account: ServiceAccountArgs = {},
    roleArn?: pulumi.Output<string>,
): pulumi.Output<string>[] {
    const { name, namespace, child } = scope;
    const metadata = objectMetadata(scope, "ServiceAccount", SERVICE_ACCOUNT);
    const annotations = {
        ...account.annotations,
        ...metadata.annotations,
        ...(roleArn !== undefined && { [ROLE_ARN]: roleArn }),
    };
    const labels = { ...account.labels, ...metadata.labels };
    const serviceAccount = new k8s.core.v1.ServiceAccount(
        name,
        // Its token is mounted by default: neither Spark nor the operator can request one for a driver
        // that was written by hand. The library's own executors opt out in their template.
        { metadata: { ...metadata, labels, annotations } },
        child,
    );
    const role = new k8s.rbac.v1.Role(
        `${name}-driver`,
        { metadata: objectMetadata(scope, "Role", "spark-driver"), rules: driverRules() },
        child,
    );
    const subject = { kind: "ServiceAccount", name: SERVICE_ACCOUNT, namespace };
    const binding = roleBinding(scope, `${name}-driver`, "spark-driver", role, subject);
    return [serviceAccount.urn, binding.urn];
}

/** Registers what submitters need: one role for each mode of work, and one binding per submitter. */
export function submitterAccess(
    scope: TeamScope,
    submitters: SubmitterArgs[],
    sparkVersion: string,
): void {
    const { name, namespace, child } = scope;
    const roles = new Map<string, k8s.rbac.v1.Role>();
    for (const submitter of submitters) {
        const roleName = submitterRole(submitter);
        const role =
            roles.get(roleName) ??
            new k8s.rbac.v1.Role(
                `${name}-${roleName}`,
                {
                    metadata: objectMetadata(scope, "Role", roleName),
                    rules: submitterRules(submitter, sparkVersion),
                },
                child,
            );
        roles.set(roleName, role);

        const safeName = submitterName(submitter);
        const account = ownServiceAccount(submitter);
        if (account !== undefined) {
            new k8s.core.v1.ServiceAccount(
                `${name}-submitter-${safeName}`,
                {
                    metadata: objectMetadata(scope, "ServiceAccount", account),
                    automountServiceAccountToken: false,
                },
                child,
            );
        }
        const subject = submitterSubject(submitter, namespace);
        const objectName = `spark-submitter-${safeName}`;
        roleBinding(scope, `${name}-submitter-${safeName}`, objectName, role, subject);
    }
}

function roleBinding(
    scope: TeamScope,
    logicalName: string,
    name: string,
    role: k8s.rbac.v1.Role,
    subject: k8s.types.input.rbac.v1.Subject,
): k8s.rbac.v1.RoleBinding {
    return new k8s.rbac.v1.RoleBinding(
        logicalName,
        {
            metadata: objectMetadata(scope, "RoleBinding", name),
            roleRef: {
                apiGroup: "rbac.authorization.k8s.io",
                kind: "Role",
                name: role.metadata.name,
            },
            subjects: [subject],
        },
        scope.child,
    );
}
