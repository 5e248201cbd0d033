import { isMap, listAt, setAt, textOf } from "../document";
import { Draft, NoteKind, Place } from "../draft";
import { Answer, FieldGroup, FieldRow } from "../fieldRow";
import { portsOf } from "../carry/ports";
import { carryFields } from "../walk";
import { containerMount } from "./mount";
import { variable } from "./variables";

type Entry = NonNullable<FieldRow["entry"]>;

const PLACES = ["spec.driver", "spec.executor"].flatMap((role) => [
    `${role}.initContainers[]`,
    `${role}.sidecars[]`,
]);

function inTemplate(...fields: string[]): FieldRow[] {
    return fields.map((field) => ({
        field,
        answer: Answer.PodTemplate,
        to: `container.${field}`,
        below: true as const,
    }));
}

/** A container next to Spark's, which runs before or alongside it. */
export const CONTAINERS: FieldGroup = {
    title: "Containers",
    places: PLACES,
    rows: [
        ...["name", "image", "command", "args"].map((field): FieldRow => ({
            field,
            answer: Answer.Argument,
            below: true,
        })),
        { field: "env", answer: Answer.Argument, why: "see Variables", entry: variable },
        { field: "envFrom", answer: Answer.Argument, below: true },
        ...["resources.requests", "resources.limits"].map((field): FieldRow => ({
            field,
            answer: Answer.Argument,
            below: true,
            carry: quantities(field),
        })),
        {
            field: "resources.claims",
            answer: Answer.PodTemplate,
            to: "container.resources.claims",
            below: true,
        },
        {
            field: "ports",
            answer: Answer.Argument,
            below: ["name", "containerPort", "protocol"],
            why: "each needs a name",
            carry: portsOf,
        },
        ...["ports[].hostPort", "ports[].hostIP"].map((field): FieldRow => ({
            field,
            answer: Answer.None,
            why: 'Pod Security "restricted" and "baseline" reject it',
        })),
        {
            field: "volumeMounts",
            answer: Answer.Argument,
            below: ["name", "mountPath", "readOnly", "subPath"],
            why: "a volume that Spark's container does not mount goes into `podTemplate`",
            entry: containerMount,
        },
        ...["subPathExpr", "mountPropagation", "recursiveReadOnly"].map((field): FieldRow => ({
            field: `volumeMounts[].${field}`,
            answer: Answer.PodTemplate,
            to: "container.volumeMounts",
        })),
        {
            field: "restartPolicy",
            answer: Answer.Argument,
            to: "sidecars",
            why: "`Always` turns an init container into a sidecar",
            carry: () => undefined,
        },
        {
            field: "securityContext",
            answer: Answer.PodTemplate,
            to: "container.securityContext",
            below: true,
            why: "without root; volumes belong to the job's `group` anyway",
            carry: withoutRoot,
        },
        ...inTemplate("imagePullPolicy", "workingDir", "lifecycle", "livenessProbe"),
        ...inTemplate("readinessProbe", "startupProbe", "resizePolicy", "volumeDevices"),
        ...inTemplate("stdin", "stdinOnce", "tty"),
        ...inTemplate("terminationMessagePath", "terminationMessagePolicy"),
    ],
};

/** Resource quantities, which are strings here. */
function quantities(field: string): NonNullable<FieldRow["carry"]> {
    return (value, { target }) => {
        const amounts = Object.entries(isMap(value) ? value : {});
        const strings = amounts.map(([name, amount]) => [name, textOf(amount)] as const);
        setAt(target, field.split("."), Object.fromEntries(strings));
    };
}

/**
 * A security context, which Pod Security may still reject, without what is refused for every team.
 */
function withoutRoot(value: unknown, place: Place, draft: Draft): void {
    const { runAsUser, privileged, ...rest } = isMap(value) ? value : {};
    if (runAsUser === 0 || privileged === true) {
        const why =
            "is root; job containers never run as root, and volumes belong to the job's `group`";
        draft.note(NoteKind.Lost, place.field, why);
    }
    const kept = { ...rest, ...(runAsUser !== 0 && runAsUser !== undefined && { runAsUser }) };
    if (Object.keys(kept).length > 0) {
        draft.template(place, "container.securityContext", kept);
    }
}

/**
 * Carries over a container; one with restart policy `Always` is a sidecar wherever it is listed.
 */
export function containers(list: "initContainers" | "sidecars"): Entry {
    return (entry, place, draft) => {
        const isSidecar = list === "sidecars" || entry["restartPolicy"] === "Always";
        const made = {};
        listAt(place.target, isSidecar ? "sidecars" : "initContainers").push(made);
        const container = { list: "initContainers", name: textOf(entry["name"]) } as const;
        carryFields(CONTAINERS.rows, entry, { ...place, target: made, container }, draft);
        if (/\b(chown|sysctl)\b/.test(JSON.stringify([entry["command"], entry["args"]]))) {
            const why =
                "needs root, but runs as the job's `user`; volumes belong to the job's `group` anyway";
            draft.note(NoteKind.Changed, place.field, why);
        }
    };
}
