import { isIP } from "node:net";
import { nodeLabelProblem } from "../../spark/podProperties";
import {
    Check,
    every,
    fields,
    isPlainObject,
    listOf,
    mapOf,
    required,
    rule,
    valueCheck,
} from "../../validation/checks";
import { labelKeyFormProblem, labelValueProblem } from "../../validation/labels";
import { formatValue, pathTo } from "../../validation/problems";
import { anyString, oneOf, stringOf, wholeNumber } from "../../validation/values";
import { ContainerPortArgs, PortProtocol } from "../args/containerArgs";
import { HostAliasArgs, TaintEffect, TolerationArgs, TolerationOperator } from "../args/podArgs";

const taintKey = valueCheck((value) => {
    const key = stringOf(value);
    const isKey = typeof value === "string" && labelKeyFormProblem(key) === undefined;
    if (!isKey) {
        return `${formatValue(value)} is not the key of a taint (e.g. "nvidia.com/gpu")`;
    }
    return key.startsWith("spark-platform.dev/")
        ? "is a taint of the platform's nodes, which pods tolerate by `pool`: remove it"
        : undefined;
});

/** One toleration, as the API server takes it (`ValidateTolerations`). */
const toleration: Check = every(
    fields<TolerationArgs>({
        key: taintKey,
        operator: oneOf("operator", TolerationOperator),
        value: valueCheck(labelValueProblem),
        effect: oneOf("effect", TaintEffect),
        tolerationSeconds: wholeNumber(0),
    }),
    rule(({ key, operator }) =>
        key === undefined && operator !== TolerationOperator.Exists
            ? ["key", `is missing: only operator "${TolerationOperator.Exists}" is for all taints`]
            : undefined,
    ),
    rule(({ operator, value }) =>
        operator === TolerationOperator.Exists && value !== undefined
            ? ["value", `does not go with operator "${TolerationOperator.Exists}": remove it`]
            : undefined,
    ),
    rule(({ effect, tolerationSeconds }) =>
        tolerationSeconds !== undefined && effect !== TaintEffect.NoExecute
            ? ["tolerationSeconds", `is for effect "${TaintEffect.NoExecute}": set that, too`]
            : undefined,
    ),
);

export const tolerations: Check = listOf(toleration);

/** What is wrong with a label that nodes are chosen by; the same as for the properties that say so. */
export function nodeKeyProblem(key: string): string | undefined {
    return labelKeyFormProblem(key) ?? nodeLabelProblem(key);
}

export const nodeSelector: Check = mapOf(valueCheck(labelValueProblem), nodeKeyProblem);

const HOST = /^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?(\.[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?)*$/;

const hostname = valueCheck((value) =>
    typeof value === "string" && value.length <= 253 && HOST.test(value)
        ? undefined
        : `${formatValue(value)} is not the name of a host (e.g. "namenode.example.com")`,
);

const ip = valueCheck((value) =>
    typeof value === "string" && isIP(value) !== 0
        ? undefined
        : `${formatValue(value)} is not an IP address (e.g. "10.0.0.5")`,
);

export const hostAliases: Check = listOf(
    fields<HostAliasArgs>({ ip: required(ip), hostnames: required(listOf(hostname)) }),
);

/** Ports that Spark gives its containers (`Constants`); Kubernetes takes each name once. */
const SPARK_PORTS = ["driver-rpc-port", "blockmanager", "spark-ui", "spark-connect"];

const portName = valueCheck((value) => {
    const isName =
        typeof value === "string" &&
        /^[a-z0-9]([a-z0-9-]{0,13}[a-z0-9])?$/.test(value) &&
        /[a-z]/.test(value) &&
        !value.includes("--");
    return isName
        ? undefined
        : `${formatValue(value)} is not the name of a port: use up to 15 lower-case letters, digits ` +
              'and "-" (e.g. "jmx")';
});

const portList: Check = listOf(
    fields<ContainerPortArgs>({
        name: required(portName),
        containerPort: required(wholeNumber(1, 65535)),
        protocol: oneOf("protocol", PortProtocol),
    }),
);

/** Ports of a container: each name and each number once. */
export const ports: Check = every(portList, (list, path, problems) => {
    const seen = new Set<string>();
    const entries: unknown[] = Array.isArray(list) ? list : [];
    entries.forEach((port, index) => {
        const {
            name,
            containerPort,
            protocol = PortProtocol.TCP,
        } = isPlainObject(port) ? port : {};
        const number = `${stringOf(containerPort)}/${stringOf(protocol)}`;
        for (const [key, value] of [
            ["name", stringOf(name)],
            ["containerPort", number],
        ] as const) {
            if (seen.has(`${key} ${value}`)) {
                problems.add(
                    pathTo(pathTo(path, index), key),
                    `${formatValue(value)} is in the list already: keep one of them`,
                );
            }
            seen.add(`${key} ${value}`);
        }
    });
});

/** Ports of Spark's container, besides its own. */
export const sparkPorts: Check = every(ports, (list, path, problems) => {
    const entries: unknown[] = Array.isArray(list) ? list : [];
    entries.forEach((port, index) => {
        const { name } = isPlainObject(port) ? port : {};
        if (SPARK_PORTS.includes(stringOf(name))) {
            problems.add(
                pathTo(pathTo(path, index), "name"),
                `${formatValue(name)} is the name of a port that Spark sets itself: choose another`,
            );
        }
    });
});

/** What may be a variable's value: the pod's fields that Kubernetes takes there (core/v1, `ObjectFieldSelector`). */
const FIELDS = [
    ...["metadata.name", "metadata.namespace", "metadata.uid", "spec.nodeName"],
    ...["spec.serviceAccountName", "status.hostIP", "status.hostIPs", "status.podIP"],
    "status.podIPs",
];

/** Also one label or annotation, by its key in brackets. */
const ONE_KEY = /^metadata\.(?:labels|annotations)\['([^']+)'\]$/;

export const podField: Check = every(
    anyString,
    valueCheck((value) => {
        const [, key] = ONE_KEY.exec(stringOf(value)) ?? [];
        const isKey = key !== undefined && labelKeyFormProblem(key) === undefined;
        return typeof value !== "string" || FIELDS.includes(value) || isKey
            ? undefined
            : `${formatValue(value)} is not a field of the pod that a variable can have: use ` +
                  `${FIELDS.join(", ")}, metadata.labels['KEY'] or metadata.annotations['KEY']`;
    }),
);
