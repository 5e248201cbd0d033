import {
    CLIENT_FAMILIES,
    CLIENT_PROPERTIES,
    LOCAL_FILE_PROPERTIES,
    LONGEST_PROPERTY_NAME,
    MOST_PROPERTIES,
    PROPERTY_NAME,
    PropertySet,
    RESERVED_LABEL_PROPERTIES,
    SUBSTITUTION,
} from "../spark/clientProperties";
import { celList, celSet, celString, startsWithAny } from "./cel";
import { Validation, Variable } from "./policy";

/** Whether a CEL string refers to a variable of spark-submit's process. */
export function hasSubstitution(value: string): string {
    // The cheap test first: hardly any value has a reference.
    return `(${value}.contains("\${") && ${value}.matches(${celString(SUBSTITUTION)}))`;
}

const FAMILIES = Object.entries(CLIENT_FAMILIES);

/** Variables with the properties of `variables.spec` that rules check. */
export const propertyVariables: Variable[] = [
    { name: "conf", expression: "variables.spec.?sparkConf.orValue({})" },
    { name: "hadoopConf", expression: "variables.spec.?hadoopConf.orValue({})" },
    { name: "propertyCount", expression: "size(variables.conf) + size(variables.hadoopConf)" },
    {
        name: "properties",
        expression:
            `variables.propertyCount > ${MOST_PROPERTIES} ? [] : variables.conf.map(key, key) + ` +
            'variables.hadoopConf.map(key, key.startsWith("spark.hadoop.") ? key : "spark.hadoop." + key)',
    },
    {
        name: "unnamedProperties",
        expression:
            `variables.properties.filter(key, size(key) > ${LONGEST_PROPERTY_NAME} || ` +
            `!key.matches(${celString(PROPERTY_NAME)}))`,
    },
    { name: "clientProperties", expression: celSet(CLIENT_PROPERTIES) },
    { name: "families", expression: `{${FAMILIES.map(allowedPrefixes).join(", ")}}` },
    { name: "allowedNames", expression: celSet(FAMILIES.flatMap(([, { names }]) => names)) },
    { name: "reservedProperties", expression: celList(RESERVED_LABEL_PROPERTIES) },
    {
        name: "refusedProperties",
        expression:
            "variables.properties.filter(key, key in variables.clientProperties || " +
            "variables.families.exists(family, key.startsWith(family) && " +
            "!(key in variables.allowedNames) && " +
            `!${startsWithAny("key", "variables.families[family]")}) || ` +
            `(key.contains(".label.") && ${startsWithAny("key", "variables.reservedProperties")}))`,
    },
];

/** CEL requires the values of a map to have one type, which an empty list does not have. */
function allowedPrefixes([family, { prefixes }]: [string, PropertySet]): string {
    return `${celString(family)}: dyn(${celList(prefixes)})`;
}

const IN_OPERATOR =
    "is read by spark-submit in the operator's pod, with the operator's permissions: " +
    "remove it, or hand it to the driver alone (see the platform's docs/security.md)";

/** Rules on Spark properties: see {@link CLIENT_FAMILIES}. */
export const propertyRules: Validation[] = [
    {
        expression: `variables.propertyCount <= ${MOST_PROPERTIES}`,
        message: `sparkConf and hadoopConf: more than ${MOST_PROPERTIES} properties`,
    },
    {
        expression: "size(variables.unnamedProperties) == 0",
        message: "sparkConf: has a key that is not the name of a Spark property",
        messageExpression:
            "'sparkConf: \"' + variables.unnamedProperties[0] + '\" is not the name of a Spark property'",
    },
    {
        expression: "size(variables.refusedProperties) == 0",
        message: `sparkConf: has a property that ${IN_OPERATOR}`,
        messageExpression: `'sparkConf: "' + variables.refusedProperties[0] + ${celString(`" ${IN_OPERATOR}`)}`,
    },
    {
        expression: LOCAL_FILE_PROPERTIES.map(
            (name) =>
                `(!(${celString(name)} in variables.conf) || ` +
                `variables.conf[${celString(name)}].startsWith("local:"))`,
        ).join(" && "),
        message: `sparkConf: ${LOCAL_FILE_PROPERTIES.join(", ")} must be a file of the driver (local:///…)`,
    },
    {
        expression:
            `!variables.conf.exists(key, ${hasSubstitution("variables.conf[key]")}) && ` +
            `!variables.hadoopConf.exists(key, ${hasSubstitution("variables.hadoopConf[key]")})`,
        message:
            'sparkConf: a value refers to a variable ("${env:…}", "${system:…}"), which spark-submit ' +
            "replaces in the operator's pod: write the value itself",
    },
];
