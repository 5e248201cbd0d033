import { randomBytes } from "node:crypto";
import * as pulumi from "@pulumi/pulumi";

/** As long as the secret keys of AWS. */
const SECRET_BYTES = 30;

/**
 * A secret key that is generated once and kept, encrypted, in the stack's state. To generate a new one,
 * replace it: `pulumi up --replace "**::<name>"`.
 */
export function persistentSecret(
    name: string,
    child: pulumi.CustomResourceOptions,
): pulumi.Output<string> {
    const fresh = pulumi.secret(randomBytes(SECRET_BYTES).toString("base64url"));
    const stash = new pulumi.Stash(name, { input: fresh }, { ...child, ignoreChanges: ["input"] });
    // Mocks in a program's tests may not implement Stash.
    const kept = stash.output as pulumi.Output<string | undefined>;
    return pulumi.secret(pulumi.all([kept, fresh]).apply(([known, now]) => known ?? now));
}
