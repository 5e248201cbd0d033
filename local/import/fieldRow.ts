import type { Role, Values } from "./document";
import type { Draft, Place } from "./draft";

/** What becomes of a field of a SparkApplication in a stack file. */
export const Answer = {
    /** An argument of the job says the same. */
    Argument: "argument",
    /** A Spark property of the job's `conf` says the same. */
    Property: "property",
    /** `podTemplate` of the role says the same. */
    PodTemplate: "podTemplate",
    /** The platform decides it for all jobs. */
    Platform: "platform",
    /** There is nothing like it. */
    None: "none",
} as const;
export type Answer = (typeof Answer)[keyof typeof Answer];

/** Puts the value of a field where it belongs in a job. */
export type Carry = (value: unknown, place: Place, draft: Draft) => void;

/**
 * A field of the CRD, and what becomes of it. The importer reads these rows, the docs show them, and a
 * test holds them against the CRD.
 */
export interface FieldRow {
    /** Path below the group's places, e.g. `dnsConfig` or `env[].value`. */
    field: string;
    answer: Answer;
    /**
     * The argument (below the place's in the job), the property or the path in the template;
     * `{role}` stands for driver or executor, `container.` for the container that the field is of.
     */
    to?: string;
    /** Why the platform decides it or nothing is like it; what differs where it is carried over. */
    why?: string;
    /** Fields below it that have the same answer: all of them, or those that are named. */
    below?: true | readonly string[];
    /** The only role that has it. */
    only?: Role;
    /** Needed where the value is not put as it is. */
    carry?: Carry;
    /** Carries one entry of a list over, whose fields are another group. */
    entry?: (entry: Values, place: Place, draft: Draft) => void;
}

/** Fields of the same kind, which may be in several places of the CRD. */
export interface FieldGroup {
    title: string;
    /** Where the fields are, e.g. `spec.driver`; the root is "". */
    places: readonly string[];
    rows: readonly FieldRow[];
}
