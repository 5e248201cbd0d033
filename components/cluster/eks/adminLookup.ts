import * as pulumi from "@pulumi/pulumi";
import { lookUpInPreview } from "../../aws/previewLookup";
import { isSamePrincipal, principalOf } from "../../aws/principal";

export interface AdminInput {
    clusterName: string;
    /** ARN of the identity that runs the stack. */
    caller: pulumi.Input<string>;
    /** ARN of the cluster's creator; for a cluster that does not exist yet, the same as `caller`. */
    creator: pulumi.Input<string>;
    adminRoles: readonly pulumi.Input<string>[];
}

/** In a preview, warns if the identity that runs the stack has no access to its cluster. */
export function warnOfAdministrator(input: AdminInput, parent: pulumi.Resource): void {
    lookUpInPreview(input, parent, (known) => Promise.resolve(adminWarning(known)));
}

/** The warning, if any. An account's root user and federated users are not checked. */
export function adminWarning({
    clusterName,
    caller,
    creator,
    adminRoles,
}: pulumi.Unwrap<AdminInput>): string | undefined {
    const principal = principalOf(caller);
    if (
        principal === undefined ||
        [creator, ...adminRoles].some((one) => isSamePrincipal(one, caller))
    ) {
        return undefined;
    }
    const { account, kind, name } = principal;
    return (
        `The ${kind} "${name}" of account ${account} did not create cluster "${clusterName}" and is ` +
        "not in its adminRoles. Without an access entry, the update fails with Unauthorized: add it to " +
        "adminRoles, and update with the credentials of an administrator"
    );
}
