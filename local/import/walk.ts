import { isMap, setAt, Values } from "./document";
import { didYouMean } from "../../components/validation/problems";
import { Draft, NoteKind, Place } from "./draft";
import { Answer, FieldRow } from "./fieldRow";

/** The position of a walk: the rows of a group, and the place of their fields. */
interface Walk {
    rows: readonly FieldRow[];
    place: Place;
    draft: Draft;
}

/** Carries over all fields of a part of the document, each as its row says. */
export function carryFields(
    rows: readonly FieldRow[],
    part: Values,
    place: Place,
    draft: Draft,
): void {
    const { role } = place;
    const own = rows.filter(({ only }) => only === undefined || only === role);
    walk({ rows: own, place, draft }, "", part);
}

function walk(at: Walk, above: string, part: Values): void {
    for (const [key, value] of Object.entries(part)) {
        const field = above === "" ? key : `${above}.${key}`;
        if (value !== null && value !== undefined) {
            carryField(at, field, value);
        }
    }
}

function carryField(at: Walk, field: string, value: unknown): void {
    const { rows, place, draft } = at;
    const row = rows.find((one) => one.field === field);
    const path = pathOf(place, field);
    if (row?.entry !== undefined && Array.isArray(value)) {
        value.forEach((entry, index) => carryEntry(at, row, entry, index));
    } else if (row !== undefined) {
        carryRow(row, value, { ...place, field: path }, draft);
    } else if (isMap(value) && rows.some((one) => one.field.startsWith(`${field}.`))) {
        walk(at, field, value);
    } else {
        draft.note(NoteKind.Lost, path, unknownField(rows, field));
    }
}

function carryEntry({ place, draft }: Walk, row: FieldRow, entry: unknown, index: number): void {
    const field = pathOf(place, `${row.field}[${index}]`);
    if (isMap(entry)) {
        row.entry?.(entry, { ...place, field, entry }, draft);
    } else {
        draft.note(NoteKind.Lost, field, "is not a map of keys and values");
    }
}

/** Carries over one field as its row says. */
function carryRow(row: FieldRow, value: unknown, place: Place, draft: Draft): void {
    const { answer, to = row.field, why = "" } = row;
    if (row.carry !== undefined) {
        row.carry(value, place, draft);
        return;
    }
    const { role = "" } = place;
    switch (answer) {
        case Answer.Argument:
            setAt(place.target, to.split("."), value);
            break;
        case Answer.Property:
            carryProperty(to.replaceAll("{role}", role), value, draft);
            break;
        case Answer.PodTemplate:
            draft.template(place, to, value);
            break;
        case Answer.Platform:
            draft.note(NoteKind.Decided, place.field, why);
            return;
        case Answer.None:
            if (!isNothing(value)) {
                draft.note(NoteKind.Lost, place.field, why);
            }
            return;
    }
    if (row.why !== undefined) {
        draft.note(NoteKind.Changed, place.field, row.why);
    }
}

/** One property, or one per key if the name ends with `*`. */
function carryProperty(name: string, value: unknown, draft: Draft): void {
    if (!name.endsWith("*")) {
        draft.property(name, value);
        return;
    }
    for (const [key, entry] of Object.entries(isMap(value) ? value : {})) {
        draft.property(`${name.slice(0, -1)}${key}`, entry);
    }
}

/** Whether dropping a value loses nothing. */
function isNothing(value: unknown): boolean {
    const isEmpty = typeof value === "object" && value !== null && Object.keys(value).length === 0;
    return value === false || value === "" || isEmpty;
}

function pathOf({ field: above }: Place, field: string): string {
    return above === "" ? field : `${above}.${field}`;
}

function unknownField(rows: readonly FieldRow[], field: string): string {
    const names = rows.map((row) => row.field);
    const meant = didYouMean(field, names);
    return `is not a field of the CRD${meant === undefined ? "" : `; did you mean "${meant}"?`}`;
}
