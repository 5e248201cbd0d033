import { jobAnnotations, jobLabels } from "../carry/metadata";
import { Answer, FieldGroup, FieldRow } from "../fieldRow";

/** Fields of ObjectMeta that users do not write. */
const SERVERS = [
    ...["uid", "resourceVersion", "generation", "creationTimestamp", "managedFields", "selfLink"],
    ...["deletionTimestamp", "deletionGracePeriodSeconds"],
];
const OWNERS = ["ownerReferences", "finalizers"];

const KIND = "the document's kind decides between `jobs` and `scheduledJobs`";

/**
 * Fields of both kinds besides their specs. `metadata` belongs to Kubernetes: the CRD does not list
 * it.
 */
export const DOCUMENT: FieldGroup = {
    title: "Both kinds",
    places: [""],
    rows: [
        { field: "apiVersion", answer: Answer.Platform, why: KIND, carry: () => undefined },
        { field: "kind", answer: Answer.Platform, why: KIND, carry: () => undefined },
        {
            field: "metadata.name",
            answer: Answer.Argument,
            to: "the job's key",
            why: "the object's name in the cluster contains a hash of the job's definition",
            carry: () => undefined,
        },
        {
            field: "metadata.generateName",
            answer: Answer.Argument,
            to: "the job's key",
            why: "each change of the job starts a run with its own name",
            carry: () => undefined,
        },
        {
            field: "metadata.namespace",
            answer: Answer.Argument,
            to: "team",
            why: "a team's name is its namespace",
            carry: () => undefined,
        },
        { field: "metadata.labels", answer: Answer.Argument, to: "labels", carry: jobLabels },
        {
            field: "metadata.annotations",
            answer: Answer.Argument,
            to: "annotations",
            carry: jobAnnotations,
        },
        ...SERVERS.map((field): FieldRow => ({
            field: `metadata.${field}`,
            answer: Answer.Platform,
            why: "the API server writes it",
            carry: () => undefined,
        })),
        ...OWNERS.map((field): FieldRow => ({
            field: `metadata.${field}`,
            answer: Answer.Platform,
            why: "the job belongs to the stack: `pulumi destroy` deletes it",
        })),
        {
            field: "status",
            answer: Answer.Platform,
            below: true,
            why: "the operator writes it",
            carry: () => undefined,
        },
    ],
};
