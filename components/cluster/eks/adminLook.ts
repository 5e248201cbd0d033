import * as pulumi from "@pulumi/pulumi";
import { lookInPreview } from "../../aws/previewLook";
import { isSamePrincipal, principalOf } from "../../aws/principal";

export interface AdminInput {
    clusterName: string;
    /** ARN of who runs the stack. */
    caller: pulumi.Input<string>;
    /** ARN of who made the cluster; of one that does not exist yet, who runs the stack. */
    creator: pulumi.Input<string>;
    adminRoles: readonly pulumi.Input<string>[];
}

/** In a preview, warns where who runs the stack will not get into its cluster. */
export function warnOfAdministrator(input: AdminInput, parent: pulumi.Resource): void {
    lookInPreview(input, parent, (known) => Promise.resolve(adminWarning(known)));
}

/** The warning, if there is something to say. An account's root and federated users have no name here. */
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
        "not in its adminRoles: add it there, with the credentials of one who is. Without an access " +
        "entry the update gets Unauthorized"
    );
}
