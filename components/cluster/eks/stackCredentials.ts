import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { Problems } from "../../validation/problems";
import { EksCredentials } from "./eksClusterArgs";
import {
    ProviderCredentials,
    TokenCredentials,
    tokenCredentials,
    unsupportedCredentials,
} from "./tokenCredentials";

/**
 * Credentials with which the stack accesses a cluster: those of its component's AWS provider, since
 * the creator of a cluster administers it.
 *
 * @param own credentials set in the arguments
 */
export function stackCredentials(
    component: pulumi.ComponentResource,
    subject: string,
    own: EksCredentials = {},
): pulumi.Output<TokenCredentials> {
    const { profile, roleArn } = own;
    const isOwn = profile !== undefined || roleArn !== undefined;
    const explicit = component.getProvider("aws:index:Provider") as aws.Provider | undefined;
    const given = explicit === undefined ? configured() : ofProvider(explicit);
    if (explicit === undefined && !isOwn) {
        refuseUnsupported(configured(), subject);
    }
    return pulumi.all([given, profile, roleArn]).apply(([known, profileName, role]) => {
        const { sharedConfigFiles, sharedCredentialsFiles } = known;
        const base: ProviderCredentials =
            profileName === undefined
                ? { ...known, ...(isOwn && { assumeRoles: [] }) }
                : { sharedConfigFiles, sharedCredentialsFiles, profile: profileName };
        return { ...tokenCredentials(base), ...(role !== undefined && { roleArn: role }) };
    });
}

/** The credentials in the stack's configuration, which the default provider uses. */
function configured(): ProviderCredentials {
    const { profile, accessKey, secretKey, token } = aws.config;
    const { assumeRoles, assumeRoleWithWebIdentity } = aws.config;
    const { sharedConfigFiles, sharedCredentialsFiles } = aws.config;
    return {
        ...{ profile, accessKey, secretKey, token, assumeRoles, assumeRoleWithWebIdentity },
        ...{ sharedConfigFiles, sharedCredentialsFiles },
    };
}

/** The provider's credentials that can be read: not its roles and files. */
function ofProvider({
    profile,
    accessKey,
    secretKey,
    token,
}: aws.Provider): pulumi.Output<ProviderCredentials> {
    return pulumi.output({ profile, accessKey, secretKey, token });
}

function refuseUnsupported(given: ProviderCredentials, subject: string): void {
    const problems = new Problems();
    for (const [path, why] of unsupportedCredentials(given)) {
        problems.add(path, why);
    }
    problems.throwIfAny(subject);
}
