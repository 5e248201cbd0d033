import { owner } from "../carry/owner";
import { Answer, FieldGroup, FieldRow } from "../fieldRow";

const RESTRICTED = 'pods meet Pod Security "restricted"';
const LESS = 'Pod Security "restricted" rejects it';

const ids: FieldRow[] = [
    {
        field: "runAsUser",
        answer: Answer.Argument,
        to: "user (of the job)",
        why: "driver and executors share one; root is refused",
        carry: owner("runAsUser"),
    },
    {
        field: "runAsGroup",
        answer: Answer.Argument,
        to: "group (of the job)",
        why: "driver and executors share one",
        carry: owner("runAsGroup"),
    },
    { field: "runAsNonRoot", answer: Answer.Platform, why: RESTRICTED },
    { field: "seccompProfile", answer: Answer.Platform, below: true, why: RESTRICTED },
    {
        field: "appArmorProfile",
        answer: Answer.PodTemplate,
        to: "{context}.appArmorProfile",
        below: true,
    },
    {
        field: "seLinuxOptions",
        answer: Answer.PodTemplate,
        to: "{context}.seLinuxOptions",
        below: true,
    },
    { field: "windowsOptions", answer: Answer.None, below: true, why: "Spark's pods run on Linux" },
];

/** Rows with the security context of a place in the template. */
function inContext(context: string, rows: readonly FieldRow[]): FieldRow[] {
    return rows.map((row) => ({
        ...row,
        ...(row.to && { to: row.to.replace("{context}", context) }),
    }));
}

/** Security contexts of pods. */
export const POD_SECURITY: FieldGroup = {
    title: "Security context of a pod",
    places: ["spec.driver.podSecurityContext", "spec.executor.podSecurityContext"],
    rows: [
        ...inContext("spec.securityContext", ids),
        {
            field: "fsGroup",
            answer: Answer.Argument,
            to: "group (of the job)",
            why: "volumes belong to the group that the pods run as",
            carry: owner("fsGroup"),
        },
        { field: "fsGroupChangePolicy", answer: Answer.Platform, why: "always `OnRootMismatch`" },
        {
            field: "supplementalGroups",
            answer: Answer.Platform,
            why: "pods are in `group`, and also in group 0 if the job sets its own image",
        },
        {
            field: "supplementalGroupsPolicy",
            answer: Answer.PodTemplate,
            to: "spec.securityContext.supplementalGroupsPolicy",
        },
        {
            field: "seLinuxChangePolicy",
            answer: Answer.PodTemplate,
            to: "spec.securityContext.seLinuxChangePolicy",
        },
        {
            field: "sysctls",
            answer: Answer.PodTemplate,
            to: "spec.securityContext.sysctls",
            below: true,
        },
    ],
};

/** Security contexts of containers. */
export const CONTAINER_SECURITY: FieldGroup = {
    title: "Security context of a container",
    places: ["spec.driver.securityContext", "spec.executor.securityContext"],
    rows: [
        ...inContext("container.securityContext", ids),
        { field: "allowPrivilegeEscalation", answer: Answer.Platform, why: RESTRICTED },
        { field: "capabilities", answer: Answer.Platform, below: true, why: RESTRICTED },
        { field: "privileged", answer: Answer.None, why: LESS },
        { field: "procMount", answer: Answer.None, why: LESS },
        {
            field: "readOnlyRootFilesystem",
            answer: Answer.PodTemplate,
            to: "container.securityContext.readOnlyRootFilesystem",
            why: "Spark must be able to write to /tmp and its working directory: mount volumes there",
        },
    ],
};
