import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { Problems } from "../../validation/problems";
import { EksCredentials } from "./eksClusterArgs";
import {
    ProviderCredentials,
    TokenCredentials,
    tokenCredentials,
    untoldCredentials,
} from "./tokenCredentials";

/**
 * Credentials by which the stack gets into a cluster: those of the AWS provider of its component,
 * since whoever makes a cluster administers it.
 *
 * @param own what the arguments say of them
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
        refuseUntold(configured(), subject);
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

/** Those of the stack's configuration, which the default provider has. */
function configured(): ProviderCredentials {
    const { profile, accessKey, secretKey, token } = aws.config;
    const { assumeRoles, assumeRoleWithWebIdentity } = aws.config;
    const { sharedConfigFiles, sharedCredentialsFiles } = aws.config;
    return {
        ...{ profile, accessKey, secretKey, token, assumeRoles, assumeRoleWithWebIdentity },
        ...{ sharedConfigFiles, sharedCredentialsFiles },
    };
}

/** As far as they can be read: not its roles and files. */
function ofProvider({
    profile,
    accessKey,
    secretKey,
    token,
}: aws.Provider): pulumi.Output<ProviderCredentials> {
    return pulumi.output({ profile, accessKey, secretKey, token });
}

function refuseUntold(given: ProviderCredentials, subject: string): void {
    const problems = new Problems();
    for (const [path, why] of untoldCredentials(given)) {
        problems.add(path, why);
    }
    problems.throwIfAny(subject);
}
