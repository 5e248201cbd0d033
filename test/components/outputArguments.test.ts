import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import {
    EksCluster,
    ExistingEksCluster,
    KubeContextCluster,
    SparkApplication,
    SparkTeam,
} from "../../components";
import { KUBECONFIG, someCluster } from "../../testkit/cluster";
import { only, register, Registered, valueOf } from "../../testkit/mocks";
import { registerOnAws, someEksCluster } from "../../testkit/onAws";
import { takeRejections } from "../../testkit/setup";

const ROLE = "arn:aws:iam::111122223333:role/admins";
const KEY = "arn:aws:kms:eu-central-1:111122223333:key/1234abcd";
const TEAM = { team: "processing", namespace: "processing", serviceAccount: "spark" };

/** An Output, as other resources of a program have them. */
const out = <T>(value: T) => pulumi.output(value);

/** Properties of what a program makes; without names of resources that are made from a list's places. */
function inputsOf(resources: Registered[], type: string): unknown {
    return only(resources, type).inputs;
}

describe("Outputs as arguments", () => {
    before(() => pulumi.runtime.setAllConfig({ "aws:region": "eu-central-1" }));
    after(() => pulumi.runtime.setAllConfig({}));

    it("are the same as plain values: a team's buckets", async () => {
        const policyWith = async (access: SparkTeamAccess) => {
            const resources = await registerOnAws(() => {
                new SparkTeam("processing", { cluster: someEksCluster(), access });
            });
            return inputsOf(resources, "aws:iam/policy:Policy");
        };
        const plain = [{ bucket: "lake", prefix: "sales/", kmsKeyArn: KEY }];
        const outputs = [{ bucket: out("lake"), prefix: out("sales/"), kmsKeyArn: out(KEY) }];
        assert.deepEqual(await policyWith(outputs), await policyWith(plain));
    });

    it("are the same as plain values: an EKS cluster's roles, ranges, key and tags", async () => {
        const clusterWith = async (args: ConstructorParameters<typeof EksCluster>[1]) => {
            const resources = await registerOnAws(() => new EksCluster("cluster", args));
            const { name, inputs } = only(resources, "aws:eks/accessEntry:AccessEntry");
            return { name, entry: inputs, cluster: only(resources, "eks:index:Cluster").inputs };
        };
        const plain = await clusterWith({
            adminRoles: [ROLE],
            publicAccessCidrs: ["203.0.113.0/24"],
            secretsKeyArn: KEY,
            tags: { a: "b" },
        });
        const outputs = await clusterWith({
            adminRoles: [out(ROLE)],
            publicAccessCidrs: [out("203.0.113.0/24")],
            secretsKeyArn: out(KEY),
            tags: { a: out("b") },
        });
        assert.deepEqual(outputs, { ...plain, name: "cluster-admin-0" });
    });

    it("are the same as plain values: an existing cluster's name and subnets", async () => {
        const nameOf = async (clusterName: pulumi.Input<string>, id: pulumi.Input<string>) => {
            let cluster: ExistingEksCluster | undefined;
            const resources = await registerOnAws(() => {
                const subnets = [{ zone: "eu-central-1a", id }];
                cluster = new ExistingEksCluster("cluster", { clusterName, subnets });
            });
            assert.ok(cluster);
            const eks = await valueOf(pulumi.output(cluster.eks));
            return { eks, provider: inputsOf(resources, "pulumi:providers:kubernetes") };
        };
        assert.deepEqual(
            await nameOf(out("analytics"), out("subnet-1a")),
            await nameOf("analytics", "subnet-1a"),
        );
    });

    it("are the same as plain values: a kubeconfig, which stays a secret", async () => {
        const clusterWith = async (kubeconfig: pulumi.Input<string>) => {
            let cluster: KubeContextCluster | undefined;
            const resources = await register(() => {
                cluster = new KubeContextCluster("cluster", { context: "two", kubeconfig });
            });
            assert.ok(cluster);
            assert.equal(await pulumi.isSecret(cluster.kubeconfig), true);
            assert.equal(await pulumi.isSecret(cluster.name), false);
            const name = await valueOf(cluster.name);
            return { name, provider: inputsOf(resources, "pulumi:providers:kubernetes") };
        };
        assert.deepEqual(
            await clusterWith(pulumi.secret(KUBECONFIG)),
            await clusterWith(KUBECONFIG),
        );
    });

    const late: [what: string, args: object, message: string][] = [
        [
            "a credential among a job's arguments",
            { arguments: [out("--password=x")] },
            "arguments[0]: looks like a credential",
        ],
        [
            "a credential after its option",
            { arguments: ["--password", out("x")] },
            "arguments[1]: looks like a credential",
        ],
        [
            "a property with a line break",
            { conf: { "spark.a": out("b\nc") } },
            'conf["spark.a"]: "b\\nc" has a line break',
        ],
        [
            "a variable that is a list",
            { driver: { env: { A: out([4]) } } },
            "driver.env.A: [4] is not a string",
        ],
    ];
    for (const [what, args, message] of late) {
        for (const preview of [true, false]) {
            it(`are refused once they are known, in ${preview ? "a preview" : "an update"}: ${what}`, async () => {
                await register(() => undefined, { preview });
                const job = new SparkApplication("pi", {
                    team: TEAM,
                    main: "local:///opt/pi.py",
                    ...args,
                });
                await assert.rejects(valueOf(job.effectiveConf), (error: Error) => {
                    assert.match(error.message, /^SparkApplication "pi" has 1 problem:\n/);
                    assert.ok(error.message.includes(message), error.message);
                    return true;
                });
                // Everything that needs the job's definition has failed with it.
                await takeRejections();
            });
        }
    }

    it("are refused at once where a plain value decides", async () => {
        await register(() => {
            const cluster = someCluster();
            const refused: [make: () => unknown, message: RegExp][] = [
                [
                    () =>
                        new SparkApplication("pi", {
                            team: "processing" as never,
                            main: "local:///a.py",
                        }),
                    /\n {2}team: "processing" is not a team: pass platform\.team\("…"\)/,
                ],
                [
                    () =>
                        new SparkApplication("pi", {
                            team: out(TEAM) as never,
                            main: "local:///a.py",
                        }),
                    /\n {2}team: is an Output, and must be a plain value here/,
                ],
                [
                    () =>
                        new SparkApplication("pi", {
                            team: TEAM,
                            main: out("local:///a.py") as never,
                        }),
                    /\n {2}main: is an Output, and must be a plain value here/,
                ],
                [
                    () => new SparkTeam("t", { cluster, labels: { a: out("b") as never } }),
                    /\n {2}t\.labels\.a: is an Output, and must be a plain value here/,
                ],
                [
                    () => new SparkTeam("t", { cluster: cluster.provider as never }),
                    /\n {2}t\.cluster: a resource is not a cluster: pass a KubeContextCluster/,
                ],
            ];
            for (const [make, message] of refused) {
                assert.throws(make, { message });
            }
        });
    });
});

type SparkTeamAccess = ConstructorParameters<typeof SparkTeam>[1]["access"];
