import { APPLICATIONS_COUNT, SCHEDULES_COUNT } from "../../operator/readiness/countedApplications";
import { QuotaArgs } from "../teamArgs";

/** Name of the ResourceQuota for priorities of Kubernetes itself. */
export const SYSTEM_QUOTA = "spark-system-priorities";

/**
 * What a team may have where its `quota` says nothing. These bound abuse and accidents, not work: a
 * team should never meet them.
 */
export const DEFAULT_LIMITS = {
    /** A schedule keeps few runs; 500 are days of a busy submitter that removes nothing. */
    applications: 500,
    /** Drivers that ended stay with their application; the rest is room for executors. */
    pods: 5000,
    /** One for each executor is usual; AWS allows 5,000 volumes a region, for all teams. */
    volumeClaims: 500,
    /** 200 executors with 100Gi each. */
    storage: "20Ti",
} as const;

/** Nobody writes schedules by the hundred. */
const SCHEDULES = 200;

/**
 * What exists as long as its application does (Spark 4.1, operator 2.5): the driver's
 * configuration, the pods' templates and the executors' configuration; the driver's Service and the
 * one for its pages.
 */
const PER_APPLICATION = { configMaps: 3, services: 2 };
/** For other tools, scripts of jobs, and what spark-submit leaves behind. */
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
 * Spec of the ResourceQuota for how many objects there may be, whoever makes them. Secrets are not
 * counted: neither jobs nor submitters may create them.
 */
export function objectQuota(quota: QuotaArgs) {
    const limits = { ...DEFAULT_LIMITS, ...definedLimits(quota) };
    const { applications } = limits;
    return {
        hard: {
            [COUNTS.applications]: String(applications),
            [COUNTS.schedules]: String(SCHEDULES),
            // Unlike `pods`, with those that ended: they fill the API server as well.
            [COUNTS.pods]: String(limits.pods),
            [COUNTS.configMaps]: String(
                applications * PER_APPLICATION.configMaps + EXTRA.configMaps,
            ),
            [COUNTS.services]: String(applications * PER_APPLICATION.services + EXTRA.services),
            [COUNTS.volumeClaims]: String(limits.volumeClaims),
            [COUNTS.storage]: limits.storage,
            // Both reach past the team's network policies.
            "services.loadbalancers": "0",
            "services.nodeports": "0",
        },
    };
}

/**
 * Spec of the ResourceQuota that refuses Kubernetes' own priorities: pods that have one push other
 * teams' pods from their nodes.
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

/** Without what is `undefined`, which would win over a default. */
function definedLimits({ applications, pods, volumeClaims, storage }: QuotaArgs) {
    return {
        ...(applications !== undefined && { applications }),
        ...(pods !== undefined && { pods }),
        ...(volumeClaims !== undefined && { volumeClaims }),
        ...(storage !== undefined && { storage }),
    };
}
