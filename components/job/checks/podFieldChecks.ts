import { Check, isKnown, isPlainObject, listOf, mapOf, valueCheck } from "../../validation/checks";
import { alternatives, formatValue, pathTo, unknownName } from "../../validation/problems";
import { anyString, boolean, stringOf } from "../../validation/values";
import { PortProtocol } from "../args/containerArgs";
import { ImagePullPolicy } from "../args/jobArgs";
import { TaintEffect } from "../args/podArgs";
import recorded from "./podFields.json";

/**
 * Fields of pod templates by the type that has them, each with its own type; `!` marks required
 * ones. These are the fields that the operator supports: it silently drops others.
 */
const FIELDS: Readonly<Record<string, Readonly<Record<string, string>>>> = recorded;

/** Values that Kubernetes accepts, by field name; a name means the same everywhere. */
const VALUES: Readonly<Record<string, readonly string[]>> = {
    dnsPolicy: ["ClusterFirst", "ClusterFirstWithHostNet", "Default", "None"],
    effect: Object.values(TaintEffect),
    fsGroupChangePolicy: ["OnRootMismatch", "Always"],
    imagePullPolicy: Object.values(ImagePullPolicy),
    mountPropagation: ["None", "HostToContainer", "Bidirectional"],
    protocol: Object.values(PortProtocol),
    scheme: ["HTTP", "HTTPS"],
    terminationMessagePolicy: ["File", "FallbackToLogsOnError"],
    whenUnsatisfiable: ["DoNotSchedule", "ScheduleAnyway"],
};

const integer = valueCheck((value) =>
    Number.isInteger(value) ? undefined : `${formatValue(value)} is not a whole number`,
);

const scalar = valueCheck((value) =>
    typeof value === "string" || typeof value === "number"
        ? undefined
        : `${formatValue(value)} is not a number or a string`,
);

const SCALARS: Readonly<Record<string, Check>> = {
    string: anyString,
    integer,
    boolean,
    scalar,
    any: () => undefined,
};

/** A check of a Kubernetes type, e.g. `PodTemplate`, with everything in it. */
export function podType(type: string): Check {
    return (value, path, problems) => {
        if (type.endsWith("[]")) {
            listOf(podType(type.slice(0, -2)))(value, path, problems);
        } else if (type.endsWith("{}")) {
            mapOf(podType(type.slice(0, -2)))(value, path, problems);
        } else {
            (SCALARS[type] ?? object(FIELDS[type] ?? {}))(value, path, problems);
        }
    };
}

function object(fields: Readonly<Record<string, string>>): Check {
    const types = new Map(
        Object.entries(fields).map(([key, type]) => [key.replace("!", ""), type]),
    );
    const needed = Object.keys(fields).filter((key) => key.endsWith("!"));
    return (value, path, problems) => {
        const each: Check = mapOf((entry, at, found, key) => {
            const type = types.get(key);
            if (type === undefined) {
                found.add(at, unknownName("key", key, [...types.keys()]));
            } else {
                podType(type)(entry, at, found);
                valueOf(key)(entry, at, found);
            }
        });
        each(value, path, problems);
        for (const key of needed.map((name) => name.slice(0, -1))) {
            if (isPlainObject(value) && value[key] === undefined) {
                problems.add(pathTo(path, key), "is missing");
            }
        }
    };
}

function valueOf(key: string): Check {
    const allowed = VALUES[key];
    return (value, path, problems) => {
        if (allowed !== undefined && isKnown(value) && !allowed.includes(stringOf(value))) {
            problems.add(path, `${formatValue(value)} is not ${alternatives(allowed)}`);
        }
    };
}
