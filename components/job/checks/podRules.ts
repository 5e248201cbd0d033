import { Check, every, isPlainObject } from "../../validation/checks";
import { formatValue, pathTo } from "../../validation/problems";
import { stringOf } from "../../validation/values";
import { Role } from "../pods/podMemory";
import { each } from "./containerChecks";
import { templateRules } from "./templateChecks";
import { mountRule } from "./templateContainers";

const LISTS = ["initContainers", "sidecars"] as const;

/** A pod has each name of a container once. */
const namesOnce: Check = (role, path, problems) => {
    const args = isPlainObject(role) ? role : {};
    const seen = new Map<string, string>();
    for (const list of LISTS) {
        each((container, at) => {
            const name = stringOf(container["name"]);
            const first = seen.get(name);
            if (first !== undefined) {
                const message = `${formatValue(name)} is the name of ${first} already`;
                problems.add(pathTo(at, "name"), message);
            }
            seen.set(name, first ?? at);
        })(args[list], pathTo(path, list), problems);
    }
};

/** A container has volumes of its pod. */
const knownMounts: Check = (role, path, problems) => {
    const args = isPlainObject(role) ? role : {};
    const { podTemplate } = args;
    const template = isPlainObject(podTemplate) ? podTemplate["spec"] : undefined;
    const spec = isPlainObject(template) ? template : {};
    for (const list of LISTS) {
        each((container, at) => {
            each((mount, place) =>
                mountRule(mount["name"], [args, spec], pathTo(place, "name"), problems),
            )(container["volumeMounts"], pathTo(at, "volumeMounts"), problems);
        })(args[list], pathTo(path, list), problems);
    }
};

/** Rules between the keys of a role that say something of its pods. */
export function podRules(role: Role): Check {
    return every(namesOnce, knownMounts, templateRules(role));
}
