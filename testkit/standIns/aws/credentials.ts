import { ACCOUNT } from "./settings";

/** What determines the caller, in a provider's configuration or in a command. */
export interface Credentials {
    profile?: string;
    accessKey?: string;
    roleArn?: string;
}

/** ARN of the caller, as returned by STS: a profile and a key belong to the user of that name. */
export function callerOf(
    { profile, accessKey, roleArn }: Credentials,
    ofEnvironment: string,
): string {
    if (roleArn !== undefined) {
        const name = roleArn.split("/").pop() ?? "";
        return `arn:aws:sts::${ACCOUNT}:assumed-role/${name}/session`;
    }
    const user = accessKey ?? profile;
    return user === undefined ? ofEnvironment : `arn:aws:iam::${ACCOUNT}:user/${user}`;
}

/** Credentials of the default provider, whose plugin gets its configuration in PULUMI_CONFIG. */
export function credentialsIn(pluginConfig = "{}"): Credentials {
    const {
        profile,
        accessKey,
        assumeRoles = "[]",
    } = JSON.parse(pluginConfig) as Record<string, string | undefined>;
    const [role] = JSON.parse(assumeRoles) as Credentials[];
    return { profile, accessKey, roleArn: role?.roleArn };
}
