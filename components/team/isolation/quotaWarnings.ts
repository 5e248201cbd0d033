import * as pulumi from "@pulumi/pulumi";
import { ClusterConnection } from "../../cluster/connection";
import { KindRef, KubernetesApi } from "../../kubernetes/api";
import { readCluster, unlessForbidden } from "../../kubernetes/readCluster";
import { OBJECT_QUOTA } from "../../operator/readiness/countedApplications";
import { pathTo } from "../../validation/problems";
import { quantityBytes } from "../../validation/quantities";
import { QuotaArgs } from "../teamArgs";
import { COUNTS, objectQuota } from "./objectQuota";

type Count = keyof typeof COUNTS;

/** From which part of a limit on people are told. */
const NEARLY_FULL = 0.8;

const FINISHED = "delete applications that finished, or give jobs a timeToLive";

/** What each count is of, what makes room, and the argument of `quota` that raises it. */
const WORDS: Record<Count, { what: string; room: string; argument?: keyof QuotaArgs }> = {
    applications: {
        what: "SparkApplications, finished ones included",
        room: FINISHED,
        argument: "applications",
    },
    schedules: { what: "ScheduledSparkApplications", room: "delete some" },
    pods: { what: "pods, finished ones included", room: FINISHED, argument: "pods" },
    configMaps: { what: "ConfigMaps", room: FINISHED, argument: "applications" },
    services: { what: "Services", room: FINISHED, argument: "applications" },
    volumeClaims: {
        what: "volume claims",
        room: "delete claims that nothing uses",
        argument: "volumeClaims",
    },
    storage: {
        what: "storage in volume claims",
        room: "delete claims that nothing uses",
        argument: "storage",
    },
};

/** The kinds that are counted where a namespace has no quota of the library yet. */
const KINDS: Partial<Record<Count, KindRef>> = {
    applications: spark("sparkapplications"),
    schedules: spark("scheduledsparkapplications"),
    pods: core("pods"),
    configMaps: core("configmaps"),
    services: core("services"),
    volumeClaims: core("persistentvolumeclaims"),
};

/** Warns of a team that has nearly as many objects as its quota allows, or more. */
export function warnOfFullQuota(
    cluster: ClusterConnection,
    team: string,
    quota: QuotaArgs,
    parent: pulumi.Resource,
): void {
    const looked = readCluster(cluster, (api) => usedObjects(api, team));
    void looked?.apply(async (used) => {
        for (const warning of quotaWarnings(team, used, quota)) {
            await pulumi.log.warn(warning, parent);
        }
    });
}

/** How much of what the quota limits a namespace has, by the quota's keys. */
export async function usedObjects(
    api: KubernetesApi,
    namespace: string,
): Promise<Record<string, string>> {
    const quotas = await unlessForbidden(api.listResourceQuotas(namespace), undefined);
    const quota = quotas?.find(({ metadata }) => metadata?.name === OBJECT_QUOTA);
    if (quotas === undefined || quota !== undefined) {
        return quota?.status?.used ?? {};
    }
    if ((await unlessForbidden(api.readNamespace(namespace), undefined)) === undefined) {
        return {};
    }
    const counts = Object.entries(KINDS).map(async ([count, kind]): Promise<[string, string]> => {
        const found = await unlessForbidden(api.countObjects(kind, namespace), 0);
        return [COUNTS[count as Count], String(found)];
    });
    return Object.fromEntries(await Promise.all(counts));
}

/** What people are told of a team's objects. */
export function quotaWarnings(
    team: string,
    used: Readonly<Record<string, string>>,
    quota: QuotaArgs,
): string[] {
    const { hard } = objectQuota(quota);
    return (Object.keys(COUNTS) as Count[]).flatMap((count) => {
        const { what, room, argument } = WORDS[count];
        const [has, limit] = [used[COUNTS[count]] ?? "0", hard[COUNTS[count]] ?? ""];
        const [amount, most] = [quantityBytes(has), quantityBytes(limit)];
        if (amount === 0 || !(amount >= most * NEARLY_FULL)) {
            return [];
        }
        const raise =
            argument === undefined
                ? ""
                : `, or raise ${pathTo(pathTo("teams", team), "quota")}.${argument}`;
        const then =
            amount < most
                ? "When all are used, Kubernetes refuses more"
                : "Nothing is deleted, but Kubernetes refuses more";
        return [`Team "${team}" uses ${has} of ${limit} ${what}. ${then}: ${room}${raise}.`];
    });
}

function spark(plural: string): KindRef {
    return { group: "sparkoperator.k8s.io", version: "v1beta2", plural };
}

function core(plural: string): KindRef {
    return { group: "", version: "v1", plural };
}
