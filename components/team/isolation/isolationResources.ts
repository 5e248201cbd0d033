import * as k8s from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";
import { OBJECT_QUOTA } from "../../operator/readiness/countedApplications";
import { PriorityClasses } from "../connection";
import { QuotaArgs } from "../teamArgs";
import { objectMetadata, TeamScope } from "../teamScope";
import { driverQuota, limitRange, networkPolicies, resourceQuota } from "./isolation";
import { objectQuota, SYSTEM_QUOTA, systemQuota } from "./objectQuota";

type QuotaSpec = k8s.types.input.core.v1.ResourceQuotaSpec;

/**
 * Ready once Kubernetes enforces the whole quota. The provider's own wait polls twice a second: an
 * update with 64 new teams took 28 s with it, and 23 s without.
 */
const WAIT_UNTIL_COUNTED = { "pulumi.com/waitFor": "jsonpath={$.status[?@ == $.spec.hard]}" };

/** Registers a team's network policies and quotas; returns what to wait for. */
export function isolationResources(
    scope: TeamScope,
    quota: QuotaArgs,
    priorityClasses: PriorityClasses | undefined,
    port: number,
): pulumi.Output<string>[] {
    const { name, child } = scope;
    const resources: pulumi.Resource[] = Object.entries(networkPolicies(port)).map(
        ([policy, spec]) =>
            new k8s.networking.v1.NetworkPolicy(
                `${name}-${policy}`,
                { metadata: objectMetadata(scope, "NetworkPolicy", policy), spec },
                child,
            ),
    );
    const limit = (suffix: string, objectName: string, spec: QuotaSpec) => {
        const metadata = objectMetadata(scope, "ResourceQuota", objectName);
        const annotations = { ...metadata.annotations, ...WAIT_UNTIL_COUNTED };
        resources.push(
            new k8s.core.v1.ResourceQuota(
                `${name}-${suffix}`,
                { metadata: { ...metadata, annotations }, spec },
                // A quota's scope is immutable: another driver class needs another quota.
                { ...child, replaceOnChanges: ["spec.scopeSelector"] },
            ),
        );
    };
    limit("objects", OBJECT_QUOTA, objectQuota(quota));
    limit("system-priorities", SYSTEM_QUOTA, systemQuota());
    const all = resourceQuota(quota);
    if (all !== undefined) {
        limit("quota", "spark-quota", all);
        resources.push(
            new k8s.core.v1.LimitRange(
                `${name}-limits`,
                {
                    metadata: objectMetadata(scope, "LimitRange", "spark-limits"),
                    spec: limitRange(quota),
                },
                child,
            ),
        );
    }
    if (quota.drivers !== undefined && priorityClasses !== undefined) {
        limit("drivers", "spark-drivers", driverQuota(quota.drivers, priorityClasses.driver));
    }
    return resources.map(({ urn }) => urn);
}
