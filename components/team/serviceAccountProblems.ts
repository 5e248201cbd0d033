import { Check, fields, input, isPlainObject, mapOf, valueCheck } from "../validation/checks";
import { CredentialPlaces } from "../validation/credentials/credentialPlaces";
import { credentialProblem } from "../validation/credentials/credentialProblem";
import { labelKeyProblem, labels } from "../validation/labels";
import { pathTo, Problems } from "../validation/problems";
import { notString } from "../validation/values";
import { ROLE_ARN, ServiceAccountArgs } from "./serviceAccountArgs";

const annotation = input(
    valueCheck((value) =>
        typeof value === "string"
            ? credentialProblem(CredentialPlaces.Property, "", value)
            : notString(value),
    ),
);

/** Pulumi's Kubernetes provider reads these, and the library sets them. */
const annotations = mapOf(annotation, (key) =>
    key.startsWith("pulumi.com/")
        ? "is read by Pulumi and set by the platform: choose another key"
        : labelKeyProblem(key),
);

/** Check of a team's service account. */
export const serviceAccount: Check = fields<ServiceAccountArgs>({ annotations, labels });

/** Rejects a role beside the one for `access`: which of them pods get would depend on the SDK. */
export function roleProblems(path: string, account: unknown, problems: Problems): void {
    const given = isPlainObject(account) ? account["annotations"] : undefined;
    if (isPlainObject(given) && given[ROLE_ARN] !== undefined) {
        problems.add(
            pathTo(pathTo(pathTo(path, "serviceAccount"), "annotations"), ROLE_ARN),
            "conflicts with `access`, which gives the team a role of its own: remove one of the two",
        );
    }
}
