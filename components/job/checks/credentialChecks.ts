import { Check, input, isKnown, isPlainObject, listOf } from "../../validation/checks";
import { CredentialPlace, CredentialPlaces } from "../../validation/credentials/credentialPlaces";
import { credentialProblem } from "../../validation/credentials/credentialProblem";
import { pathTo } from "../../validation/problems";
import { anyString, stringOf } from "../../validation/values";

/**
 * Refuses credentials and checks everything else: no other message may show a credential.
 *
 * @param key what the value is for, where it has a key
 */
export function noCredential(place: CredentialPlace, check: Check, key = ""): Check {
    return (value, path, problems) => {
        const message = isKnown(value) ? credentialProblem(place, key, value) : undefined;
        if (message === undefined) {
            check(value, path, problems);
        } else {
            problems.add(path, message);
        }
    };
}

/**
 * Arguments of the program; a value after an option is judged by that option, e.g. `--password …`.
 */
export const programArguments: Check = (list, path, problems) => {
    if (!isKnown(list) || !Array.isArray(list)) {
        listOf(anyString)(list, path, problems);
        return;
    }
    list.forEach((entry: unknown, index) => {
        const option = /^--?[A-Za-z][\w.-]*$/.exec(stringOf(list[index - 1]))?.[0];
        input(argument(option))(entry, pathTo(path, index), problems);
    });
};

/** @param option the argument before it */
function argument(option = ""): Check {
    return (value, path, problems) => {
        const place = CredentialPlaces.Argument;
        const whole = noCredential(place, anyString, /^-/.test(stringOf(value)) ? "" : option);
        const [, key, rest] = /^-{0,2}([\w.-]{1,1024})=([^]*)$/.exec(stringOf(value)) ?? [];
        const message = key === undefined ? undefined : credentialProblem(place, key, rest);
        if (message === undefined) {
            whole(value, path, problems);
        } else {
            problems.add(path, message);
        }
    };
}

/**
 * Refuses credentials in a map, and checks it if there are none. Keys are not judged: those of
 * labels and annotations belong to other tools (`vault.hashicorp.com/agent-inject-secret-db`).
 */
export function noCredentials(check: Check): Check {
    const nothing: Check = () => undefined;
    const each = noCredential(CredentialPlaces.Property, nothing);
    return (map, path, problems) => {
        const before = problems.list().length;
        for (const [key, value] of Object.entries(isPlainObject(map) ? map : {})) {
            each(value, pathTo(path, key), problems);
        }
        if (problems.list().length === before) {
            check(map, path, problems);
        }
    };
}
