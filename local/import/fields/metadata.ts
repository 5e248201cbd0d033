import { jobAnnotations, jobLabels } from "../carry/metadata";
import { Answer, FieldGroup, FieldRow } from "../fieldRow";

/** Of ObjectMeta, beside what people write. */
const SERVERS = [
    ...["uid", "resourceVersion", "generation", "creationTimestamp", "managedFields", "selfLink"],
    ...["deletionTimestamp", "deletionGracePeriodSeconds"],
];
const OWNERS = ["ownerReferences", "finalizers"];

const KIND = "the document's kind decides whether it is one of `jobs` or of `scheduledJobs`";

/** What both kinds have beside their specs. `metadata` is Kubernetes' own: the CRD does not list it. */
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
            why: "the object in the cluster has a hash of the job's definition in its name",
            carry: () => undefined,
        },
        {
            field: "metadata.generateName",
            answer: Answer.Argument,
            to: "the job's key",
            why: "each change of the job is a run with a name of its own",
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
