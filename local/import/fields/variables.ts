import { fieldVariable, keyVariable, plainVariable, templateVariable } from "../carry/environment";
import { isMap } from "../document";
import { NoteKind } from "../draft";
import { Answer, FieldGroup, FieldRow } from "../fieldRow";
import { carryFields } from "../walk";

const PLACES = ["spec.driver", "spec.executor"].flatMap((role) => [
    `${role}.env[]`,
    `${role}.initContainers[].env[]`,
    `${role}.sidecars[].env[]`,
]);

/** A variable of a container. */
export const VARIABLES: FieldGroup = {
    title: "Variables",
    places: PLACES,
    rows: [
        {
            field: "name",
            answer: Answer.Argument,
            to: "the key in env, secretEnv, …",
            carry: () => undefined,
        },
        {
            field: "value",
            answer: Answer.Argument,
            to: "env.<name>",
            why: "credentials are refused: use a Secret and `secretEnv`",
            carry: plainVariable,
        },
        {
            field: "valueFrom.secretKeyRef",
            answer: Answer.Argument,
            to: "secretEnv.<name>",
            below: ["name", "key"],
            carry: keyVariable("secretEnv", "secretKeyRef"),
        },
        {
            field: "valueFrom.configMapKeyRef",
            answer: Answer.Argument,
            to: "configMapEnv.<name>",
            below: ["name", "key"],
            carry: keyVariable("configMapEnv", "configMapKeyRef"),
        },
        ...["secretKeyRef", "configMapKeyRef"].map((kind): FieldRow => ({
            field: `valueFrom.${kind}.optional`,
            answer: Answer.PodTemplate,
            to: "container.env",
            why: "the whole variable then goes into the template",
            carry: () => undefined,
        })),
        {
            field: "valueFrom.fieldRef",
            answer: Answer.Argument,
            to: "fieldEnv.<name>",
            below: true,
            carry: fieldVariable,
        },
        {
            field: "valueFrom.resourceFieldRef",
            answer: Answer.PodTemplate,
            to: "container.env",
            below: true,
            carry: templateVariable,
        },
    ],
};

/** Carries over a variable, with the argument that supports its source. */
export const variable: NonNullable<FieldRow["entry"]> = (entry, place, draft) => {
    const { value, valueFrom } = entry;
    if (value === undefined && valueFrom === undefined) {
        plainVariable("", { ...place, entry }, draft);
    } else if (value === undefined && Object.keys(isMap(valueFrom) ? valueFrom : {}).length === 0) {
        draft.note(NoteKind.Lost, place.field, "has neither a value nor a source");
    }
    carryFields(VARIABLES.rows, entry, { ...place, entry }, draft);
};
