import { variableNameProblem } from "../../spark/environmentVariables";
import { Check, isPlainObject, isSound } from "../../validation/checks";
import { CredentialPlaces } from "../../validation/credentials/credentialPlaces";
import { credentialIn } from "../../validation/credentials/inside";
import { annotations, labels } from "../../validation/labels";
import { formatValue, pathTo, Problems, unknownName } from "../../validation/problems";
import { stringOf } from "../../validation/values";
import { Role } from "../pods/podMemory";
import { SPARK_CONTAINERS } from "../pods/sparkContainer";
import { each, resourceRules, TAKEN_CONTAINERS } from "./containerChecks";
import { noCredential, noCredentials, programArguments } from "./credentialChecks";
import { VARIABLE_KINDS } from "./environmentChecks";
import { nodeSelector, tolerations } from "./podChecks";
import { podType } from "./podFieldChecks";
import {
    Decisions,
    POD_SECURITY_DECISIONS,
    sparkDecisions,
    SPARK_SECURITY_DECISIONS,
    specDecisions,
} from "./templateDecisions";
import { folderInPod, volumeNameProblem } from "./volumeChecks";

type Map = Record<string, unknown>;

const shape = podType("PodTemplate");

/** Of a role with a `podTemplate`: that template has Kubernetes' fields, and leaves to others what is theirs. */
export function templateRules(role: Role): Check {
    return (args, path, problems) => {
        const { podTemplate, ...rest } = mapAt(args);
        if (podTemplate === undefined) {
            return;
        }
        const at = pathTo(path, "podTemplate");
        const before = problems.list().length;
        shape(podTemplate, at, problems);
        if (problems.list().length > before) {
            return;
        }
        const { metadata, spec } = podTemplate as { metadata?: Map; spec?: Map };
        noCredentials(labels)(metadata?.["labels"] ?? {}, `${at}.metadata.labels`, problems);
        noCredentials(annotations)(
            metadata?.["annotations"] ?? {},
            `${at}.metadata.annotations`,
            problems,
        );
        specRules({ role, args: rest, spec: spec ?? {}, path: pathTo(at, "spec"), problems });
    };
}

interface Look {
    role: Role;
    /** The role's other arguments. */
    args: Map;
    spec: Map;
    path: string;
    problems: Problems;
}

function specRules(look: Look): void {
    const { role, spec, path, problems } = look;
    decided(spec, specDecisions(role), path, problems);
    decided(
        mapAt(spec["securityContext"]),
        POD_SECURITY_DECISIONS,
        `${path}.securityContext`,
        problems,
    );
    nodeSelector(spec["nodeSelector"] ?? {}, `${path}.nodeSelector`, problems);
    tolerations(spec["tolerations"] ?? [], `${path}.tolerations`, problems);
    affinityRules(look);
    volumeRules(look);
    each((container, at) => {
        if (container["name"] === SPARK_CONTAINERS[role]) {
            sparkContainerRules(look, container, at);
        } else {
            problems.add(
                pathTo(at, "name"),
                `${formatValue(container["name"])} would keep the pod alive after Spark has ended: use ` +
                    `\`${role}.sidecars\`, or "${SPARK_CONTAINERS[role]}" for Spark's own container`,
            );
        }
    })(spec["containers"], `${path}.containers`, problems);
    each((container, at) => initContainerRules(look, container, at))(
        spec["initContainers"],
        `${path}.initContainers`,
        problems,
    );
}

function decided(given: Map, decisions: Decisions, path: string, problems: Problems): void {
    for (const [key, message] of Object.entries(decisions)) {
        if (given[key] !== undefined) {
            problems.add(pathTo(path, key), message);
        }
    }
}

/** Labels of nodes that the platform decides, among those that affinity asks for. */
function affinityRules({ spec, path, problems }: Look): void {
    const nodes = mapAt(mapAt(spec["affinity"])["nodeAffinity"]);
    const walk = (value: unknown, at: string): void => {
        for (const [key, entry] of Object.entries(
            typeof value === "object" && value !== null ? value : {},
        )) {
            walk(entry, pathTo(at, Array.isArray(value) ? Number(key) : key));
        }
        const { key } = mapAt(value);
        if (typeof key === "string" && !isSound(nodeSelector, { [key]: "" })) {
            nodeSelectorKey(key, pathTo(at, "key"), problems);
        }
    };
    walk(nodes, `${path}.affinity.nodeAffinity`);
}

function nodeSelectorKey(key: string, path: string, problems: Problems): void {
    const found = new Problems();
    nodeSelector({ [key]: "" }, "", found);
    for (const line of found.list()) {
        problems.add(path, `${formatValue(key)} ${line.replace(/^[^:]*: /, "")}`);
    }
}

function volumeRules({ role, args, spec, path, problems }: Look): void {
    const own = mapAt(args["volumes"]);
    each((volume, at, _, seen) => {
        const name = stringOf(volume["name"]);
        const taken =
            name in own || seen.has(name)
                ? `${formatValue(name)} is ${name in own ? `in ${role}.volumes` : "in the list"} already`
                : volumeNameProblem(name) && `${formatValue(name)} ${volumeNameProblem(name)}`;
        if (taken !== undefined) {
            problems.add(pathTo(at, "name"), taken);
        }
        if (Object.keys(volume).length !== 2) {
            problems.add(at, "needs a name and one source");
        }
        seen.add(name);
    })(spec["volumes"], `${path}.volumes`, problems);
}

function sparkContainerRules(look: Look, container: Map, path: string): void {
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

function initContainerRules(look: Look, container: Map, path: string): void {
    const { role, args, problems } = look;
    const name = stringOf(container["name"]);
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

function containerRules({ args, spec, problems }: Look, container: Map, path: string): void {
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
    [args, spec]: [args: Map, spec: Map],
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
export function containersOf(args: Map): Map[] {
    return ["initContainers", "sidecars"].flatMap((key) => {
        const list: unknown = args[key];
        return Array.isArray(list) ? (list as unknown[]).filter(isPlainObject) : [];
    });
}

function mapAt(value: unknown): Map {
    return isPlainObject(value) ? value : {};
}
