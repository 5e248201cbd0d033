import { variableNameProblem } from "../../spark/environmentVariables";
import {
    Check,
    fields,
    input,
    isPlainObject,
    listOf,
    mapOf,
    every,
    required,
    rule,
    valueCheck,
} from "../../validation/checks";
import { CredentialPlaces } from "../../validation/credentials/credentialPlaces";
import { pathTo, formatValue } from "../../validation/problems";
import { anyString, boolean } from "../../validation/values";
import { EnvFromArgs, KeyRefArgs, SourceRefArgs } from "../args/environmentArgs";
import { noCredential } from "./credentialChecks";
import { podField } from "./podChecks";

/** Name of a Secret or ConfigMap. */
export const objectName = valueCheck((value) =>
    typeof value === "string" && /^[a-z0-9]([-.a-z0-9]{0,251}[a-z0-9])?$/.test(value)
        ? undefined
        : `${formatValue(value)} is not the name of a Secret or ConfigMap (e.g. "warehouse")`,
);

export const objectKey = valueCheck((value) =>
    typeof value === "string" && /^[-._a-zA-Z0-9]{1,253}$/.test(value)
        ? undefined
        : `${formatValue(value)} is not a key of a Secret or ConfigMap (e.g. "password")`,
);

const keyRef = fields<KeyRefArgs>({
    name: required(input(objectName)),
    key: required(objectKey),
});

const source = fields<SourceRefArgs>({ name: required(input(objectName)), optional: boolean });

const prefix = valueCheck((value) =>
    typeof value === "string" && /^([A-Za-z_]\w*)?$/.test(value)
        ? undefined
        : `${formatValue(value)} is not a prefix for variable names (e.g. "APP_")`,
);

const envFrom = listOf(
    every(
        fields<EnvFromArgs>({ prefix, secretRef: source, configMapRef: source }),
        rule(({ secretRef, configMapRef }) => {
            if (secretRef !== undefined && configMapRef !== undefined) {
                return ["configMapRef", "cannot be combined with secretRef: use two entries"];
            }
            return secretRef === undefined && configMapRef === undefined
                ? ["secretRef", "is missing: name a Secret here, or a ConfigMap in configMapRef"]
                : undefined;
        }),
    ),
);

/** Checks of a role's or container's environment variables. */
export const environmentFields = {
    env: mapOf(
        (value, path, problems, name) =>
            input(noCredential(CredentialPlaces.Variable, anyString, name))(value, path, problems),
        variableNameProblem,
    ),
    secretEnv: mapOf(keyRef, variableNameProblem),
    configMapEnv: mapOf(keyRef, variableNameProblem),
    fieldEnv: mapOf(podField, variableNameProblem),
    envFrom,
};

/** Arguments that map variable names to values. */
export const VARIABLE_KINDS = ["env", "secretEnv", "configMapEnv", "fieldEnv"] as const;

/** Refuses a variable that is set in several ways. */
export const uniqueVariables: Check = (role, path, problems) => {
    const seen = new Map<string, string>();
    for (const kind of VARIABLE_KINDS) {
        const variables = isPlainObject(role) ? role[kind] : undefined;
        for (const name of isPlainObject(variables) ? Object.keys(variables) : []) {
            const first = seen.get(name);
            if (first !== undefined) {
                problems.add(
                    pathTo(pathTo(path, kind), name),
                    `is already set in ${first}: keep one of them`,
                );
            }
            seen.set(name, first ?? kind);
        }
    }
};
