import type * as aws from "@pulumi/aws";
import { pathTo } from "../../validation/problems";

/** Credentials passed to `aws eks get-token`, in addition to those in its environment. */
export interface TokenCredentials {
    profile?: string;
    /** Role to assume with the other credentials. */
    roleArn?: string;
    /** Environment variables. An empty one hides the one in the environment. */
    env?: Readonly<Record<string, string>>;
}

/** Credentials configured for an AWS provider. Without any, it uses those of its environment. */
export interface ProviderCredentials {
    profile?: string;
    accessKey?: string;
    secretKey?: string;
    token?: string;
    assumeRoles?: readonly aws.types.output.config.AssumeRoles[];
    assumeRoleWithWebIdentity?: aws.types.output.config.AssumeRoleWithWebIdentity;
    sharedConfigFiles?: readonly string[];
    sharedCredentialsFiles?: readonly string[];
}

/** The `aws` command ignores empty variables (botocore/credentials.py, EnvProvider). */
const NO_KEYS = {
    AWS_ACCESS_KEY_ID: "",
    AWS_SECRET_ACCESS_KEY: "",
    AWS_SECURITY_TOKEN: "",
    AWS_SESSION_TOKEN: "",
};

const PROFILE =
    '"aws eks get-token" does not support. Define the role in a profile of ~/.aws/config (role_arn, ' +
    "source_profile, external_id), and set that profile in aws:profile or in the cluster's " +
    "credentials.profile";

/**
 * The provider's credentials in the form of the `aws` command, with the provider's precedence: web
 * identity, keys, profile (hashicorp/aws-sdk-go-base, credentials.go). Session names, tags and policies
 * do not affect a token.
 */
export function tokenCredentials(given: ProviderCredentials): TokenCredentials {
    const { profile, assumeRoles = [], assumeRoleWithWebIdentity } = given;
    const env = {
        ...filesEnv(given),
        ...(assumeRoleWithWebIdentity === undefined
            ? keysEnv(given)
            : webIdentityEnv(assumeRoleWithWebIdentity)),
    };
    // With a profile, the command ignores keys in its environment.
    const byProfile = profile && !("AWS_ACCESS_KEY_ID" in env);
    const [role] = assumeRoles;
    return {
        ...(byProfile && { profile }),
        ...(role?.roleArn && { roleArn: role.roleArn }),
        ...(Object.keys(env).length > 0 && { env }),
    };
}

/** Credentials that `aws eks get-token` does not support: their configuration path, and why. */
export function unsupportedCredentials(given: ProviderCredentials): [path: string, why: string][] {
    const { assumeRoles = [], assumeRoleWithWebIdentity } = given;
    const found: [string, string][] = [];
    if (assumeRoles.length > 1) {
        found.push(["aws:assumeRoles", `chains ${assumeRoles.length} roles, which ${PROFILE}`]);
    }
    const [role] = assumeRoles;
    for (const key of ["externalId", "sourceIdentity"] as const) {
        if (role?.[key]) {
            const path = pathTo(pathTo("aws:assumeRoles", 0), key);
            found.push([path, `is passed when assuming the role, which ${PROFILE}`]);
        }
    }
    if (assumeRoleWithWebIdentity?.webIdentityToken) {
        found.push([
            "aws:assumeRoleWithWebIdentity.webIdentityToken",
            'is not supported by "aws eks get-token": write the token to a file, and set webIdentityTokenFile',
        ]);
    }
    for (const key of ["sharedConfigFiles", "sharedCredentialsFiles"] as const) {
        if ((given[key]?.length ?? 0) > 1) {
            found.push([
                `aws:${key}`,
                'lists several files, but "aws eks get-token" reads only one: merge them',
            ]);
        }
    }
    return found;
}

function filesEnv(given: ProviderCredentials): Record<string, string> {
    const [config] = given.sharedConfigFiles ?? [];
    const [credentials] = given.sharedCredentialsFiles ?? [];
    return {
        ...(config && { AWS_CONFIG_FILE: config }),
        ...(credentials && { AWS_SHARED_CREDENTIALS_FILE: credentials }),
    };
}

function keysEnv({ accessKey, secretKey, token }: ProviderCredentials): Record<string, string> {
    return accessKey && secretKey
        ? {
              ...NO_KEYS,
              AWS_ACCESS_KEY_ID: accessKey,
              AWS_SECRET_ACCESS_KEY: secretKey,
              ...(token && { AWS_SESSION_TOKEN: token }),
          }
        : {};
}

function webIdentityEnv(
    web: aws.types.output.config.AssumeRoleWithWebIdentity,
): Record<string, string> {
    return {
        ...NO_KEYS,
        ...(web.roleArn && { AWS_ROLE_ARN: web.roleArn }),
        ...(web.webIdentityTokenFile && { AWS_WEB_IDENTITY_TOKEN_FILE: web.webIdentityTokenFile }),
        ...(web.sessionName && { AWS_ROLE_SESSION_NAME: web.sessionName }),
    };
}
