import { Check } from "../../validation/checks";
import { annotations, labels } from "../../validation/labels";
import { formatValue, pathTo } from "../../validation/problems";
import { dnsLabel, stringOf } from "../../validation/values";
import { Role } from "../pods/podMemory";
import { SPARK_CONTAINERS } from "../pods/sparkContainer";
import { each } from "./containerChecks";
import { noCredentials } from "./credentialChecks";
import { nodeKeyProblem, nodeSelector, tolerations } from "./podChecks";
import { podType } from "./podFieldChecks";
import {
    decided,
    initContainerRules,
    mapAt,
    Part,
    sparkContainerRules,
    TemplateLook,
} from "./templateContainers";
import { POD_SECURITY_DECISIONS, specDecisions } from "./templateDecisions";
import { volumeNameProblem } from "./volumeChecks";

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
        const { metadata, spec } = podTemplate as { metadata?: Part; spec?: Part };
        noCredentials(labels)(metadata?.["labels"] ?? {}, `${at}.metadata.labels`, problems);
        noCredentials(annotations)(
            metadata?.["annotations"] ?? {},
            `${at}.metadata.annotations`,
            problems,
        );
        specRules({ role, args: rest, spec: spec ?? {}, path: pathTo(at, "spec"), problems });
    };
}

function specRules(look: TemplateLook): void {
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

/** Labels of nodes that the platform decides, among those that affinity asks for. */
function affinityRules({ spec, path, problems }: TemplateLook): void {
    const nodes = mapAt(mapAt(spec["affinity"])["nodeAffinity"]);
    const walk = (value: unknown, at: string): void => {
        for (const [key, entry] of Object.entries(
            typeof value === "object" && value !== null ? value : {},
        )) {
            walk(entry, pathTo(at, Array.isArray(value) ? Number(key) : key));
        }
        const { key } = mapAt(value);
        const problem = typeof key === "string" ? nodeKeyProblem(key) : undefined;
        if (problem !== undefined) {
            problems.add(pathTo(at, "key"), `${formatValue(key)} ${problem}`);
        }
    };
    walk(nodes, `${path}.affinity.nodeAffinity`);
}

function volumeRules({ role, args, spec, path, problems }: TemplateLook): void {
    const own = mapAt(args["volumes"]);
    each((volume, at, _, seen) => {
        const name = stringOf(volume["name"]);
        dnsLabel(name, pathTo(at, "name"), problems);
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
