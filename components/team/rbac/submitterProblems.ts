import {
    Check,
    fields,
    isPlainObject,
    isSound,
    listOf,
    required,
    valueCheck,
} from "../../validation/checks";
import { pathTo, Problems, formatValue } from "../../validation/problems";
import { boolean, dnsLabel, nonEmptyString, oneOf } from "../../validation/values";
import { SubmitterArgs, SubmitterKind, SubmitterMode } from "../teamArgs";
import { SERVICE_ACCOUNT } from "./driverRole";

const EVERYONE = "would let everyone submit jobs";

/** Why Kubernetes' own groups and users cannot be submitters. */
const SYSTEM_NAMES = new Map([
    ["system:masters", "may already do anything"],
    ["system:authenticated", `stands for everyone who can log in, and ${EVERYONE}`],
    ["system:unauthenticated", `stands for everyone without a login, and ${EVERYONE}`],
    ["system:anonymous", `stands for everyone without a login, and ${EVERYONE}`],
    ["system:serviceaccounts", `stands for every pod of the cluster, and ${EVERYONE}`],
]);

/** Service accounts that every team's namespace has, by name. */
const OWN_ACCOUNTS = new Map([
    [SERVICE_ACCOUNT, "is the account that the team's jobs run as"],
    ["default", "is the account of pods that name none"],
]);

const submitterFields = fields<SubmitterArgs>({
    name: required(nonEmptyString),
    kind: oneOf("kind of submitter", SubmitterKind),
    namespace: dnsLabel,
    mode: oneOf("mode", SubmitterMode),
    orchestrator: boolean,
});

const accountName = valueCheck((value) =>
    typeof value === "string" && /^[a-z0-9]([-.a-z0-9]{0,251}[a-z0-9])?$/.test(value)
        ? undefined
        : `${formatValue(value)} is not the name of a service account: use lower-case letters, digits, ` +
          '"-" and "." (e.g. "airflow")',
);

const submitter: Check = (value, path, problems) => {
    submitterFields(value, path, problems);
    if (!isPlainObject(value) || typeof value["name"] !== "string" || value["name"] === "") {
        return;
    }
    const { name, kind, namespace } = value as { name: string; kind: unknown; namespace: unknown };
    if (kind === SubmitterKind.Group || kind === SubmitterKind.User) {
        groupOrUserName(name, path, problems);
        if (namespace !== undefined) {
            problems.add(
                `${path}.namespace`,
                `is for service accounts only; a ${kind} has none: remove it`,
            );
        }
        return;
    }
    accountName(name, `${path}.name`, problems);
    const taken = namespace === undefined ? OWN_ACCOUNTS.get(name) : undefined;
    if (taken !== undefined) {
        problems.add(`${path}.name`, `"${name}" ${taken}: choose another name`);
    }
};

function groupOrUserName(name: string, path: string, problems: Problems): void {
    if (name.startsWith("system:")) {
        const reason =
            SYSTEM_NAMES.get(name) ??
            'belongs to Kubernetes itself; for a service account, set kind "service-account" and its namespace';
        problems.add(`${path}.name`, `"${name}" cannot be a submitter: it ${reason}`);
    }
}

const submitterList = listOf(Object.assign(submitter, { example: submitterFields.example }));

/** Check of a team's `submitters`: each of them, and duplicates. */
export const submitters: Check = (value, path, problems) => {
    submitterList(value, path, problems);
    const seen = new Map<string, string>();
    for (const [index, entry] of (Array.isArray(value) ? value : []).entries()) {
        if (!isSound<SubmitterArgs>(submitterFields, entry)) {
            continue;
        }
        const { name, kind = SubmitterKind.ServiceAccount, namespace } = entry;
        const identity = JSON.stringify([kind, namespace, name]);
        const first = seen.get(identity);
        if (first !== undefined) {
            problems.add(pathTo(path, index), `is the same as ${first}: keep one of them`);
        } else {
            seen.set(identity, pathTo(path, index));
        }
    }
};
