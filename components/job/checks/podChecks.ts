import { isIP } from "node:net";
import { nodeLabelProblem } from "../../spark/podProperties";
import {
    Check,
    every,
    fields,
    listOf,
    mapOf,
    required,
    rule,
    valueCheck,
} from "../../validation/checks";
import { labelKeyFormProblem, labelValueProblem } from "../../validation/labels";
import { eachEntry } from "../../validation/eachEntry";
import { formatValue, pathTo } from "../../validation/problems";
import { anyString, oneOf, stringOf, wholeNumber } from "../../validation/values";
import { ContainerPortArgs, PortProtocol } from "../args/containerArgs";
import { HostAliasArgs, TaintEffect, TolerationArgs, TolerationOperator } from "../args/podArgs";

const taintKey = valueCheck((value) => {
    const key = stringOf(value);
    const isKey = typeof value === "string" && labelKeyFormProblem(key) === undefined;
    if (!isKey) {
        return `${formatValue(value)} is not a taint key (e.g. "nvidia.com/gpu")`;
    }
    return key.startsWith("spark-platform.dev/")
        ? "is a taint of the platform's nodes, which pods tolerate through `pool`: remove it"
        : undefined;
});

/** A toleration, as the API server accepts it (`ValidateTolerations`). */
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
            ? [
                  "key",
                  `is missing: only operator "${TolerationOperator.Exists}" can match all taints`,
              ]
            : undefined,
    ),
    rule(({ operator, value }) =>
        operator === TolerationOperator.Exists && value !== undefined
            ? [
                  "value",
                  `cannot be combined with operator "${TolerationOperator.Exists}": remove it`,
              ]
            : undefined,
    ),
    rule(({ effect, tolerationSeconds }) =>
        tolerationSeconds !== undefined && effect !== TaintEffect.NoExecute
            ? [
                  "tolerationSeconds",
                  `applies only to effect "${TaintEffect.NoExecute}": also set that`,
              ]
            : undefined,
    ),
);

export const tolerations: Check = listOf(toleration);

/** What is wrong with a node label to select by, as in the equivalent properties. */
export function nodeKeyProblem(key: string): string | undefined {
    return labelKeyFormProblem(key) ?? nodeLabelProblem(key);
}

export const nodeSelector: Check = mapOf(valueCheck(labelValueProblem), nodeKeyProblem);

const HOST = /^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?(\.[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?)*$/;

const hostname = valueCheck((value) =>
    typeof value === "string" && value.length <= 253 && HOST.test(value)
        ? undefined
        : `${formatValue(value)} is not a host name (e.g. "namenode.example.com")`,
);

const ip = valueCheck((value) =>
    typeof value === "string" && isIP(value) !== 0
        ? undefined
        : `${formatValue(value)} is not an IP address (e.g. "10.0.0.5")`,
);

export const hostAliases: Check = listOf(
    fields<HostAliasArgs>({ ip: required(ip), hostnames: required(listOf(hostname)) }),
);

/**
 * Names of the ports that Spark adds to its containers (`Constants`); Kubernetes accepts each name
 * once.
 */
const SPARK_PORTS = ["driver-rpc-port", "blockmanager", "spark-ui", "spark-connect"];

const portName = valueCheck((value) => {
    const isName =
        typeof value === "string" &&
        /^[a-z0-9]([a-z0-9-]{0,13}[a-z0-9])?$/.test(value) &&
        /[a-z]/.test(value) &&
        !value.includes("--");
    return isName
        ? undefined
        : `${formatValue(value)} is not a port name: use up to 15 lower-case letters, digits ` +
              'and "-" (e.g. "jmx")';
});

const portList: Check = listOf(
    fields<ContainerPortArgs>({
        name: required(portName),
        containerPort: required(wholeNumber(1, 65535)),
        protocol: oneOf("protocol", PortProtocol),
    }),
);

/** Ports of a container; names and numbers are unique. */
export const ports: Check = every(
    portList,
    eachEntry(({ name, containerPort, protocol = PortProtocol.TCP }, path, problems, seen) => {
        const number = `${stringOf(containerPort)}/${stringOf(protocol)}`;
        for (const [key, value] of [
            ["name", stringOf(name)],
            ["containerPort", number],
        ] as const) {
            if (seen.has(`${key} ${value}`)) {
                problems.add(
                    pathTo(path, key),
                    `${formatValue(value)} is listed twice: keep one of them`,
                );
            }
            seen.add(`${key} ${value}`);
        }
    }),
);

/** Ports of Spark's container, besides its own. */
export const sparkPorts: Check = every(
    ports,
    eachEntry(({ name }, path, problems) => {
        if (SPARK_PORTS.includes(stringOf(name))) {
            problems.add(
                pathTo(path, "name"),
                `${formatValue(name)} is the name of one of Spark's own ports: choose another`,
            );
        }
    }),
);

/** Pod fields that Kubernetes can expose as a variable (core/v1, `ObjectFieldSelector`). */
const FIELDS = [
    ...["metadata.name", "metadata.namespace", "metadata.uid", "spec.nodeName"],
    ...["spec.serviceAccountName", "status.hostIP", "status.hostIPs", "status.podIP"],
    "status.podIPs",
];

/** A single label or annotation is possible, too, by its key in brackets. */
const ONE_KEY = /^metadata\.(?:labels|annotations)\['([^']+)'\]$/;

export const podField: Check = every(
    anyString,
    valueCheck((value) => {
        const [, key] = ONE_KEY.exec(stringOf(value)) ?? [];
        const isKey = key !== undefined && labelKeyFormProblem(key) === undefined;
        return typeof value !== "string" || FIELDS.includes(value) || isKey
            ? undefined
            : `${formatValue(value)} is not a pod field that a variable can expose: use ` +
                  `${FIELDS.join(", ")}, metadata.labels['KEY'] or metadata.annotations['KEY']`;
    }),
);
