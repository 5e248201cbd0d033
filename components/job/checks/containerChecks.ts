import { imageName } from "../../kubernetes/imageReference";
import {
    Check,
    every,
    fields,
    input,
    isPlainObject,
    isSound,
    listOf,
    mapOf,
    required,
    valueCheck,
} from "../../validation/checks";
import { eachEntry } from "../../validation/eachEntry";
import { formatValue, pathTo, unknownName } from "../../validation/problems";
import { cpu, MOST_BYTES, quantityBytes } from "../../validation/quantities";
import { Unquoted } from "../../validation/unquoted";
import { boolean, dnsLabel, nonEmptyString, stringOf } from "../../validation/values";
import { ContainerArgs, ContainerResourcesArgs, VolumeMountArgs } from "../args/containerArgs";
import { FORMAT_CONTAINER } from "../pods/formatCheck";
import { REQUIREMENTS_CONTAINER } from "../pods/pythonRequirements";
import { SPARK_CONTAINERS } from "../pods/sparkContainer";
import { programArguments } from "./credentialChecks";
import { environmentFields, uniqueVariables } from "./environmentChecks";
import { ports } from "./podChecks";
import { absolutePath } from "./volumeChecks";

const anything: Check = () => undefined;

/** Kubernetes' keys for containers that are not supported here, with what to do instead. */
const UNSUPPORTED_KEYS: ReadonlyMap<string, string> = new Map(
    [
        ...["securityContext", "startupProbe", "livenessProbe", "readinessProbe", "lifecycle"],
        ...["workingDir", "imagePullPolicy", "restartPolicy", "volumeDevices"],
    ].map((key) => [
        key,
        "set it on a container of the same name in `podTemplate.spec.initContainers`",
    ]),
);

/** Names of containers that the library and Spark create. */
export const RESERVED_CONTAINERS: readonly string[] = [
    ...[FORMAT_CONTAINER, REQUIREMENTS_CONTAINER],
    ...Object.values(SPARK_CONTAINERS),
];

/** Kubernetes' own resources; others have a domain (`nvidia.com/gpu`). */
const RESOURCES = ["cpu", "memory", "ephemeral-storage"];

const EXTENDED =
    /^(?!(.*\.)?kubernetes\.io\/)[a-z0-9]([-a-z0-9.]*[a-z0-9])?\/[A-Za-z0-9]([-\w.]{0,61}[A-Za-z0-9])?$/;

function resourceProblem(name: string): string | undefined {
    return RESOURCES.includes(name) || EXTENDED.test(name)
        ? undefined
        : unknownName("resource", name, [...RESOURCES, "example.com/device"]);
}

/** Amounts by resource; extended resources need whole numbers. */
const quantities: Check = mapOf((value, path, problems, name) => {
    if (resourceProblem(name) === undefined) {
        amountOf(name)(value, path, problems);
    }
}, resourceProblem);

function amountOf(name: string): Check {
    const example = { cpu: "100m", memory: "128Mi", "ephemeral-storage": "1Gi" }[name] ?? "1";
    return valueCheck(
        (value) => {
            const isKind = RESOURCES.includes(name) || /^\d+$/.test(stringOf(value));
            const isAmount =
                name === "cpu" ? isSound(cpu, value) : quantityBytes(value) <= MOST_BYTES;
            return typeof value === "string" && isAmount && isKind
                ? undefined
                : `${formatValue(value)} is not an amount of ${name} (e.g. "${example}")`;
        },
        { unquoted: Unquoted.Amount },
    );
}

/** Rules on amounts, whatever the other keys are. */
export const resourceRules: Check = every(
    (value, path, problems) => {
        const { requests = {}, limits = {} } = isPlainObject(value) ? value : {};
        quantities(requests, pathTo(path, "requests"), problems);
        quantities(limits, pathTo(path, "limits"), problems);
    },
    (value, path, problems) => {
        const { requests, limits } = isPlainObject(value) ? value : {};
        for (const [name, limit] of Object.entries(isPlainObject(limits) ? limits : {})) {
            const request = isPlainObject(requests) ? requests[name] : undefined;
            if (quantityBytes(limit) < quantityBytes(request)) {
                problems.add(
                    pathTo(pathTo(path, "limits"), name),
                    `${formatValue(limit)} is less than the request (${formatValue(request)})`,
                );
            } else if (name.includes("/") && request !== undefined && request !== limit) {
                problems.add(
                    pathTo(pathTo(path, "limits"), name),
                    `${formatValue(limit)} differs from the request (${formatValue(request)}): Kubernetes does not share such resources`,
                );
            }
        }
    },
);

const resources: Check = every(
    fields<ContainerResourcesArgs>({ requests: anything, limits: anything }),
    resourceRules,
);

const subPath = valueCheck((value) =>
    typeof value === "string" && /^[^/]/.test(value) && !value.split("/").includes("..")
        ? undefined
        : `${formatValue(value)} is not a relative path without ".." (e.g. "conf")`,
);

const mounts: Check = every(
    listOf(
        fields<VolumeMountArgs>({
            name: required(nonEmptyString),
            mountPath: required(absolutePath),
            readOnly: boolean,
            subPath,
        }),
    ),
    eachEntry((mount, path, problems, seen) => {
        const { mountPath } = mount;
        if (seen.has(mountPath)) {
            const message = `${formatValue(mountPath)} is already the mount path of another volume`;
            problems.add(pathTo(path, "mountPath"), message);
        }
        seen.add(mountPath);
    }),
);

const container: Check = every(
    fields<ContainerArgs>(
        {
            name: required(
                every(
                    dnsLabel,
                    valueCheck((value) =>
                        RESERVED_CONTAINERS.includes(stringOf(value))
                            ? `${formatValue(value)} is reserved for Spark or the platform: choose another name`
                            : undefined,
                    ),
                ),
            ),
            image: required(input(every(nonEmptyString, imageName))),
            command: programArguments,
            args: programArguments,
            ...environmentFields,
            resources,
            ports,
            volumeMounts: mounts,
        },
        UNSUPPORTED_KEYS,
    ),
    uniqueVariables,
);

export const containers: Check = listOf(container);
