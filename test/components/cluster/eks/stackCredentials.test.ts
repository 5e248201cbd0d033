import assert from "node:assert/strict";
import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { EksCluster, EksCredentials, ExistingEksCluster } from "../../../../components";
import { only, Registered, valueOf } from "../../../../testkit/mocks";
import { registerOnAws } from "../../../../testkit/onAws";

const ROLE = "arn:aws:iam::111122223333:role/deploy";
const OTHER = "arn:aws:iam::111122223333:role/other";
const SUBNETS = [{ zone: "eu-central-1a", id: "subnet-0123456789abcdef0" }];
const REGION = ["--region", "eu-central-1"];
const GET_TOKEN = ["eks", "get-token", "--cluster-name", "analytics", "--output", "json"];
const NO_KEYS = {
    AWS_ACCESS_KEY_ID: "",
    AWS_SECRET_ACCESS_KEY: "",
    AWS_SECURITY_TOKEN: "",
    AWS_SESSION_TOKEN: "",
};
const KEYS = { "aws:accessKey": "AKIAEXAMPLE", "aws:secretKey": "example" };
const KEYS_ENV = {
    ...NO_KEYS,
    AWS_ACCESS_KEY_ID: "AKIAEXAMPLE",
    AWS_SECRET_ACCESS_KEY: "example",
};

interface Exec {
    args: string[];
    env?: Record<string, string>;
}

const CLUSTERS: Record<string, (args: Args, opts?: pulumi.ComponentResourceOptions) => Cluster> = {
    EksCluster: (args, opts) => new EksCluster("cluster", { adminRoles: [], ...args }, opts),
    ExistingEksCluster: (args, opts) =>
        new ExistingEksCluster(
            "cluster",
            { clusterName: "analytics", subnets: SUBNETS, ...args },
            opts,
        ),
};
type Args = { credentials?: EksCredentials };
type Cluster = EksCluster | ExistingEksCluster;

describe("the stack's credentials for a cluster on EKS", () => {
    after(() => pulumi.runtime.setAllConfig({}));

    for (const [kind, create] of Object.entries(CLUSTERS)) {
        describe(`of an ${kind}`, () => {
            let cluster: Cluster;
            let resources: Registered[];

            async function execWith(
                config: Record<string, string>,
                args: Args = {},
                provider?: () => aws.Provider,
            ): Promise<Exec> {
                pulumi.runtime.setAllConfig({ "aws:region": "eu-central-1", ...config });
                resources = await registerOnAws(() => {
                    cluster = create(args, provider && { providers: [provider()] });
                });
                return execOf(await valueOf(cluster.stackKubeconfig));
            }

            it("are those of the environment if the provider has none", async () => {
                assert.deepStrictEqual(await execWith({}), { args: [...REGION, ...GET_TOKEN] });
            });

            const cases: [what: string, config: Record<string, string>, exec: Exec][] = [
                [
                    "a profile",
                    { "aws:profile": "data" },
                    { args: [...REGION, "--profile", "data", ...GET_TOKEN] },
                ],
                [
                    "a role, whatever its session is called",
                    {
                        "aws:assumeRoles": JSON.stringify([
                            { roleArn: ROLE, sessionName: "pulumi", tags: { a: "b" } },
                        ]),
                    },
                    { args: [...REGION, ...GET_TOKEN, "--role-arn", ROLE] },
                ],
                [
                    "a role that a profile assumes",
                    {
                        "aws:profile": "data",
                        "aws:assumeRoles": JSON.stringify([{ roleArn: ROLE }]),
                    },
                    { args: [...REGION, "--profile", "data", ...GET_TOKEN, "--role-arn", ROLE] },
                ],
                [
                    "keys, which win over a profile",
                    { ...KEYS, "aws:profile": "data" },
                    { args: [...REGION, ...GET_TOKEN], env: KEYS_ENV },
                ],
                [
                    "keys of a session",
                    { ...KEYS, "aws:token": "session" },
                    {
                        args: [...REGION, ...GET_TOKEN],
                        env: { ...KEYS_ENV, AWS_SESSION_TOKEN: "session" },
                    },
                ],
                [
                    "web identity, which no key of the environment may hide",
                    {
                        "aws:assumeRoleWithWebIdentity": JSON.stringify({
                            roleArn: ROLE,
                            webIdentityTokenFile: "/run/token",
                            sessionName: "ci",
                        }),
                    },
                    {
                        args: [...REGION, ...GET_TOKEN],
                        env: {
                            ...NO_KEYS,
                            AWS_ROLE_ARN: ROLE,
                            AWS_WEB_IDENTITY_TOKEN_FILE: "/run/token",
                            AWS_ROLE_SESSION_NAME: "ci",
                        },
                    },
                ],
                [
                    "files of the stack's own, with a profile in them",
                    {
                        "aws:profile": "data",
                        "aws:sharedConfigFiles": JSON.stringify(["/etc/aws/config"]),
                        "aws:sharedCredentialsFiles": JSON.stringify(["/etc/aws/credentials"]),
                    },
                    {
                        args: [...REGION, "--profile", "data", ...GET_TOKEN],
                        env: {
                            AWS_CONFIG_FILE: "/etc/aws/config",
                            AWS_SHARED_CREDENTIALS_FILE: "/etc/aws/credentials",
                        },
                    },
                ],
            ];
            for (const [what, config, exec] of cases) {
                it(`are those of the provider: ${what}`, async () => {
                    assert.deepStrictEqual(await execWith(config), exec);
                });
            }

            it("are only for the stack, and secret", async () => {
                await execWith({ ...KEYS });
                const own = await valueOf(cluster.stackKubeconfig);
                const provider = only(resources, "pulumi:providers:kubernetes");
                assert.equal(provider.inputs["kubeconfig"], own);
                assert.equal(await pulumi.isSecret(cluster.stackKubeconfig), true);
                assert.equal(await pulumi.isSecret(cluster.kubeconfig), true);
                const forPeople = execOf(await valueOf(cluster.kubeconfig));
                assert.deepStrictEqual(forPeople, { args: [...REGION, ...GET_TOKEN] });
            });

            it("are those of an explicit provider, as far as they can be read", async () => {
                const provider = () =>
                    new aws.Provider("aws", { region: "eu-central-1", profile: "explicit" });
                const config = { "aws:profile": "data" };
                assert.deepStrictEqual(await execWith(config, {}, provider), {
                    args: [...REGION, "--profile", "explicit", ...GET_TOKEN],
                });
                const credentials = { roleArn: pulumi.output(ROLE) };
                assert.deepStrictEqual(await execWith(config, { credentials }, provider), {
                    args: [...REGION, "--profile", "explicit", ...GET_TOKEN, "--role-arn", ROLE],
                });
            });

            it("are those of the arguments instead", async () => {
                const assumeRoles = JSON.stringify([{ roleArn: OTHER, externalId: "x" }]);
                const config = { ...KEYS, "aws:assumeRoles": assumeRoles };
                assert.deepStrictEqual(
                    await execWith(config, { credentials: { profile: "chain" } }),
                    { args: [...REGION, "--profile", "chain", ...GET_TOKEN] },
                );
                assert.deepStrictEqual(await execWith(config, { credentials: { roleArn: ROLE } }), {
                    args: [...REGION, ...GET_TOKEN, "--role-arn", ROLE],
                    env: KEYS_ENV,
                });
            });

            const HOW =
                'which "aws eks get-token" does not support. Define the role in a profile of ' +
                "~/.aws/config (role_arn, source_profile, external_id), and set that profile " +
                "in aws:profile or in the cluster's credentials.profile";
            const refused: [config: Record<string, unknown>, message: string][] = [
                [
                    { "aws:assumeRoles": [{ roleArn: ROLE }, { roleArn: OTHER }] },
                    `aws:assumeRoles: chains 2 roles, ${HOW}`,
                ],
                [
                    { "aws:assumeRoles": [{ roleArn: ROLE, externalId: "x" }] },
                    `aws:assumeRoles[0].externalId: is passed when assuming the role, ${HOW}`,
                ],
                [
                    { "aws:assumeRoles": [{ roleArn: ROLE, sourceIdentity: "x" }] },
                    `aws:assumeRoles[0].sourceIdentity: is passed when assuming the role, ${HOW}`,
                ],
                [
                    { "aws:assumeRoleWithWebIdentity": { roleArn: ROLE, webIdentityToken: "x" } },
                    'aws:assumeRoleWithWebIdentity.webIdentityToken: is not supported by "aws eks ' +
                        'get-token": write the token to a file, and set webIdentityTokenFile',
                ],
                [
                    { "aws:sharedConfigFiles": ["a", "b"] },
                    'aws:sharedConfigFiles: lists several files, but "aws eks get-token" reads ' +
                        "only one: merge them",
                ],
            ];
            for (const [config, message] of refused) {
                it(`cannot be all that a provider takes: ${message.split(": ")[0]}`, async () => {
                    const texts = Object.entries(config).map(([key, value]) => [
                        key,
                        JSON.stringify(value),
                    ]);
                    await assert.rejects(execWith(Object.fromEntries(texts)), {
                        message: `${kind} "cluster" has 1 problem:\n  ${message}`,
                    });
                });
            }

            it("are refused where they are none", async () => {
                const credentials = { profile: "", roleArn: "deploy" };
                await assert.rejects(execWith({}, { credentials }), {
                    message:
                        `${kind} "cluster" has 2 problems:\n` +
                        '  credentials.profile: "" is not a non-empty string\n' +
                        '  credentials.roleArn: "deploy" is not the ARN of an IAM role (e.g. ' +
                        '"arn:aws:iam::111122223333:role/deploy")',
                });
            });
        });
    }
});

/** How a kubeconfig's user asks for a token. */
function execOf(kubeconfig: string): Exec {
    const { users } = JSON.parse(kubeconfig) as {
        users: { user: { exec: { args: string[]; env?: { name: string; value: string }[] } } }[];
    };
    const { args = [], env } = users[0]?.user.exec ?? {};
    return {
        args,
        ...(env && { env: Object.fromEntries(env.map(({ name, value }) => [name, value])) }),
    };
}
