import { Check } from "../../validation/checks";
import { formatValue } from "../../validation/problems";
import { wholeNumber } from "../../validation/values";

/** Most that Kubernetes takes for a user or a group (k8s.io/apimachinery, `IsValidUserID`). */
const MOST_ID = 2 ** 31 - 1;

/** Kubernetes cannot tell whether a name stands for root, so only numbers are taken. */
function id(what: string, least: number): Check {
    const number = wholeNumber(least, MOST_ID);
    return (value, path, problems) => {
        if (typeof value === "string" && !/^(0|[1-9]\d*)$/.test(value)) {
            const message = `${formatValue(value)} is not the number of a ${what}: give its number`;
            problems.add(path, message);
        } else {
            number(value, path, problems);
        }
    };
}

const userId = id("user", 1);

export const user: Check = (value, path, problems) => {
    if (value === 0 || value === "0") {
        const message = "0 is root, which pods of jobs never run as: give another user's number";
        problems.add(path, `${message} (Spark's images have 185)`);
    } else {
        userId(value, path, problems);
    }
};

/** Group 0 is allowed: it gives no privilege, only what an image's files give their group. */
export const group: Check = id("group", 0);

const USER = "set the job's `user`, the number that driver and executors run as";
const GROUP = "set the job's `group`, the number of the group of its pods and their volumes";
const BOTH =
    "set the job's `user` and `group`, the numbers that its pods run as; the rest of a security " +
    'context is what Pod Security "restricted" asks for';

/** Keys that Kubernetes, the operator and charts have for whom pods run as. */
export const POD_USER_KEYS: ReadonlyMap<string, string> = new Map([
    ["runAsUser", USER],
    ["runAsGroup", GROUP],
    ["fsGroup", GROUP],
    ["supplementalGroups", GROUP],
    ["securityContext", BOTH],
    ["podSecurityContext", BOTH],
]);

/** The same in a role: `user` and `group` are of the whole job. */
export const ROLE_USER_KEYS: ReadonlyMap<string, string> = new Map([
    ...POD_USER_KEYS,
    ["user", USER],
    ["group", GROUP],
]);
