import { variableNameProblem } from "../../spark/environmentVariables";
import { isPlainObject } from "../../validation/checks";
import { CredentialPlaces } from "../../validation/credentials/credentialPlaces";
import { credentialIn } from "../../validation/credentials/inside";
import { formatValue, pathTo, Problems, unknownName } from "../../validation/problems";
import { dnsLabel, stringOf } from "../../validation/values";
import { Role } from "../pods/podMemory";
import { each, resourceRules, TAKEN_CONTAINERS } from "./containerChecks";
import { noCredential, programArguments } from "./credentialChecks";
import { VARIABLE_KINDS } from "./environmentChecks";
import { Decisions, sparkDecisions, SPARK_SECURITY_DECISIONS } from "./templateDecisions";
import { folderInPod } from "./volumeChecks";

/** A part of a pod template. */
export type Part = Record<string, unknown>;

/** A pod template whose fields are Kubernetes', and what stands beside it. */
export interface TemplateLook {
    role: Role;
    /** The role's other arguments. */
    args: Part;
    spec: Part;
    path: string;
    problems: Problems;
}

/** Adds what somebody else decides. */
export function decided(given: Part, decisions: Decisions, path: string, problems: Problems): void {
    for (const [key, message] of Object.entries(decisions)) {
        if (given[key] !== undefined) {
            problems.add(pathTo(path, key), message);
        }
    }
}

/** Adds what is wrong with Spark's container in a template. */
export function sparkContainerRules(look: TemplateLook, container: Part, path: string): void {
    const { role, args, problems } = look;
    decided(container, sparkDecisions(role), path, problems);
    decided(
        mapAt(container["securityContext"]),
        SPARK_SECURITY_DECISIONS,
        `${path}.securityContext`,
        problems,
    );
    each((variable, at) => {
        const name = stringOf(variable["name"]);
        const kind = VARIABLE_KINDS.find((one) => name in mapAt(args[one]));
        const wrong =
            variableNameProblem(name) ??
            (kind && `is in ${role}.${kind} already: keep one of them`);
        if (wrong !== undefined) {
            problems.add(pathTo(at, "name"), wrong);
        }
    })(container["env"], `${path}.env`, problems);
    const folders = Object.values(mapAt(args["volumes"])).map((one) => mapAt(one)["mountPath"]);
    each((mount, at) => {
        folderInPod(mount["mountPath"], pathTo(at, "mountPath"), problems);
        if (folders.includes(mount["mountPath"])) {
            const message = `${formatValue(mount["mountPath"])} is a folder of ${role}.volumes already`;
            problems.add(pathTo(at, "mountPath"), message);
        }
    })(container["volumeMounts"], `${path}.volumeMounts`, problems);
    containerRules(look, container, path);
}

/** Adds what is wrong with an init container of a template. */
export function initContainerRules(look: TemplateLook, container: Part, path: string): void {
    const { role, args, problems } = look;
    const name = stringOf(container["name"]);
    dnsLabel(name, pathTo(path, "name"), problems);
    if (TAKEN_CONTAINERS.includes(name)) {
        const message = `${formatValue(name)} is a container of Spark or the platform: choose another name`;
        problems.add(pathTo(path, "name"), message);
    }
    const isArgument = containersOf(args).some((one) => one["name"] === name);
    if (container["image"] === undefined && !isArgument) {
        const message = `is missing, and no container of ${role}.initContainers or sidecars is called ${formatValue(name)}`;
        problems.add(pathTo(path, "image"), message);
    }
    if (!["Always", undefined].includes(container["restartPolicy"] as string | undefined)) {
        const message = `${formatValue(container["restartPolicy"])} is not "Always", which makes it a sidecar`;
        problems.add(pathTo(path, "restartPolicy"), message);
    }
    resourceRules(container["resources"], pathTo(path, "resources"), problems);
    containerRules(look, container, path);
}

function containerRules(
    { args, spec, problems }: TemplateLook,
    container: Part,
    path: string,
): void {
    for (const key of ["command", "args"]) {
        programArguments(container[key] ?? [], pathTo(path, key), problems);
    }
    each((variable, at) => {
        const { name, value } = variable;
        const check = noCredential(CredentialPlaces.Variable, () => undefined, stringOf(name));
        check(value, pathTo(at, "value"), problems);
    })(container["env"], `${path}.env`, problems);
    each((mount, at) => mountRule(mount["name"], [args, spec], pathTo(at, "name"), problems))(
        container["volumeMounts"],
        `${path}.volumeMounts`,
        problems,
    );
    noTokens(container, path, problems);
}

/** Adds that a mount's volume is neither among a role's nor in its template. */
export function mountRule(
    name: unknown,
    [args, spec]: [args: Part, spec: Part],
    path: string,
    problems: Problems,
): void {
    const more: unknown[] = Array.isArray(spec["volumes"]) ? spec["volumes"] : [];
    const known = [
        ...Object.keys(mapAt(args["volumes"])),
        ...more.map((volume) => stringOf(mapAt(volume)["name"])),
    ];
    if (typeof name === "string" && !known.includes(name)) {
        problems.add(path, unknownName("volume", name, known));
    }
}

/** What looks like a credential wherever it stands, e.g. in a header of a probe. */
function noTokens(value: unknown, path: string, problems: Problems): void {
    if (typeof value === "string" && credentialIn(value) !== undefined) {
        noCredential(CredentialPlaces.Property, () => undefined)(value, path, problems);
    }
    for (const [key, entry] of Object.entries(
        typeof value === "object" && value !== null ? value : {},
    )) {
        noTokens(entry, pathTo(path, Array.isArray(value) ? Number(key) : key), problems);
    }
}

/** Containers that a role's arguments bring, as far as they are maps. */
function containersOf(args: Part): Part[] {
    return ["initContainers", "sidecars"].flatMap((key) => {
        const list: unknown = args[key];
        return Array.isArray(list) ? (list as unknown[]).filter(isPlainObject) : [];
    });
}

/** A map, or an empty one. */
export function mapAt(value: unknown): Part {
    return isPlainObject(value) ? value : {};
}
