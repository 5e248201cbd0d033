import { parseArgs } from "node:util";
import { Cloud } from "../aws/cloud";
import { callerOf } from "../aws/credentials";
import { ADMIN_POLICY } from "../aws/sideEffects";
import { principalOf } from "../aws/settings";
import { TYPES } from "../aws/types";
import { clusterKubeconfig, FOLDER_ENV } from "../folder";

/**
 * The cluster's authenticator identifies the caller by the token's signature; only administrators
 * are admitted.
 */
function credentialFor(cluster: string, caller: string, cloud: Cloud): object {
    const principal = principalOf({ ...cloud.settings, caller });
    const id = [cluster, principal, ADMIN_POLICY].join("#");
    if (cloud.find(TYPES.accessPolicyAssociation, id) === undefined) {
        return { token: "of nobody" };
    }
    const { user } = clusterKubeconfig().users[0] ?? {};
    const decoded = (key: string) => Buffer.from(user?.[key] ?? "", "base64").toString();
    return {
        clientCertificateData: decoded("client-certificate-data"),
        clientKeyData: decoded("client-key-data"),
    };
}

/** `aws --region R [--profile P] eks get-token --cluster-name N --output json [--role-arn R]` */
function getToken(args: string[], env: NodeJS.ProcessEnv): object {
    const options = Object.fromEntries(
        ["region", "profile", "cluster-name", "output", "role-arn"].map((name) => [
            name,
            { type: "string" as const },
        ]),
    );
    const { values, positionals } = parseArgs({ args, options, allowPositionals: true });
    if (positionals.join(" ") !== "eks get-token" || values["output"] !== "json") {
        throw new Error(`the stand-in for the aws command does not support ${args.join(" ")}`);
    }
    const text = (name: string) => values[name];
    const cloud = new Cloud(env[FOLDER_ENV] ?? "");
    const profile = text("profile");
    // With a profile, the command ignores its environment (botocore, credentials.py).
    const accessKey = profile === undefined ? env["AWS_ACCESS_KEY_ID"] || undefined : undefined;
    const caller = callerOf(
        { profile, accessKey, roleArn: text("role-arn") },
        cloud.settings.caller,
    );
    const inFourteenMinutes = new Date(Date.now() + 14 * 60_000).toISOString();
    return {
        kind: "ExecCredential",
        apiVersion: "client.authentication.k8s.io/v1beta1",
        spec: {},
        status: {
            expirationTimestamp: inFourteenMinutes,
            ...credentialFor(text("cluster-name") ?? "", caller, cloud),
        },
    };
}

process.stdout.write(`${JSON.stringify(getToken(process.argv.slice(2), process.env))}\n`);
