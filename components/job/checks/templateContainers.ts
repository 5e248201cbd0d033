import { variableNameProblem } from "../../spark/environmentVariables";
import { isPlainObject } from "../../validation/checks";
import { CredentialPlaces } from "../../validation/credentials/credentialPlaces";
import { credentialIn } from "../../validation/credentials/inside";
import { eachEntry } from "../../validation/eachEntry";
import { formatValue, pathTo, Problems, unknownName } from "../../validation/problems";
import { dnsLabel, stringOf } from "../../validation/values";
import { Role } from "../pods/podMemory";
import { resourceRules, RESERVED_CONTAINERS } from "./containerChecks";
import { noCredential, programArguments } from "./credentialChecks";
import { VARIABLE_KINDS } from "./environmentChecks";
import { Ownership, sparkOwnership, SPARK_SECURITY_OWNERSHIP } from "./templateOwnership";
import { folderInPod } from "./volumeChecks";

/** A part of a pod template. */
export type Part = Record<string, unknown>;

/** A pod template with valid Kubernetes fields, and what surrounds it. */
export interface TemplateContext {
    role: Role;
    /** The role's other arguments. */
    args: Part;
    spec: Part;
    path: string;
    problems: Problems;
}

/** Adds the keys that are set elsewhere. */
export function decided(given: Part, decisions: Ownership, path: string, problems: Problems): void {
    for (const [key, message] of Object.entries(decisions)) {
        if (given[key] !== undefined) {
            problems.add(pathTo(path, key), message);
        }
    }
}

/** Adds what is wrong with a template's entry for Spark's container. */
export function sparkContainerRules(context: TemplateContext, container: Part, path: string): void {
    const { role, args, problems } = context;
    decided(container, sparkOwnership(role), path, problems);
    decided(
        asMap(container["securityContext"]),
        SPARK_SECURITY_OWNERSHIP,
        `${path}.securityContext`,
        problems,
    );
    eachEntry((variable, at) => {
        const name = stringOf(variable["name"]);
        const kind = VARIABLE_KINDS.find((one) => name in asMap(args[one]));
        const wrong =
            variableNameProblem(name) ??
            (kind && `is already set in ${role}.${kind}: keep one of them`);
        if (wrong !== undefined) {
            problems.add(pathTo(at, "name"), wrong);
        }
    })(container["env"], `${path}.env`, problems);
    const folders = Object.values(asMap(args["volumes"])).map((one) => asMap(one)["mountPath"]);
    eachEntry((mount, at) => {
        folderInPod(mount["mountPath"], pathTo(at, "mountPath"), problems);
        if (folders.includes(mount["mountPath"])) {
            const message = `${formatValue(mount["mountPath"])} is already a mount path in ${role}.volumes`;
            problems.add(pathTo(at, "mountPath"), message);
        }
    })(container["volumeMounts"], `${path}.volumeMounts`, problems);
    containerRules(context, container, path);
}

/** Adds what is wrong with an init container of a template. */
export function initContainerRules(context: TemplateContext, container: Part, path: string): void {
    const { role, args, problems } = context;
    const name = stringOf(container["name"]);
    dnsLabel(name, pathTo(path, "name"), problems);
    if (RESERVED_CONTAINERS.includes(name)) {
        const message = `${formatValue(name)} is reserved for Spark or the platform: choose another name`;
        problems.add(pathTo(path, "name"), message);
    }
    const isArgument = containersOf(args).some((one) => one["name"] === name);
    if (container["image"] === undefined && !isArgument) {
        const message = `is missing, and no container in ${role}.initContainers or sidecars is named ${formatValue(name)}`;
        problems.add(pathTo(path, "image"), message);
    }
    if (!["Always", undefined].includes(container["restartPolicy"] as string | undefined)) {
        const message = `${formatValue(container["restartPolicy"])} is not "Always", the value for sidecars`;
        problems.add(pathTo(path, "restartPolicy"), message);
    }
    resourceRules(container["resources"], pathTo(path, "resources"), problems);
    containerRules(context, container, path);
}

function containerRules(
    { args, spec, problems }: TemplateContext,
    container: Part,
    path: string,
): void {
    for (const key of ["command", "args"]) {
        programArguments(container[key] ?? [], pathTo(path, key), problems);
    }
    eachEntry((variable, at) => {
        const { name, value } = variable;
        const check = noCredential(CredentialPlaces.Variable, () => undefined, stringOf(name));
        check(value, pathTo(at, "value"), problems);
    })(container["env"], `${path}.env`, problems);
    eachEntry((mount, at) => mountRule(mount["name"], [args, spec], pathTo(at, "name"), problems))(
        container["volumeMounts"],
        `${path}.volumeMounts`,
        problems,
    );
    noCredentialsInside(container, path, problems);
}

/** Adds that a mount's volume is in neither the role nor its template. */
export function mountRule(
    name: unknown,
    [args, spec]: [args: Part, spec: Part],
    path: string,
    problems: Problems,
): void {
    const more: unknown[] = Array.isArray(spec["volumes"]) ? spec["volumes"] : [];
    const known = [
        ...Object.keys(asMap(args["volumes"])),
        ...more.map((volume) => stringOf(asMap(volume)["name"])),
    ];
    if (typeof name === "string" && !known.includes(name)) {
        problems.add(path, unknownName("volume", name, known));
    }
}

/** Refuses what looks like a credential anywhere, e.g. in a probe's header. */
function noCredentialsInside(value: unknown, path: string, problems: Problems): void {
    if (typeof value === "string" && credentialIn(value) !== undefined) {
        noCredential(CredentialPlaces.Property, () => undefined)(value, path, problems);
    }
    for (const [key, entry] of Object.entries(
        typeof value === "object" && value !== null ? value : {},
    )) {
        noCredentialsInside(
            entry,
            pathTo(path, Array.isArray(value) ? Number(key) : key),
            problems,
        );
    }
}

/** Containers in a role's arguments, as far as they are maps. */
function containersOf(args: Part): Part[] {
    return ["initContainers", "sidecars"].flatMap((key) => {
        const list: unknown = args[key];
        return Array.isArray(list) ? (list as unknown[]).filter(isPlainObject) : [];
    });
}

/** A map, or an empty one. */
export function asMap(value: unknown): Part {
    return isPlainObject(value) ? value : {};
}
