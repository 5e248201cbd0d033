import assert from "node:assert/strict";
import { EksConnection } from "../../../../components/aws/eksConnection";
import { irsaTrust, podIdentityTrust } from "../../../../components/aws/trust";
import { layeredJob } from "../../../../components/job/conf/layeredConf";
import { jobFitsTeam } from "../../../../components/job/fit/teamFit";
import { SparkApplication } from "../../../../components/job/sparkApplication";
import { bucketPolicy } from "../../../../components/team/buckets/bucketPolicy";
import { SparkTeam } from "../../../../components/team/sparkTeam";
import { BucketAccessArgs, SparkTeamArgs } from "../../../../components/team/teamArgs";
import { Problems } from "../../../../components/validation/problems";
import { someCluster } from "../../../../testkit/cluster";
import { only, Registered } from "../../../../testkit/mocks";
import { dependenciesOf, label, registerOnAws, someEksCluster } from "../../../../testkit/onAws";
import { analytics, oidcProvider } from "../../../../testkit/policyDocuments";

const ACCESS: BucketAccessArgs[] = [
    { bucket: "lake", prefix: "sales/", mode: "read-write" },
    { bucket: "public" },
];
const ACCOUNT = { namespace: "processing", name: "spark" };
const PROVIDER = "spark.hadoop.fs.s3a.aws.credentials.provider";
const POD_IDENTITY_PROVIDER =
    "software.amazon.awssdk.auth.credentials.ContainerCredentialsProvider";

function onEks(args: SparkTeamArgs, more: Partial<EksConnection> = {}): Promise<Registered[]> {
    return registerOnAws(() => {
        const cluster = someEksCluster(more);
        const { connection } = new SparkTeam("processing", { cluster, ...args });
        new SparkApplication("pi", { team: connection, main: "local:///opt/pi.py" });
    });
}

function inAws(resources: Registered[]): string[] {
    return resources
        .filter(({ type }) => type.startsWith("aws:"))
        .map(label)
        .sort();
}

function serviceAccount(resources: Registered[]): Registered {
    return only(resources, "kubernetes:core/v1:ServiceAccount");
}

describe("the role of a team", () => {
    it("does not exist without buckets", async () => {
        for (const args of [{}, { access: [] }]) {
            assert.deepStrictEqual(inAws(await onEks(args)), []);
        }
    });

    it("is assumed through Pod Identity, for its service account and buckets", async () => {
        const resources = await onEks({ access: ACCESS });
        assert.deepStrictEqual(inAws(resources), [
            "PodIdentityAssociation processing-jobs",
            "Policy processing-buckets",
            "Role processing-jobs",
            "RolePolicyAttachment processing-buckets",
        ]);
        const role = only(resources, "aws:iam/role:Role").inputs;
        assert.deepStrictEqual(
            JSON.parse(role["assumeRolePolicy"]),
            podIdentityTrust(analytics, ACCOUNT),
        );
        assert.deepStrictEqual(
            JSON.parse(only(resources, "aws:iam/policy:Policy").inputs["policy"]),
            bucketPolicy("aws", [
                { bucket: "lake", prefix: "sales", write: true },
                { bucket: "public", prefix: "", write: false },
            ]),
        );
        const association = only(
            resources,
            "aws:eks/podIdentityAssociation:PodIdentityAssociation",
        );
        assert.deepStrictEqual(association.inputs, {
            region: "eu-central-1",
            clusterName: "analytics",
            namespace: "processing",
            serviceAccount: "spark",
            roleArn: "arn:aws:iam::111122223333:role/processing-jobs-0a1b2c3",
        });
        assert.deepStrictEqual(dependenciesOf(association), ["Role processing-jobs"]);
    });

    it("is created before its jobs, and deleted after them", async () => {
        const resources = await onEks({ access: ACCESS });
        const job = resources.find(
            ({ type, custom }) => custom && type.endsWith(":SparkApplication"),
        );
        assert.ok(job);
        const needed = dependenciesOf(job).filter((one) =>
            /^(PodIdentityAssociation|RolePolicyAttachment) /.test(one),
        );
        assert.deepStrictEqual(needed, [
            "PodIdentityAssociation processing-jobs",
            "RolePolicyAttachment processing-buckets",
        ]);
        assert.strictEqual(job.inputs["spec"].sparkConf[PROVIDER], POD_IDENTITY_PROVIDER);
    });

    it("is assumed through an annotation if the team's Spark supports nothing else", async () => {
        const args = { access: ACCESS, sparkVersion: "3.5.6" };
        const resources = await onEks(args, { oidcProvider });
        assert.deepStrictEqual(inAws(resources), [
            "Policy processing-buckets",
            "Role processing-jobs",
            "RolePolicyAttachment processing-buckets",
        ]);
        const role = only(resources, "aws:iam/role:Role").inputs;
        assert.deepStrictEqual(
            JSON.parse(role["assumeRolePolicy"]),
            irsaTrust(oidcProvider, ACCOUNT),
        );
        assert.deepStrictEqual(serviceAccount(resources).inputs["metadata"].annotations, {
            "pulumi.com/deletionPropagationPolicy": "background",
            "spark-platform.dev/stack": "project/stack",
            "eks.amazonaws.com/role-arn": "arn:aws:iam::111122223333:role/processing-jobs-0a1b2c3",
        });
    });

    it("has a name that IAM accepts, no matter how long the team's is", async () => {
        const name = "a".repeat(63);
        const resources = await registerOnAws(
            () => new SparkTeam(name, { cluster: someEksCluster(), access: ACCESS }),
        );
        // IAM allows 64 characters, of which Pulumi adds 8.
        assert.ok(only(resources, "aws:iam/role:Role").name.length <= 56);
    });

    const refused: [string, SparkTeamArgs, Partial<EksConnection> | undefined, string][] = [
        [
            "outside of EKS",
            { access: ACCESS },
            undefined,
            "processing.access: needs an EKS cluster or `lakehouse.objectStore`: for any other object store, keep " +
                "its credentials in a Kubernetes Secret, and name that in `secretEnv` of driver and executor",
        ],
        [
            "with Pod Identity and an old Spark",
            { access: ACCESS, sparkVersion: "3.5.6", identity: "pod-identity" },
            { oidcProvider },
            'processing.identity: "pod-identity" needs Spark 4.0 or newer, not 3.5.6: use "irsa"',
        ],
        [
            "with IRSA and no OIDC provider",
            { access: ACCESS, identity: "irsa" },
            {},
            "processing.access: needs an IAM OIDC provider of the cluster for identity " +
                '"irsa": give the cluster one (oidcProvider), or use "pod-identity"',
        ],
        [
            "for an old Spark without an OIDC provider",
            { access: ACCESS, sparkVersion: "3.5.6" },
            {},
            "processing.access: needs an IAM OIDC provider of the cluster for identity " +
                '"irsa", the only one that Spark 3.5.6 supports: give the cluster one (oidcProvider)',
        ],
    ];
    for (const [what, args, eks, message] of refused) {
        it(`is rejected ${what}`, async () => {
            const made = registerOnAws(() => {
                const cluster = eks === undefined ? someCluster() : someEksCluster(eks);
                new SparkTeam("processing", { cluster, ...args });
            });
            await assert.rejects(made, {
                message: `SparkTeam "processing" has 1 problem:\n  ${message}`,
            });
        });
    }
});

describe("the credentials of a job", () => {
    const main = "local:///opt/pi.py";
    const providers: ["pod-identity" | "irsa", string | undefined, string][] = [
        ["pod-identity", undefined, POD_IDENTITY_PROVIDER],
        ["pod-identity", "4.1.0", POD_IDENTITY_PROVIDER],
        // Its SDK cannot instantiate the other one by name.
        [
            "pod-identity",
            "4.0.2",
            "software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider",
        ],
        [
            "irsa",
            undefined,
            "software.amazon.awssdk.auth.credentials.WebIdentityTokenFileCredentialsProvider",
        ],
        ["irsa", "3.5.6", "com.amazonaws.auth.WebIdentityTokenCredentialsProvider"],
    ];
    for (const [identity, sparkVersion, value] of providers) {
        it(`come from ${identity} with ${sparkVersion === undefined ? "the default Spark" : `Spark ${sparkVersion}`}`, () => {
            const { conf } = layeredJob({ args: { main, sparkVersion }, identity });
            assert.deepStrictEqual(conf[PROVIDER], { value, layer: "library" });
        });
    }

    it("come from elsewhere if the team or the job says so", () => {
        const sparkConf = { [PROVIDER]: "team.Provider" };
        const { conf } = layeredJob({ args: { main }, identity: "pod-identity", sparkConf });
        assert.deepStrictEqual(conf[PROVIDER], { value: "team.Provider", layer: "team" });
    });

    it("are left as they are in a team without a role", () => {
        assert.strictEqual(layeredJob({ args: { main } }).conf[PROVIDER], undefined);
    });

    it("cannot come from Pod Identity with an old Spark", () => {
        const problems = new Problems();
        const args = { main, sparkVersion: "3.5.6", image: "example/spark:3.5.6" };
        jobFitsTeam("", args, { team: "sales", identity: "pod-identity" }, problems);
        assert.deepStrictEqual(problems.list(), [
            'sparkVersion: 3.5.6 does not support EKS Pod Identity, which team "sales" uses to access its ' +
                'buckets: use Spark 4.0 or newer, or set the team\'s identity: "irsa"',
        ]);
    });
});
