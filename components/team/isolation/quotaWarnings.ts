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

/** Share of a limit from which users are warned. */
const NEARLY_FULL = 0.8;

const FINISHED = "delete finished applications, or set timeToLive on jobs";

/** What each count covers, how to make room, and the `quota` argument that raises the limit. */
const DESCRIPTIONS: Record<Count, { what: string; room: string; argument?: keyof QuotaArgs }> = {
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
        room: "delete unused claims",
        argument: "volumeClaims",
    },
    storage: {
        what: "storage in volume claims",
        room: "delete unused claims",
        argument: "storage",
    },
};

/** Kinds to count in a namespace that does not have the library's quota yet. */
const KINDS: Partial<Record<Count, KindRef>> = {
    applications: spark("sparkapplications"),
    schedules: spark("scheduledsparkapplications"),
    pods: core("pods"),
    configMaps: core("configmaps"),
    services: core("services"),
    volumeClaims: core("persistentvolumeclaims"),
};

/** Warns if a team has nearly as many objects as its quota allows, or more. */
export function warnOfFullQuota(
    cluster: ClusterConnection,
    team: string,
    quota: QuotaArgs,
    parent: pulumi.Resource,
): void {
    const usage = readCluster(cluster, (api) => usedObjects(api, team));
    void usage?.apply(async (used) => {
        for (const warning of quotaWarnings(team, used, quota)) {
            await pulumi.log.warn(warning, parent);
        }
    });
}

/** Current usage of a namespace, by the quota's keys. */
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

/** Warnings about a team's objects. */
export function quotaWarnings(
    team: string,
    used: Readonly<Record<string, string>>,
    quota: QuotaArgs,
): string[] {
    const { hard } = objectQuota(quota);
    return (Object.keys(COUNTS) as Count[]).flatMap((count) => {
        const { what, room, argument } = DESCRIPTIONS[count];
        const [has, limit] = [used[COUNTS[count]] ?? "0", hard[COUNTS[count]] ?? ""];
        const [amount, max] = [quantityBytes(has), quantityBytes(limit)];
        if (amount === 0 || !(amount >= max * NEARLY_FULL)) {
            return [];
        }
        const raise =
            argument === undefined
                ? ""
                : `, or raise ${pathTo(pathTo("teams", team), "quota")}.${argument}`;
        const then =
            amount < max
                ? "At the limit, Kubernetes rejects any more"
                : "Nothing is deleted, but Kubernetes rejects any more";
        return [`Team "${team}" uses ${has} of ${limit} ${what}. ${then}: ${room}${raise}.`];
    });
}

function spark(plural: string): KindRef {
    return { group: "sparkoperator.k8s.io", version: "v1beta2", plural };
}

function core(plural: string): KindRef {
    return { group: "", version: "v1", plural };
}
