import { TYPES } from "./types";
import { textAt, Values } from "./values";

type Words = (inputs: Values, id: string) => string;

const IAM: Words = (inputs, id) =>
    `EntityAlreadyExists: ${textAt(inputs, "name") ?? id} already exists.`;

/** AWS' error if the resource already exists (API references, errors of the create call). */
const WORDS: Readonly<Record<string, Words>> = {
    [TYPES.cluster]: (_, id) => `ResourceInUseException: Cluster already exists with name: ${id}`,
    [TYPES.nodeGroup]: (inputs) =>
        `ResourceInUseException: NodeGroup already exists with name ${textAt(inputs, "nodeGroupName")} ` +
        `and cluster name ${textAt(inputs, "clusterName")}`,
    [TYPES.addon]: () => "ResourceInUseException: Addon already exists.",
    // terraform-aws-modules/terraform-aws-eks#2968
    [TYPES.accessEntry]: () =>
        "ResourceInUseException: The specified access entry resource is already in use on this cluster.",
    [TYPES.logGroup]: () =>
        "ResourceAlreadyExistsException: The specified log group already exists",
    [TYPES.bucket]: () =>
        "BucketAlreadyOwnedByYou: Your previous request to create the named bucket succeeded and you already own it.",
    [TYPES.database]: () => "AlreadyExistsException: Database already exists.",
    [TYPES.queue]: () => "QueueAlreadyExists: A queue already exists with the same name",
};

export function alreadyExists(type: string, inputs: Values, id: string): string {
    return (WORDS[type] ?? IAM)(inputs, id);
}
