import {
    CLASS_NAME,
    DEPENDENCY_LISTS,
    DEPENDENCY_SCHEMES,
    MAIN_SCHEMES,
    PROXY_USER,
    RESOLVED_DEPENDENCIES,
    SHELL_CLASSES,
    uriPattern,
} from "../spark/applicationFields";
import { SERVICE_ACCOUNT } from "../team/rbac/driverRole";
import { RESERVED_LABEL_PREFIXES, LABELS } from "../validation/labels";
import { celList, celSet, celString, startsWithAny } from "./cel";
import { Validation, Variable } from "./policy";
import { hasSubstitution } from "./propertyRules";

/** Label that the operator puts on the runs of a schedule. */
const SCHEDULE_LABEL = "sparkoperator.k8s.io/scheduled-app-name";

/** Reserved labels that an application itself may carry: those of the library and of schedules. */
const OWN_LABELS = [LABELS.team, LABELS.job, SCHEDULE_LABEL];

const ACCOUNT = celString(SERVICE_ACCOUNT);

/** @param roles fields of the spec that describe pods, e.g. `["driver", "executor"]` */
export function roleVariables(roles: readonly string[]): Variable[] {
    return [
        {
            name: "roles",
            expression: `[${roles.map((role) => `variables.spec.?${role}.orValue({})`).join(", ")}]`,
        },
        {
            name: "labelsOfPods",
            expression: `[${roles
                .flatMap((role) => [
                    `variables.spec.?${role}.?labels.orValue({})`,
                    `variables.spec.?${role}.?template.?metadata.?labels.orValue({})`,
                ])
                .join(", ")}]`,
        },
        { name: "ownLabels", expression: celSet(OWN_LABELS) },
        { name: "reservedLabels", expression: celList(RESERVED_LABEL_PREFIXES) },
    ];
}

/** Rules on the pods that an application describes, and on its labels. */
export const roleRules: Validation[] = [
    {
        expression:
            `variables.roles.all(role, role.?serviceAccount.orValue(${ACCOUNT}) == ${ACCOUNT} && ` +
            ["serviceAccountName", "serviceAccount"]
                .map(
                    (key) => `role.?template.?spec.?${key}.orValue(${ACCOUNT}) in ["", ${ACCOUNT}]`,
                )
                .join(" && ") +
            ")",
        message: `driver, executor: the only service account of a team's jobs is "${SERVICE_ACCOUNT}"`,
    },
    {
        expression: `!variables.labelsOfPods.exists(labels, labels.exists(key, ${startsWithAny("key", "variables.reservedLabels")}))`,
        message:
            "driver, executor: has a label that Spark, the operator or the platform sets itself " +
            `(${RESERVED_LABEL_PREFIXES.map((prefix) => `${prefix}…`).join(", ")}): remove it`,
    },
    {
        expression:
            "!object.metadata.?labels.orValue({}).exists(key, !(key in variables.ownLabels) && " +
            `${startsWithAny("key", "variables.reservedLabels")})`,
        message:
            "metadata.labels: has a label that Spark, the operator or the platform sets itself: remove it",
    },
    {
        expression: `object.metadata.?labels[?${celString(LABELS.team)}].orValue(request.namespace) == request.namespace`,
        message: `metadata.labels: ${LABELS.team} must be the namespace's team`,
    },
];

/** CEL variable with the values of the fields below. */
const SUBSTITUTED_VALUES = "texts";

/** Fields that become typed properties, whose values spark-submit substitutes. */
const SUBSTITUTED_FIELDS = ["image", "imagePullPolicy", "memoryOverheadFactor"];
const SUBSTITUTED_ROLE_FIELDS = [
    ...["image", "coreLimit", "coreRequest", "memory", "memoryOverhead", "javaOptions"],
];

export const applicationVariables: Variable[] = [
    {
        name: SUBSTITUTED_VALUES,
        expression: `[${[
            ...SUBSTITUTED_FIELDS.map((field) => `variables.spec.?${field}.orValue("")`),
            ...["driver", "executor"].flatMap((role) =>
                SUBSTITUTED_ROLE_FIELDS.map(
                    (field) => `variables.spec.?${role}.?${field}.orValue("")`,
                ),
            ),
            ...[
                "metricsPropertiesFile",
                "?prometheus.?jmxExporterJar",
                "?prometheus.?configFile",
            ].map(
                (field) =>
                    `variables.spec.?monitoring.${field.startsWith("?") ? field : `?${field}`}.orValue("")`,
            ),
        ].join(", ")}] + variables.spec.?imagePullSecrets.orValue([])`,
    },
];

const dependencyUris = celString(uriPattern(DEPENDENCY_SCHEMES));

/** Rules on the other fields of a SparkApplication. */
export const applicationRules: Validation[] = [
    {
        expression: 'variables.spec.?mode.orValue("") == "cluster"',
        message: 'mode: must be "cluster"; in another mode the program runs in the operator\'s pod',
    },
    {
        expression: `variables.spec.?mainApplicationFile.orValue("").matches(${celString(uriPattern(MAIN_SCHEMES))})`,
        message: `mainApplicationFile: must be a URI that the driver reads (${MAIN_SCHEMES.map((scheme) => `${scheme}://`).join(", ")})`,
    },
    {
        expression:
            `!has(variables.spec.mainClass) || (variables.spec.mainClass.matches(${celString(CLASS_NAME)}) && ` +
            `!(variables.spec.mainClass in ${celList(SHELL_CLASSES)}))`,
        message:
            "mainClass: must be a class of the program; Spark's shells and servers do not run in cluster mode",
    },
    {
        expression: `!has(variables.spec.proxyUser) || variables.spec.proxyUser.matches(${celString(PROXY_USER)})`,
        message: "proxyUser: must be the name of a user",
    },
    {
        expression: `!variables.${SUBSTITUTED_VALUES}.exists(value, ${hasSubstitution("value")})`,
        message:
            'spec: a field refers to a variable ("${env:…}", "${system:…}"), which spark-submit ' +
            "replaces in the operator's pod: write the value itself",
    },
    {
        expression: RESOLVED_DEPENDENCIES.map(
            (field) => `size(variables.spec.?deps.?${field}.orValue([])) == 0`,
        ).join(" && "),
        message:
            `deps.${RESOLVED_DEPENDENCIES.join(", deps.")}: are resolved in the operator's pod: let the ` +
            "driver resolve them, or put them into the image (see the platform's docs/security.md)",
    },
    {
        expression: DEPENDENCY_LISTS.map(
            (field) =>
                `variables.spec.?deps.?${field}.orValue([]).all(uri, uri.matches(${dependencyUris}))`,
        ).join(" && "),
        message:
            `deps.${DEPENDENCY_LISTS.join(", deps.")}: must be ${DEPENDENCY_SCHEMES.map((scheme) => `${scheme}://`).join(", ")} ` +
            "URIs without commas; spark-submit would read others in the operator's pod: let the driver fetch them",
    },
    {
        expression: "!has(variables.spec.driver.kubernetesMaster)",
        message: "driver.kubernetesMaster: is the cluster's own: remove it",
    },
    {
        expression:
            'variables.spec.?sparkUIOptions.?serviceType.orValue("ClusterIP") == "ClusterIP" && ' +
            ["ingressAnnotations", "ingressTLS"]
                .map((field) => `!has(variables.spec.sparkUIOptions.${field})`)
                .map((absent) => `(!has(variables.spec.sparkUIOptions) || ${absent})`)
                .join(" && "),
        message:
            "sparkUIOptions: the operator would expose the driver's pages: serviceType must be ClusterIP, " +
            "without ingressAnnotations and ingressTLS (use kubectl port-forward)",
    },
    {
        expression: "size(variables.spec.?driverIngressOptions.orValue([])) == 0",
        message:
            "driverIngressOptions: the operator would expose the driver: remove it (use kubectl port-forward)",
    },
];
