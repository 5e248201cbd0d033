import { randomBytes } from "node:crypto";
import * as pulumi from "@pulumi/pulumi";

/** As long as AWS' own secrets. */
const SECRET_BYTES = 30;

/**
 * A secret key that is made once and kept, encrypted, in the stack's state. A replacement makes a new
 * one: `pulumi up --replace "**::<name>"`.
 */
export function persistentSecret(
    name: string,
    child: pulumi.CustomResourceOptions,
): pulumi.Output<string> {
    const fresh = pulumi.secret(randomBytes(SECRET_BYTES).toString("base64url"));
    const stash = new pulumi.Stash(name, { input: fresh }, { ...child, ignoreChanges: ["input"] });
    // Mocks of a program's tests may know no stash.
    const kept = stash.output as pulumi.Output<string | undefined>;
    return pulumi.secret(pulumi.all([kept, fresh]).apply(([known, now]) => known ?? now));
}
