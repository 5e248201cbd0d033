import { RESOURCE_PREFIXES } from "../../spark/resources";
import { pathTo, Problems } from "../../validation/problems";
import { JobArgs } from "../args/jobArgs";
import { UNKNOWN } from "../conf/knownConf";
import { Conf, ConfLayer, ownerOf } from "../conf/layers";
import { resourcePrefixes } from "../conf/mergedJob";

type Job = Pick<JobArgs, "driver" | "executor">;

/** Adds what properties for GPUs and similar resources lack, or repeat from the arguments. */
export function resourceProperties(path: string, job: Job, conf: Conf, problems: Problems): void {
    for (const role of ["driver", "executor"] as const) {
        const own = Object.keys(job[role]?.resources ?? {});
        for (const [name, { layer }] of Object.entries(conf)) {
            const isDuplicate =
                layer === ConfLayer.Job &&
                own.some((one) => resourcePrefixes(role, one).some((it) => name.startsWith(it)));
            if (isDuplicate) {
                problems.add(pathTo(path, name), `is set by \`${role}.resources\`; remove it here`);
            }
        }
        const isDescribed = (name: string) => own.includes(name);
        companionProblems(path, RESOURCE_PREFIXES[role], isDescribed, conf, problems);
    }
}

/** Adds what Kubernetes and Spark need besides an amount. */
function companionProblems(
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
        // Kubernetes resource names have a domain (`KubernetesUtils.buildResourcesQuantities`).
        if (!has("vendor")) {
            problems.add(
                pathTo(path, key),
                `also needs ${prefix}${name}.vendor${owner}: the domain of the Kubernetes resource ` +
                    'name (e.g. "nvidia.com")',
            );
        }
        // Required by `ResourceDiscoveryScriptPlugin`, unless another plugin finds the resources.
        if (!has("discoveryScript") && conf["spark.resources.discoveryPlugin"] === undefined) {
            problems.add(
                pathTo(path, key),
                `also needs ${prefix}${name}.discoveryScript${owner}: the script in the image that ` +
                    "lists the pod's devices for Spark",
            );
        }
    }
}

/** Properties that request more than zero of a resource, with the resource's name. */
function amounts(conf: Conf, prefix: string): [key: string, name: string][] {
    return Object.keys(conf).flatMap((key): [string, string][] => {
        const [, name] =
            /^([^.]+)\.amount$/.exec(key.startsWith(prefix) ? key.slice(prefix.length) : "") ?? [];
        return name !== undefined && isRequested(conf, key) ? [[key, name]] : [];
    });
}

function isRequested(conf: Conf, key: string): boolean {
    const value = conf[key]?.value;
    return value !== undefined && (value === UNKNOWN || Number(value) > 0);
}
