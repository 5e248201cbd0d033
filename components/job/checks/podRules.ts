import { Check, every, isPlainObject } from "../../validation/checks";
import { eachEntry } from "../../validation/eachEntry";
import { formatValue, pathTo } from "../../validation/problems";
import { stringOf } from "../../validation/values";
import { Role } from "../pods/podMemory";
import { templateRules } from "./templateChecks";
import { mountRule } from "./templateContainers";

const LISTS = ["initContainers", "sidecars"] as const;

/** Container names are unique in a pod. */
const uniqueContainerNames: Check = (role, path, problems) => {
    const args = isPlainObject(role) ? role : {};
    const seen = new Map<string, string>();
    for (const list of LISTS) {
        eachEntry((container, at) => {
            const name = stringOf(container["name"]);
            const first = seen.get(name);
            if (first !== undefined) {
                const message = `${formatValue(name)} is already the name of ${first}`;
                problems.add(pathTo(at, "name"), message);
            }
            seen.set(name, first ?? at);
        })(args[list], pathTo(path, list), problems);
    }
};

/** A container can only mount volumes of its pod. */
const knownMounts: Check = (role, path, problems) => {
    const args = isPlainObject(role) ? role : {};
    const { podTemplate } = args;
    const template = isPlainObject(podTemplate) ? podTemplate["spec"] : undefined;
    const spec = isPlainObject(template) ? template : {};
    for (const list of LISTS) {
        eachEntry((container, at) => {
            eachEntry((mount, place) =>
                mountRule(mount["name"], [args, spec], pathTo(place, "name"), problems),
            )(container["volumeMounts"], pathTo(at, "volumeMounts"), problems);
        })(args[list], pathTo(path, list), problems);
    }
};

/** Rules between the keys of a role that concern its pods. */
export function podRules(role: Role): Check {
    return every(uniqueContainerNames, knownMounts, templateRules(role));
}
