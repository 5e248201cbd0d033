import { TYPES } from "../types";
import { textAt } from "../values";
import { authenticationMode } from "./clusters";
import { clusterOf, invalid, Refusal, refusal, Request } from "./refusal";

export const ACCESS_REFUSALS: readonly Refusal[] = [
    ...[TYPES.accessEntry, TYPES.accessPolicyAssociation].map((type) =>
        refusal(
            `${type === TYPES.accessEntry ? "an access entry" : "an access policy"} on a cluster in CONFIG_MAP mode`,
            "EKS user guide, access-entries; eksctl-io/eksctl, pkg/actions/accessentry/getter.go",
            { type, calls: ["create"] },
            (request) => {
                const cluster = clusterOf(request);
                return cluster !== undefined && authenticationMode(cluster.inputs) === "CONFIG_MAP"
                    ? "InvalidRequestException: The cluster's authentication mode must be set to " +
                          "one of [API, API_AND_CONFIG_MAP] to perform this operation."
                    : undefined;
            },
        ),
    ),
    refusal(
        "an access entry for a session instead of its role",
        "EKS API, CreateAccessEntry, principalArn",
        { type: TYPES.accessEntry, calls: ["create"] },
        ({ inputs }) =>
            /^arn:[\w-]+:iam::\d{12}:(role|user)\//.test(textAt(inputs, "principalArn") ?? "")
                ? undefined
                : invalid("The principalArn parameter format is not valid"),
    ),
    refusal(
        "an access policy for a principal without an access entry",
        "terraform-provider-aws, internal/service/eks/access_policy_association.go",
        { type: TYPES.accessPolicyAssociation, calls: ["create"] },
        (request) =>
            entryOf(request) === undefined
                ? "ResourceNotFoundException: The specified principalArn could not be found. You " +
                  "can view your available access entries with 'ListAccessEntries'."
                : undefined,
    ),
    refusal(
        "an access policy for an access entry of nodes",
        "EKS API, CreateAccessEntry, type; aws-controllers-k8s/community#2144",
        { type: TYPES.accessPolicyAssociation, calls: ["create"] },
        (request) => {
            const type = textAt(entryOf(request)?.inputs, "type") ?? "STANDARD";
            return type === "STANDARD"
                ? undefined
                : invalid(
                      'This operation can only be performed on Access Entries with a type of "STANDARD".',
                  );
        },
    ),
    refusal(
        "a second association for a service account",
        "EKS API, CreatePodIdentityAssociation (ResourceInUseException)",
        { type: TYPES.podIdentityAssociation, calls: ["create"] },
        ({ inputs, all }) => {
            const account = ["clusterName", "namespace", "serviceAccount"];
            const other = all.find(
                (one) =>
                    one.type === TYPES.podIdentityAssociation &&
                    account.every((key) => textAt(one.inputs, key) === textAt(inputs, key)),
            );
            return other && `ResourceInUseException: Association already exists: ${other.id}`;
        },
    ),
];

function entryOf({ inputs, all }: Request) {
    const id = `${textAt(inputs, "clusterName")}:${textAt(inputs, "principalArn")}`;
    return all.find((one) => one.type === TYPES.accessEntry && one.id === id);
}
