/** Who acts in AWS. */
export interface Principal {
    account: string;
    kind: "role" | "user";
    /** Of a user with its path; a role's alone is unique in an account. */
    name: string;
}

/**
 * The role or user of an ARN, also of that of a role's session, which has no path
 * (`arn:aws:sts::111122223333:assumed-role/NAME/SESSION`). Nothing for an account's root and for
 * federated users.
 */
export function principalOf(arn: string): Principal | undefined {
    const [, , service, , account = "", ...rest] = arn.split(":");
    const [kind, ...path] = rest.join(":").split("/");
    if (service === "sts" && kind === "assumed-role") {
        return { account, kind: "role", name: path[0] ?? "" };
    }
    if (service === "iam" && kind === "role") {
        return { account, kind, name: path.at(-1) ?? "" };
    }
    return service === "iam" && kind === "user"
        ? { account, kind, name: path.join("/") }
        : undefined;
}

/** Whether two ARNs are those of one role or user. */
export function isSamePrincipal(one: string, other: string): boolean {
    const [a, b] = [principalOf(one), principalOf(other)];
    return a !== undefined && b !== undefined && keyOf(a) === keyOf(b);
}

function keyOf({ account, kind, name }: Principal): string {
    return [account, kind, name].join(" ");
}
