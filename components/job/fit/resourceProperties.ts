import { RESOURCE_PREFIXES } from "../../spark/resources";
import { pathTo, Problems } from "../../validation/problems";
import { JobArgs } from "../args/jobArgs";
import { UNKNOWN } from "../conf/knownConf";
import { Conf, ConfLayer, ownerOf } from "../conf/layers";
import { resourcePrefixes } from "../conf/mergedJob";

type Job = Pick<JobArgs, "driver" | "executor">;

/** Adds what properties about GPUs and the like lack, or have beside the arguments. */
export function resourceProperties(path: string, job: Job, conf: Conf, problems: Problems): void {
    for (const role of ["driver", "executor"] as const) {
        const own = Object.keys(job[role]?.resources ?? {});
        for (const [name, { layer }] of Object.entries(conf)) {
            const isTwice =
                layer === ConfLayer.Job &&
                own.some((one) => resourcePrefixes(role, one).some((it) => name.startsWith(it)));
            if (isTwice) {
                problems.add(
                    pathTo(path, name),
                    `is decided by \`${role}.resources\`; remove it here`,
                );
            }
        }
        const isDescribed = (name: string) => own.includes(name);
        needsProblems(path, RESOURCE_PREFIXES[role], isDescribed, conf, problems);
    }
}

/** What Kubernetes and Spark want beside an amount. */
function needsProblems(
    path: string,
    prefix: string,
    isDescribed: (name: string) => boolean,
    conf: Conf,
    problems: Problems,
): void {
    for (const [key, name] of amounts(conf, prefix)) {
        const has = (option: string) => conf[`${prefix}${name}.${option}`] !== undefined;
        const owner = ownerOf(conf[key]?.layer ?? ConfLayer.Job);
        if (isDescribed(name)) {
            continue;
        }
        // Kubernetes' name of a resource has a domain (`KubernetesUtils.buildResourcesQuantities`).
        if (!has("vendor")) {
            problems.add(
                pathTo(path, key),
                `needs ${prefix}${name}.vendor beside it${owner}: the domain in Kubernetes' name of the ` +
                    'resource (e.g. "nvidia.com")',
            );
        }
        // `ResourceDiscoveryScriptPlugin` asks for it, unless another plugin finds them.
        if (!has("discoveryScript") && conf["spark.resources.discoveryPlugin"] === undefined) {
            problems.add(
                pathTo(path, key),
                `needs ${prefix}${name}.discoveryScript beside it${owner}: the script in the image that ` +
                    "tells Spark which ones a pod has",
            );
        }
    }
}

/** Properties with the amount of a resource, if it is more than none, and the resource's name. */
function amounts(conf: Conf, prefix: string): [key: string, name: string][] {
    return Object.keys(conf).flatMap((key): [string, string][] => {
        const [, name] =
            /^([^.]+)\.amount$/.exec(key.startsWith(prefix) ? key.slice(prefix.length) : "") ?? [];
        return name !== undefined && isAsked(conf, key) ? [[key, name]] : [];
    });
}

function isAsked(conf: Conf, key: string): boolean {
    const value = conf[key]?.value;
    return value !== undefined && (value === UNKNOWN || Number(value) > 0);
}
