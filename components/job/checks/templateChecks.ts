import { Check } from "../../validation/checks";
import { annotations, labels } from "../../validation/labels";
import { eachEntry } from "../../validation/eachEntry";
import { formatValue, pathTo } from "../../validation/problems";
import { dnsLabel, stringOf } from "../../validation/values";
import { Role } from "../pods/podMemory";
import { SPARK_CONTAINERS } from "../pods/sparkContainer";
import { noCredentials } from "./credentialChecks";
import { nodeKeyProblem, nodeSelector, tolerations } from "./podChecks";
import { podType } from "./podFieldChecks";
import {
    decided,
    initContainerRules,
    asMap,
    Part,
    sparkContainerRules,
    TemplateContext,
} from "./templateContainers";
import { POD_SECURITY_OWNERSHIP, specOwnership } from "./templateOwnership";
import { volumeNameProblem } from "./volumeChecks";

const shape = podType("PodTemplate");

/** A role's `podTemplate` has Kubernetes' fields, and leaves alone what others set. */
export function templateRules(role: Role): Check {
    return (args, path, problems) => {
        const { podTemplate, ...rest } = asMap(args);
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

function specRules(context: TemplateContext): void {
    const { role, spec, path, problems } = context;
    decided(spec, specOwnership(role), path, problems);
    decided(
        asMap(spec["securityContext"]),
        POD_SECURITY_OWNERSHIP,
        `${path}.securityContext`,
        problems,
    );
    nodeSelector(spec["nodeSelector"] ?? {}, `${path}.nodeSelector`, problems);
    tolerations(spec["tolerations"] ?? [], `${path}.tolerations`, problems);
    affinityRules(context);
    volumeRules(context);
    eachEntry((container, at) => {
        if (container["name"] === SPARK_CONTAINERS[role]) {
            sparkContainerRules(context, container, at);
        } else {
            problems.add(
                pathTo(at, "name"),
                `${formatValue(container["name"])} would keep the pod running after Spark has ended: use ` +
                    `\`${role}.sidecars\`, or "${SPARK_CONTAINERS[role]}" for Spark's own container`,
            );
        }
    })(spec["containers"], `${path}.containers`, problems);
    eachEntry((container, at) => initContainerRules(context, container, at))(
        spec["initContainers"],
        `${path}.initContainers`,
        problems,
    );
}

/** Node labels in the affinity that the platform sets itself. */
function affinityRules({ spec, path, problems }: TemplateContext): void {
    const nodes = asMap(asMap(spec["affinity"])["nodeAffinity"]);
    const walk = (value: unknown, at: string): void => {
        for (const [key, entry] of Object.entries(
            typeof value === "object" && value !== null ? value : {},
        )) {
            walk(entry, pathTo(at, Array.isArray(value) ? Number(key) : key));
        }
        const { key } = asMap(value);
        const problem = typeof key === "string" ? nodeKeyProblem(key) : undefined;
        if (problem !== undefined) {
            problems.add(pathTo(at, "key"), `${formatValue(key)} ${problem}`);
        }
    };
    walk(nodes, `${path}.affinity.nodeAffinity`);
}

function volumeRules({ role, args, spec, path, problems }: TemplateContext): void {
    const own = asMap(args["volumes"]);
    eachEntry((volume, at, _, seen) => {
        const name = stringOf(volume["name"]);
        dnsLabel(name, pathTo(at, "name"), problems);
        const taken =
            name in own || seen.has(name)
                ? `${formatValue(name)} is ${name in own ? `already in ${role}.volumes` : "listed twice"}`
                : volumeNameProblem(name) && `${formatValue(name)} ${volumeNameProblem(name)}`;
        if (taken !== undefined) {
            problems.add(pathTo(at, "name"), taken);
        }
        if (Object.keys(volume).length !== 2) {
            problems.add(at, "needs a name and exactly one source");
        }
        seen.add(name);
    })(spec["volumes"], `${path}.volumes`, problems);
}
