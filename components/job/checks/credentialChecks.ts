import { Check, input, isKnown, listOf } from "../../validation/checks";
import { CredentialPlace, CredentialPlaces } from "../../validation/credentials/credentialPlaces";
import { credentialProblem } from "../../validation/credentials/credentialProblem";
import { pathTo } from "../../validation/problems";
import { anyString, stringOf } from "../../validation/values";

/**
 * Refuses credentials, and checks whatever is none: no other message may show one.
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

/** Arguments of the program; a value that follows an option is judged by it, e.g. `--password …`. */
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

/** @param option what stands before it */
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
