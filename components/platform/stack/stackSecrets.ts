import { placeOfProperty } from "../../spark/credentialPlace";
import { isPlainObject } from "../../validation/checks";
import { CredentialPlace, CredentialPlaces } from "../../validation/credentials/credentialPlaces";
import { READERS } from "../../validation/credentials/credentialProblem";
import { pathTo, Problems } from "../../validation/problems";

/** Keys and indexes from the top of a stack to a value. */
export type StackPath = readonly (string | number)[];

/** Values of the operator's chart that decide what the library itself creates beside the chart. */
const READ_VALUES = [
    "fullnameOverride",
    "image",
    "spark",
    "webhook",
    "prometheus",
    "controller.replicas",
    "controller.resources",
    "controller.rbac",
    "controller.serviceAccount",
    "controller.leaderElection",
    "controller.uiIngress",
    "controller.batchScheduler",
];

const NO_CREDENTIAL =
    "is a secret, and would be in plain text in what is created: set it without --secret if it is not a " +
    "credential; keep a credential in a Kubernetes Secret, which jobs name in `secretEnv`";

const WHOLE =
    "is secret as a whole, and the stack file does not say which of its values are: write it there, " +
    "and set single values by `pulumi config set --secret --path`";

/**
 * Adds the secrets that others could read, in place of whatever else is wrong
 * with these values. Those that may stay are Outputs, which keep them encrypted.
 *
 * @param secrets where secrets are; the path of a map or list stands for all that is in it
 */
export function secretProblems(
    values: unknown,
    secrets: readonly StackPath[],
    problems: Problems,
): void {
    const found = secrets.map((secret) => ({
        secret,
        refused: leavesBelow(secret, valueAt(values, secret)).filter((leaf) => refusal(leaf)),
    }));
    problems.forget(new Set(found.flatMap(({ refused }) => refused.map(textOf))));
    for (const { secret, refused } of found) {
        const [first] = refused;
        if (first !== undefined) {
            const isWhole = first.length > secret.length;
            problems.add(textOf(secret), (isWhole ? undefined : refusal(first)) ?? WHOLE);
        }
    }
}

/** Why a secret is not allowed there, and what to do; undefined where it stays encrypted. */
function refusal(path: StackPath): string | undefined {
    if (staysEncrypted(path)) {
        return undefined;
    }
    const place = placeOf(path);
    return place === undefined ? NO_CREDENTIAL : `is a secret${READERS}${place.advice}`;
}

function staysEncrypted([first, second, ...rest]: StackPath): boolean {
    if (first === "cluster") {
        return second === "kubeconfig";
    }
    const value = rest.join(".");
    const isRead = READ_VALUES.some((name) => value === name || value.startsWith(`${name}.`));
    return first === "operator" && second === "values" && rest.length > 0 && !isRead;
}

/** The place of a credential, where it is one that jobs may have. */
function placeOf([top, ...rest]: StackPath): CredentialPlace | undefined {
    if (top === "sparkConf") {
        return placeOfProperty(String(rest[0]));
    }
    const [, part, key, name] = rest;
    if (top === "teams") {
        return part === "sparkConf" ? placeOfProperty(String(key)) : undefined;
    }
    return top === "jobs" || top === "scheduledJobs" ? placeInJob(part, key, name) : undefined;
}

type Step = StackPath[number] | undefined;

function placeInJob(part: Step, key: Step, name: Step): CredentialPlace | undefined {
    const isVariable = key === "env" && name !== undefined;
    const places: Record<string, CredentialPlace | undefined> = {
        arguments: CredentialPlaces.Argument,
        parameters: CredentialPlaces.Argument,
        conf: placeOfProperty(String(key)),
        main: CredentialPlaces.Address,
        deps: key === "repositories" ? CredentialPlaces.Repository : addressIn(String(key)),
        driver: isVariable ? CredentialPlaces.Variable : undefined,
        executor: isVariable ? CredentialPlaces.Variable : undefined,
    };
    return Object.hasOwn(places, String(part)) ? places[String(part)] : undefined;
}

function addressIn(list: string): CredentialPlace | undefined {
    const isOfAddresses = ["files", "jars", "pyFiles", "archives"].includes(list);
    return isOfAddresses ? CredentialPlaces.Address : undefined;
}

function valueAt(values: unknown, path: StackPath): unknown {
    return path.reduce<unknown>(
        (value, step) => (value as Record<string | number, unknown> | undefined)?.[step],
        values,
    );
}

function leavesBelow(path: StackPath, value: unknown): StackPath[] {
    if (Array.isArray(value)) {
        return value.flatMap((entry, index) => leavesBelow([...path, index], entry));
    }
    return isPlainObject(value)
        ? Object.entries(value).flatMap(([key, entry]) => leavesBelow([...path, key], entry))
        : [path];
}

function textOf(path: StackPath): string {
    return path.reduce<string>(pathTo, "");
}
