import { Check, every, isPlainObject } from "../../validation/checks";
import { annotations, labels } from "../../validation/labels";
import { pathTo } from "../../validation/problems";
import { noCredentials } from "./credentialChecks";

/** Keys that other arguments of a job set. */
const SET_ELSEWHERE: Readonly<Record<string, string>> = {
    "kueue.x-k8s.io/queue-name": "is set by `scheduler`: use { name: kueue, queue: … }",
    "kueue.x-k8s.io/priority-class": "is set by `scheduler`: use { name: kueue, priorityClass: … }",
};

const noKueueKeys: Check = (value, path, problems) => {
    for (const key of Object.keys(isPlainObject(value) ? value : {})) {
        const message = SET_ELSEWHERE[key];
        if (message !== undefined) {
            problems.add(pathTo(path, key), message);
        }
    }
};

/** Such annotations control the Pulumi provider: it waits, skips, replaces. */
const noPulumiKeys: Check = (value, path, problems) => {
    for (const key of Object.keys(isPlainObject(value) ? value : {})) {
        if (key.startsWith("pulumi.com/")) {
            problems.add(pathTo(path, key), "is set by the platform; choose another key");
        }
    }
};

/** Labels of a job's object in the cluster. */
export const jobLabels = every(noCredentials(labels), noKueueKeys);

/** Annotations of a job's object in the cluster. */
export const jobAnnotations = every(noCredentials(annotations), noPulumiKeys);
