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

/** The engine's provider for Kubernetes reads these, and the library sets them. */
const annotations = mapOf(annotation, (key) =>
    key.startsWith("pulumi.com/")
        ? "is read by Pulumi, and the platform sets it; choose another key"
        : labelKeyProblem(key),
);

/** Check of what a team's service account carries. */
export const serviceAccount: Check = fields<ServiceAccountArgs>({ annotations, labels });

/** Adds a role that would stand beside that of `access`: which of them pods get is up to each SDK. */
export function roleProblems(path: string, account: unknown, problems: Problems): void {
    const given = isPlainObject(account) ? account["annotations"] : undefined;
    if (isPlainObject(given) && given[ROLE_ARN] !== undefined) {
        problems.add(
            pathTo(pathTo(pathTo(path, "serviceAccount"), "annotations"), ROLE_ARN),
            "is decided by `access`, for which the team gets a role of its own; keep one of them",
        );
    }
}
