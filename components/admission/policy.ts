import { NAMESPACE_NAME_LABEL } from "../kubernetes/namespaceLabels";

/** A rule of an admission policy. */
export interface Validation {
    /** CEL; an object for which it is false is rejected. */
    expression: string;
    /** What is wrong and what to do. */
    message: string;
    /** CEL for a message with the value; `message` is shown if it fails. */
    messageExpression?: string;
}

/** A part of an object that several rules use. */
export interface Variable {
    name: string;
    expression: string;
}

export interface PolicyParts {
    /** Resources by API group, e.g. `{ group: "", version: "v1", resource: "services" }`. */
    group: string;
    version: string;
    resource: string;
    operations: readonly string[];
    variables?: Variable[];
    validations: Validation[];
}

/**
 * Spec of a ValidatingAdmissionPolicy. An update is only checked if it changes what the rules cover:
 * objects from before the policy can still be deleted, which removes finalizers with an update.
 */
export function policySpec(parts: PolicyParts) {
    const { group, version, resource, operations, variables = [], validations } = parts;
    const labels = (object: string) => `${object}.metadata.?labels.orValue({})`;
    return {
        failurePolicy: "Fail",
        matchConstraints: {
            resourceRules: [
                {
                    apiGroups: [group],
                    apiVersions: [version],
                    resources: [resource],
                    operations: [...operations],
                },
            ],
        },
        matchConditions: [
            {
                name: "spec-or-labels-changed",
                expression:
                    "request.operation == 'CREATE' || object.spec != oldObject.spec || " +
                    `${labels("object")} != ${labels("oldObject")}`,
            },
        ],
        variables,
        validations: validations.map((validation) => ({ ...validation, reason: "Forbidden" })),
    };
}

/** Spec of the binding of a policy to namespaces. */
export function bindingSpec(policyName: string, namespaces: readonly string[]) {
    return {
        policyName,
        validationActions: ["Deny"],
        matchResources: {
            namespaceSelector: {
                matchExpressions: [
                    {
                        key: NAMESPACE_NAME_LABEL,
                        operator: "In",
                        values: [...namespaces].sort(),
                    },
                ],
            },
        },
    };
}
