import { GPU, GPU_VENDOR, taskAmountProblem } from "../../spark/resources";
import {
    Check,
    every,
    fields,
    isPlainObject,
    isSound,
    mapOf,
    required,
    valueCheck,
} from "../../validation/checks";
import { formatValue, pathTo } from "../../validation/problems";
import { wholeNumber } from "../../validation/values";
import { ResourceArgs } from "../args/resourceArgs";

/** A domain has a dot: Kubernetes accepts no other in resource names. */
const vendor = valueCheck((value) =>
    typeof value === "string" &&
    /^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)+$/.test(value)
        ? undefined
        : `${formatValue(value)} is not the domain of a Kubernetes resource name (e.g. "nvidia.com")`,
);

const script = valueCheck((value) =>
    typeof value === "string" && /^(\/[^/\s]+)+$/.test(value)
        ? undefined
        : `${formatValue(value)} is not the absolute path of a script in the image (e.g. "/opt/find-gpus.sh")`,
);

const perTask = valueCheck((value) =>
    typeof value === "number" ? taskAmountProblem(value) : `${formatValue(value)} is not a number`,
);

/** What cannot be known for resources other than NVIDIA GPUs. */
const NEEDED: Readonly<Record<string, string>> = {
    vendor: 'set the domain of the Kubernetes resource name (e.g. "amd.com")',
    discoveryScript:
        "set the path of a script in the image that lists the pod's devices in Spark's format " +
        '(e.g. "/opt/find-gpus.sh")',
};

const resource = fields<ResourceArgs>({
    amount: required(wholeNumber(1)),
    vendor,
    discoveryScript: script,
    perTask,
});

/** Check of a role's resources. */
export const resources: Check = mapOf(
    (value, path, problems, name) => {
        resource(value, path, problems);
        if (!isPlainObject(value)) {
            return;
        }
        const { vendor: given = GPU_VENDOR } = value;
        // With an invalid vendor, nothing else is asked for.
        const isKnown = name === GPU && (given === GPU_VENDOR || !isSound(vendor, given));
        for (const [key, advice] of Object.entries(NEEDED)) {
            if (!isKnown && value[key] === undefined) {
                problems.add(pathTo(path, key), `is missing: ${advice}`);
            }
        }
        const { amount, perTask: part } = value;
        if (typeof amount === "number" && typeof part === "number" && part > amount) {
            problems.add(
                pathTo(path, "perTask"),
                `${part} is more than an executor has (amount: ${amount}): no task would fit`,
            );
        }
    },
    (name) =>
        /^[A-Za-z0-9]([-\w]{0,61}[A-Za-z0-9])?$/.test(name)
            ? undefined
            : `${formatValue(name)} is not a Spark resource name: use the part after the domain ` +
              'in Kubernetes\' name (e.g. "gpu"), with letters, digits, "-" and "_"',
);

const noTasks: Check = (value, path, problems) => {
    for (const [name, one] of Object.entries(isPlainObject(value) ? value : {})) {
        if (isPlainObject(one) && one["perTask"] !== undefined) {
            problems.add(
                pathTo(pathTo(path, name), "perTask"),
                "applies only to executors, which run tasks: remove it",
            );
        }
    }
};

/** The same for a driver, which runs no tasks. */
export const driverResources: Check = every(resources, noTasks);
