import type { Role, Values } from "./document";
import type { Draft, Place } from "./draft";

/** What a field of a SparkApplication becomes in a stack file. */
export const Answer = {
    /** An argument of the job. */
    Argument: "argument",
    /** A Spark property in the job's `conf`. */
    Property: "property",
    /** A field of the role's `podTemplate`. */
    PodTemplate: "podTemplate",
    /** The platform decides it for all jobs. */
    Platform: "platform",
    /** There is no equivalent. */
    None: "none",
} as const;
export type Answer = (typeof Answer)[keyof typeof Answer];

/** Puts the value of a field in its place in a job. */
export type Carry = (value: unknown, place: Place, draft: Draft) => void;

/**
 * A field of the CRD and what it becomes. The importer reads these rows, the docs show them, and a
 * test compares them with the CRD.
 */
export interface FieldRow {
    /** Path below the group's places, e.g. `dnsConfig` or `env[].value`. */
    field: string;
    answer: Answer;
    /**
     * The argument (below the place's in the job), the property or the path in the template;
     * `{role}` stands for driver or executor, `container.` for the container of the field.
     */
    to?: string;
    /**
     * Why the platform decides it or there is no equivalent; what differs where it is carried over.
     */
    why?: string;
    /** Nested fields with the same answer: all of them, or those listed. */
    below?: true | readonly string[];
    /** The only role that has the field. */
    only?: Role;
    /** Needed where the value is not copied as it is. */
    carry?: Carry;
    /** Carries over one list entry whose fields form another group. */
    entry?: (entry: Values, place: Place, draft: Draft) => void;
}

/** Fields of the same kind, which may occur in several places of the CRD. */
export interface FieldGroup {
    title: string;
    /** Where the fields are, e.g. `spec.driver`; the root is "". */
    places: readonly string[];
    rows: readonly FieldRow[];
}
