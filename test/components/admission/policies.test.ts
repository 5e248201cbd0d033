import assert from "node:assert/strict";
import { policies } from "../../../components/admission/policies";
import { bindingSpec } from "../../../components/admission/policy";

const CHANGED = [
    {
        name: "spec-or-labels-changed",
        expression:
            "request.operation == 'CREATE' || object.spec != oldObject.spec || " +
            "object.metadata.?labels.orValue({}) != oldObject.metadata.?labels.orValue({})",
    },
];

describe("the admission policies", () => {
    it("keep Services inside a team's namespace", () => {
        assert.deepEqual(policies().services, {
            failurePolicy: "Fail",
            matchConstraints: {
                resourceRules: [
                    {
                        apiGroups: [""],
                        apiVersions: ["v1"],
                        resources: ["services"],
                        operations: ["CREATE", "UPDATE"],
                    },
                ],
            },
            matchConditions: CHANGED,
            variables: [],
            validations: [
                {
                    expression:
                        'object.?spec.?type.orValue("ClusterIP") == "ClusterIP" && ' +
                        "size(object.?spec.?externalIPs.orValue([])) == 0",
                    message:
                        "spec: a Service in a team's namespace is of type ClusterIP and has no " +
                        "externalIPs, which would reach beyond the namespace",
                    reason: "Forbidden",
                },
            ],
        });
    });

    it("let pods use the jobs' account, or accounts for which the user may create tokens", () => {
        const { matchConstraints, variables, validations } = policies().pods;
        assert.deepEqual(matchConstraints.resourceRules, [
            { apiGroups: [""], apiVersions: ["v1"], resources: ["pods"], operations: ["CREATE"] },
        ]);
        assert.deepEqual(variables, [
            { name: "account", expression: 'object.spec.?serviceAccountName.orValue("")' },
        ]);
        assert.deepEqual(validations, [
            {
                expression:
                    'variables.account in ["", "default", "spark"] || ' +
                    '"system:serviceaccounts:kube-system" in request.userInfo.?groups.orValue([]) || ' +
                    'authorizer.group("").resource("serviceaccounts").subresource("token")' +
                    '.namespace(request.namespace).name(variables.account).check("create").allowed()',
                message:
                    'spec.serviceAccountName: a team\'s pods run as "spark" or "default"; to name ' +
                    "another account takes the permission to create tokens for it",
                reason: "Forbidden",
            },
        ]);
    });

    it("check a schedule's template like an application", () => {
        const { sparkapplications, scheduledsparkapplications } = policies();
        const spec = (expression: string) => ({ name: "spec", expression });
        assert.deepEqual(sparkapplications.variables[0], spec("object.spec"));
        assert.deepEqual(scheduledsparkapplications.variables, [
            spec("object.spec.template"),
            ...sparkapplications.variables.slice(1),
        ]);
        assert.deepEqual(scheduledsparkapplications.validations, sparkapplications.validations);
    });

    it("have messages and names that the API server accepts", () => {
        for (const { variables, validations } of Object.values(policies())) {
            const names = variables.map(({ name }) => name);
            assert.deepEqual(names, [...new Set(names)]);
            for (const { message } of validations) {
                // The API server rejects line breaks.
                assert.ok(!message.includes("\n"), message);
            }
        }
    });

    it("are only bound to the namespaces of the platform's teams", () => {
        assert.deepEqual(bindingSpec("p", ["b", "a"]), {
            policyName: "p",
            validationActions: ["Deny"],
            matchResources: {
                namespaceSelector: {
                    matchExpressions: [
                        {
                            key: "kubernetes.io/metadata.name",
                            operator: "In",
                            values: ["a", "b"],
                        },
                    ],
                },
            },
        });
    });
});
