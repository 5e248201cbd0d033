import * as k8s from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";
import { PriorityClasses } from "./connection";
import { driverQuota, limitRange, networkPolicies, resourceQuota } from "./isolation";
import { QuotaArgs } from "./teamArgs";
import { objectMetadata, TeamScope } from "./teamScope";

/** Registers a team's network policies and quotas; returns what to wait for. */
export function isolationResources(
    scope: TeamScope,
    quota: QuotaArgs,
    priorityClasses: PriorityClasses | undefined,
): pulumi.Output<string>[] {
    const { name, child } = scope;
    const resources: pulumi.Resource[] = Object.entries(networkPolicies()).map(
        ([policy, spec]) =>
            new k8s.networking.v1.NetworkPolicy(
                `${name}-${policy}`,
                { metadata: objectMetadata(scope, policy), spec },
                child,
            ),
    );
    const all = resourceQuota(quota);
    if (all !== undefined) {
        resources.push(
            new k8s.core.v1.ResourceQuota(
                `${name}-quota`,
                { metadata: objectMetadata(scope, "spark-quota"), spec: all },
                child,
            ),
            new k8s.core.v1.LimitRange(
                `${name}-limits`,
                { metadata: objectMetadata(scope, "spark-limits"), spec: limitRange(quota) },
                child,
            ),
        );
    }
    if (quota.drivers !== undefined && priorityClasses !== undefined) {
        const spec = driverQuota(quota.drivers, priorityClasses.driver);
        resources.push(
            new k8s.core.v1.ResourceQuota(
                `${name}-drivers`,
                { metadata: objectMetadata(scope, "spark-drivers"), spec },
                child,
            ),
        );
    }
    return resources.map(({ urn }) => urn);
}
