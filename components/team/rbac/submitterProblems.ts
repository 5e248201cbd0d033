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

/** Why Kubernetes' own groups and users are no submitters. */
const EVERYBODY = "would let everybody submit jobs";
const SYSTEM_NAMES = new Map([
    ["system:masters", "may do anything already"],
    ["system:authenticated", `is everybody who can log in: it ${EVERYBODY}`],
    ["system:unauthenticated", `is everybody without a login: it ${EVERYBODY}`],
    ["system:anonymous", `is everybody without a login: it ${EVERYBODY}`],
    ["system:serviceaccounts", `is every pod of the cluster: it ${EVERYBODY}`],
]);

/** Service accounts that every team's namespace has, by name. */
const OWN_ACCOUNTS = new Map([
    [SERVICE_ACCOUNT, "is the account that the team's jobs run as"],
    ["default", "is the account of all pods that name none"],
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
        nameOfPeople(name, kind, path, problems);
        if (namespace !== undefined) {
            problems.add(
                `${path}.namespace`,
                `is for service accounts; a ${kind} has none: remove it`,
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

function nameOfPeople(name: string, kind: string, path: string, problems: Problems): void {
    if (name.startsWith("system:")) {
        const reason =
            SYSTEM_NAMES.get(name) ??
            'belongs to Kubernetes itself; a service account has kind "service-account" and a namespace';
        problems.add(`${path}.name`, `"${name}" is no ${kind} to submit jobs: it ${reason}`);
    }
}

const everySubmitter = listOf(Object.assign(submitter, { example: submitterFields.example }));

/** Check of a team's `submitters`: each of them, and that none is there twice. */
export const submitters: Check = (value, path, problems) => {
    everySubmitter(value, path, problems);
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
