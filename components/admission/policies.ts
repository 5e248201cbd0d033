import { SERVICE_ACCOUNT } from "../team/rbac/driverRole";
import {
    applicationRules,
    applicationVariables,
    roleRules,
    roleVariables,
} from "./applicationRules";
import { celList, celString } from "./cel";
import { policySpec } from "./policy";
import { propertyRules, propertyVariables } from "./propertyRules";

const SPARK_OPERATOR = "sparkoperator.k8s.io";
const WRITES = ["CREATE", "UPDATE"] as const;

/** Accounts that any pod may name, no matter who creates it; "default" has no permissions. */
const ALLOWED_ACCOUNTS = ["", "default", SERVICE_ACCOUNT];

/** Specs of the policies for every team's namespace, by the resource that they check. */
export function policies() {
    return {
        sparkapplications: application("sparkapplications", "object.spec"),
        scheduledsparkapplications: application(
            "scheduledsparkapplications",
            "object.spec.template",
        ),
        sparkconnects: policySpec({
            group: SPARK_OPERATOR,
            version: "v1alpha1",
            resource: "sparkconnects",
            operations: WRITES,
            variables: [
                { name: "spec", expression: "object.spec" },
                ...propertyVariables,
                ...roleVariables(["server", "executor"]),
            ],
            validations: [
                ...propertyRules,
                ...roleRules,
                serviceRule("object.spec.?server.?service.?spec", "server.service"),
            ],
        }),
        services: policySpec({
            group: "",
            version: "v1",
            resource: "services",
            operations: WRITES,
            validations: [serviceRule("object.?spec", "spec")],
        }),
        pods: policySpec({
            group: "",
            version: "v1",
            resource: "pods",
            operations: ["CREATE"],
            variables: [
                { name: "account", expression: 'object.spec.?serviceAccountName.orValue("")' },
            ],
            validations: [
                {
                    // Controllers create pods for Deployments and the like, which no submitter can create.
                    expression:
                        `variables.account in ${celList(ALLOWED_ACCOUNTS)} || ` +
                        `${celString("system:serviceaccounts:kube-system")} in request.userInfo.?groups.orValue([]) || ` +
                        'authorizer.group("").resource("serviceaccounts").subresource("token")' +
                        '.namespace(request.namespace).name(variables.account).check("create").allowed()',
                    message:
                        `spec.serviceAccountName: a team's pods run as "${SERVICE_ACCOUNT}" or "default"; ` +
                        "to name another account takes the permission to create tokens for it",
                },
            ],
        }),
    };
}

function application(resource: string, spec: string) {
    return policySpec({
        group: SPARK_OPERATOR,
        version: "v1beta2",
        resource,
        operations: WRITES,
        variables: [
            { name: "spec", expression: spec },
            ...propertyVariables,
            ...roleVariables(["driver", "executor"]),
            ...applicationVariables,
        ],
        validations: [...applicationRules, ...propertyRules, ...roleRules],
    });
}

/** @param spec CEL of a Service's spec that may be absent */
function serviceRule(spec: string, path: string) {
    return {
        expression:
            `${spec}.?type.orValue("ClusterIP") == "ClusterIP" && ` +
            `size(${spec}.?externalIPs.orValue([])) == 0`,
        message:
            `${path}: a Service in a team's namespace is of type ClusterIP and has no externalIPs, ` +
            "which would reach beyond the namespace",
    };
}
