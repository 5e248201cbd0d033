import { APPLICATIONS_COUNT, SCHEDULES_COUNT } from "../../operator/readiness/countedApplications";
import { QuotaArgs } from "../teamArgs";

/** Name of the ResourceQuota that blocks Kubernetes' own priorities. */
export const SYSTEM_QUOTA = "spark-system-priorities";

/**
 * Limits of a team whose `quota` does not set them. They stop abuse and accidents, not work: a team
 * should never hit them.
 */
export const DEFAULT_LIMITS = {
    /** A schedule keeps few runs; a busy submitter that deletes nothing takes days to reach 500. */
    applications: 500,
    /** Finished drivers stay as long as their application; the rest is room for executors. */
    pods: 5000,
    /** One per executor is typical; AWS allows 5,000 volumes per region, for all teams together. */
    volumeClaims: 500,
    /** 200 executors with 100Gi each. */
    storage: "20Ti",
} as const;

/** Nobody writes hundreds of schedules. */
const SCHEDULES = 200;

/**
 * Objects that live as long as their application (Spark 4.1, operator 2.5): ConfigMaps with the driver's
 * configuration, the pod templates and the executors' configuration; Services of the driver and of its
 * web UI.
 */
const PER_APPLICATION = { configMaps: 3, services: 2 };
/** For other tools, job scripts, and what spark-submit leaves behind. */
const EXTRA = { configMaps: 500, services: 100 };

/** Keys of the counts in a ResourceQuota. */
export const COUNTS = {
    applications: APPLICATIONS_COUNT,
    schedules: SCHEDULES_COUNT,
    pods: "count/pods",
    configMaps: "count/configmaps",
    services: "services",
    volumeClaims: "persistentvolumeclaims",
    storage: "requests.storage",
} as const;

/**
 * Spec of the ResourceQuota that limits the number of objects, no matter who creates them. Secrets are
 * not counted: neither jobs nor submitters may create them.
 */
export function objectQuota(quota: QuotaArgs) {
    const limits = { ...DEFAULT_LIMITS, ...definedLimits(quota) };
    const { applications } = limits;
    return {
        hard: {
            [COUNTS.applications]: String(applications),
            [COUNTS.schedules]: String(SCHEDULES),
            // Unlike `pods`, this counts finished ones: they take space in the API server, too.
            [COUNTS.pods]: String(limits.pods),
            [COUNTS.configMaps]: String(
                applications * PER_APPLICATION.configMaps + EXTRA.configMaps,
            ),
            [COUNTS.services]: String(applications * PER_APPLICATION.services + EXTRA.services),
            [COUNTS.volumeClaims]: String(limits.volumeClaims),
            [COUNTS.storage]: limits.storage,
            // Both bypass the team's network policies.
            "services.loadbalancers": "0",
            "services.nodeports": "0",
        },
    };
}

/**
 * Spec of the ResourceQuota that rejects Kubernetes' own priorities: pods with one of them preempt
 * other teams' pods.
 */
export function systemQuota() {
    return {
        hard: { pods: "0" },
        scopeSelector: {
            matchExpressions: [
                {
                    scopeName: "PriorityClass",
                    operator: "In",
                    values: ["system-cluster-critical", "system-node-critical"],
                },
            ],
        },
    };
}

/** Omits `undefined` values, which would override the defaults. */
function definedLimits({ applications, pods, volumeClaims, storage }: QuotaArgs) {
    return {
        ...(applications !== undefined && { applications }),
        ...(pods !== undefined && { pods }),
        ...(volumeClaims !== undefined && { volumeClaims }),
        ...(storage !== undefined && { storage }),
    };
}
