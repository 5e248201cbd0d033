import type * as aws from "@pulumi/aws";
import { pathTo } from "../../validation/problems";

/** What `aws eks get-token` is told of credentials, beside what it finds in its environment. */
export interface TokenCredentials {
    profile?: string;
    /** Role that the other credentials assume. */
    roleArn?: string;
    /** Variables; an empty one hides that of the environment. */
    env?: Readonly<Record<string, string>>;
}

/** Credentials of an AWS provider; those of its environment where none are given. */
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

/** The `aws` command takes an empty one for none (botocore/credentials.py, EnvProvider). */
const NO_KEYS = {
    AWS_ACCESS_KEY_ID: "",
    AWS_SECRET_ACCESS_KEY: "",
    AWS_SECURITY_TOKEN: "",
    AWS_SESSION_TOKEN: "",
};

const PROFILE =
    '"aws eks get-token" cannot. Describe the role in a profile of ~/.aws/config (role_arn, ' +
    "source_profile, external_id), and name it in aws:profile or in the cluster's credentials.profile";

/**
 * The provider's credentials for the `aws` command, with its precedence: web identity, keys, profile
 * (hashicorp/aws-sdk-go-base, credentials.go). Names of sessions, tags and policies mean nothing for a
 * token.
 */
export function tokenCredentials(given: ProviderCredentials): TokenCredentials {
    const { profile, assumeRoles = [], assumeRoleWithWebIdentity } = given;
    const env = {
        ...filesEnv(given),
        ...(assumeRoleWithWebIdentity === undefined
            ? keysEnv(given)
            : webIdentityEnv(assumeRoleWithWebIdentity)),
    };
    // With a profile the command does not look at keys in its environment.
    const byProfile = profile && !("AWS_ACCESS_KEY_ID" in env);
    const [role] = assumeRoles;
    return {
        ...(byProfile && { profile }),
        ...(role?.roleArn && { roleArn: role.roleArn }),
        ...(Object.keys(env).length > 0 && { env }),
    };
}

/** What no call of `aws eks get-token` can express: path in the configuration, and why. */
export function untoldCredentials(given: ProviderCredentials): [path: string, why: string][] {
    const { assumeRoles = [], assumeRoleWithWebIdentity } = given;
    const found: [string, string][] = [];
    if (assumeRoles.length > 1) {
        found.push([
            "aws:assumeRoles",
            `goes through ${assumeRoles.length} roles, which ${PROFILE}`,
        ]);
    }
    const [role] = assumeRoles;
    for (const key of ["externalId", "sourceIdentity"] as const) {
        if (role?.[key]) {
            const path = pathTo(pathTo("aws:assumeRoles", 0), key);
            found.push([path, `is sent along for the role, which ${PROFILE}`]);
        }
    }
    if (assumeRoleWithWebIdentity?.webIdentityToken) {
        found.push([
            "aws:assumeRoleWithWebIdentity.webIdentityToken",
            'is of no use to "aws eks get-token": write it to a file, and name that in webIdentityTokenFile',
        ]);
    }
    for (const key of ["sharedConfigFiles", "sharedCredentialsFiles"] as const) {
        if ((given[key]?.length ?? 0) > 1) {
            found.push([
                `aws:${key}`,
                'names several files, and "aws eks get-token" reads one: put them together',
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
