import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { SparkApplication } from "../../../components/job/sparkApplication";
import { SparkTeam } from "../../../components/team/sparkTeam";
import { SparkTeamOptions } from "../../../components/team/sparkTeamOptions";
import { someCluster } from "../../../testkit/cluster";
import { only, register, Registered } from "../../../testkit/mocks";
import { registerOnAws, someEksCluster } from "../../../testkit/onAws";

type Options = Omit<SparkTeamOptions, "cluster">;

const AZURE = { "azure.workload.identity/client-id": "c9a1f0f6-8c0e-4b0e-9a3d-0f8d1a2b3c4d" };
const LABEL = { "azure.workload.identity/use": "true" };

async function withJob(options: Options, job: object = {}): Promise<Registered[]> {
    return register(() => {
        const team = new SparkTeam("sales", { cluster: someCluster(), ...options });
        new SparkApplication("etl", { team: team.connection, main: "local:///x.py", ...job });
    });
}

function account(resources: Registered[]): Registered {
    return only(resources, "kubernetes:core/v1:ServiceAccount", "sales");
}

function roles(resources: Registered[]): Record<string, any>[] {
    const type = "kubernetes:sparkoperator.k8s.io/v1beta2:SparkApplication";
    const { spec } = only(resources, type).inputs as { spec: Record<string, any> };
    return [spec["driver"], spec["executor"]] as Record<string, any>[];
}

describe("a team's service account", () => {
    it("has the team's annotations and labels in addition to the platform's", async () => {
        const email = pulumi.output("sales@example.iam.gserviceaccount.com");
        const resources = await withJob({
            serviceAccount: {
                annotations: { "iam.gke.io/gcp-service-account": email },
                labels: { "cost-centre": "4711" },
            },
        });
        const { metadata } = account(resources).inputs;
        assert.deepEqual(metadata, {
            name: "spark",
            namespace: "sales",
            labels: { "cost-centre": "4711", "spark-platform.dev/team": "sales" },
            annotations: {
                "iam.gke.io/gcp-service-account": "sales@example.iam.gserviceaccount.com",
                "pulumi.com/deletionPropagationPolicy": "background",
                "spark-platform.dev/stack": "project/stack",
            },
        });
        assert.deepEqual(
            roles(resources).map(({ labels }) => labels as unknown),
            [undefined, undefined],
        );
    });

    it("in AKS adds the label that Azure's webhook looks for to the pods of jobs", async () => {
        const driver = { labels: { owner: "data" } };
        const executor = { labels: { "azure.workload.identity/use": "false" } };
        const resources = await withJob(
            { serviceAccount: { annotations: AZURE } },
            { driver, executor },
        );
        assert.deepEqual(
            roles(resources).map(({ labels }) => labels as unknown),
            [{ ...LABEL, owner: "data" }, { "azure.workload.identity/use": "false" }],
        );
    });

    it("in AKS adds it to what submitters run", async () => {
        const resources = await withJob({ serviceAccount: { annotations: AZURE } });
        const { data } = only(resources, "kubernetes:core/v1:ConfigMap", "sales-spark-defaults")
            .inputs as { data: Record<string, string> };
        const lines = data["spark-defaults.conf"]?.split("\n") ?? [];
        assert.deepEqual(
            lines.filter((line) => line.includes("azure")),
            ["driver", "executor"].map(
                (role) => `spark.kubernetes.${role}.label.azure.workload.identity/use true`,
            ),
        );
    });

    const refused: [string, Options, string][] = [
        [
            "an annotation of the platform",
            { serviceAccount: { annotations: { "spark-platform.dev/stack": "x" } } },
            'sales.serviceAccount.annotations["spark-platform.dev/stack"]: is set by Spark or the ' +
                "platform; choose another key",
        ],
        [
            "an annotation of Pulumi",
            { serviceAccount: { annotations: { "pulumi.com/skipAwait": "true" } } },
            'sales.serviceAccount.annotations["pulumi.com/skipAwait"]: is read by Pulumi and set ' +
                "by the platform: choose another key",
        ],
        [
            "a label that is none",
            { serviceAccount: { labels: { owner: "a b" } } },
            'sales.serviceAccount.labels.owner: "a b" is not a label value: use up to 63 letters, ' +
                'digits, "-", "_" and ".", beginning and ending with a letter or digit',
        ],
        [
            "a key that it has not",
            { serviceAccount: { name: "mine" } as object },
            'sales.serviceAccount.name: unknown key "name" (known: annotations, labels)',
        ],
    ];
    for (const [what, options, message] of refused) {
        it(`refuses ${what}`, async () => {
            await assert.rejects(withJob(options), (error: Error) => {
                assert.ok(error.message.endsWith(`:\n  ${message}`), error.message);
                return true;
            });
        });
    }

    it("may have its own AWS role only if `access` gives it none", async () => {
        const annotations = { "eks.amazonaws.com/role-arn": "arn:aws:iam::123456789012:role/x" };
        const onEks = (options: Options) =>
            registerOnAws(() => {
                new SparkTeam("sales", { cluster: someEksCluster(), ...options });
            });
        const { metadata } = account(await onEks({ serviceAccount: { annotations } })).inputs as {
            metadata: { annotations: Record<string, string> };
        };
        assert.equal(
            metadata.annotations["eks.amazonaws.com/role-arn"],
            annotations["eks.amazonaws.com/role-arn"],
        );
        await assert.rejects(
            onEks({ serviceAccount: { annotations }, access: [{ bucket: "example-lake" }] }),
            /sales\.serviceAccount\.annotations\["eks\.amazonaws\.com\/role-arn"\]: conflicts with `access`, which gives the team a role of its own: remove one of the two/,
        );
    });
});
