import { Check } from "../../validation/checks";
import { formatValue } from "../../validation/problems";
import { wholeNumber } from "../../validation/values";

/** Maximum user or group ID in Kubernetes (k8s.io/apimachinery, `IsValidUserID`). */
const MAX_ID = 2 ** 31 - 1;

/** Only numbers are accepted: Kubernetes cannot tell whether a name stands for root. */
function id(what: string, min: number): Check {
    const number = wholeNumber(min, MAX_ID);
    return (value, path, problems) => {
        if (typeof value === "string" && !/^(0|[1-9]\d*)$/.test(value)) {
            problems.add(path, `${formatValue(value)} is not a ${what} ID: use a number`);
        } else {
            number(value, path, problems);
        }
    };
}

const userId = id("user", 1);

export const user: Check = (value, path, problems) => {
    if (value === 0 || value === "0") {
        const message = "0 is root, which job pods never run as: use another user's ID";
        problems.add(path, `${message} (Spark's images use 185)`);
    } else {
        userId(value, path, problems);
    }
};

/** Group 0 is allowed: it grants no privileges, only what an image's files allow their group. */
export const group: Check = id("group", 0);

const USER = "set the job's `user`, the ID that driver and executors run as";
const GROUP = "set the job's `group`, the group ID of its pods and their volumes";
const BOTH =
    "set the job's `user` and `group`, the IDs that its pods run as; the rest of the security " +
    'context meets Pod Security "restricted"';

/** Keys for the users of pods in Kubernetes, the operator and charts. */
export const POD_USER_KEYS: ReadonlyMap<string, string> = new Map([
    ["runAsUser", USER],
    ["runAsGroup", GROUP],
    ["fsGroup", GROUP],
    ["supplementalGroups", GROUP],
    ["securityContext", BOTH],
    ["podSecurityContext", BOTH],
]);

/** The same in a role: `user` and `group` apply to the whole job. */
export const ROLE_USER_KEYS: ReadonlyMap<string, string> = new Map([
    ...POD_USER_KEYS,
    ["user", USER],
    ["group", GROUP],
]);
