import { variableNameProblem } from "../../spark/environmentVariables";
import {
    Check,
    fields,
    input,
    isPlainObject,
    mapOf,
    required,
    valueCheck,
} from "../../validation/checks";
import { CredentialPlaces } from "../../validation/credentials/credentialPlaces";
import { pathTo, formatValue } from "../../validation/problems";
import { anyString } from "../../validation/values";
import { KeyRefArgs } from "../args/roleArgs";
import { noCredential } from "./credentialChecks";

/** Name of a Secret or ConfigMap. */
const objectName = valueCheck((value) =>
    typeof value === "string" && /^[a-z0-9]([-.a-z0-9]{0,251}[a-z0-9])?$/.test(value)
        ? undefined
        : `${formatValue(value)} is not the name of a Secret or ConfigMap (e.g. "warehouse")`,
);

const objectKey = valueCheck((value) =>
    typeof value === "string" && /^[-._a-zA-Z0-9]{1,253}$/.test(value)
        ? undefined
        : `${formatValue(value)} is not a key of a Secret or ConfigMap (e.g. "password")`,
);

const keyRef = fields<KeyRefArgs>({
    name: required(input(objectName)),
    key: required(objectKey),
});

/** Checks of the environment variables of a role. */
export const environmentFields = {
    env: mapOf(
        (value, path, problems, name) =>
            input(noCredential(CredentialPlaces.Variable, anyString, name))(value, path, problems),
        variableNameProblem,
    ),
    secretEnv: mapOf(keyRef, variableNameProblem),
    configMapEnv: mapOf(keyRef, variableNameProblem),
};

/** Refuses a variable that is given in several ways. */
export const variablesOnce: Check = (role, path, problems) => {
    const seen = new Map<string, string>();
    for (const kind of Object.keys(environmentFields)) {
        const variables = isPlainObject(role) ? role[kind] : undefined;
        for (const name of isPlainObject(variables) ? Object.keys(variables) : []) {
            const first = seen.get(name);
            if (first !== undefined) {
                problems.add(
                    pathTo(pathTo(path, kind), name),
                    `is in ${first} already: keep one of them`,
                );
            }
            seen.set(name, first ?? kind);
        }
    }
};
