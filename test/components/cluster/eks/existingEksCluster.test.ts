import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { ExistingEksCluster } from "../../../../components";
import { only, Registered, valueOf } from "../../../../testkit/mocks";
import { label, registerOnAws } from "../../../../testkit/onAws";

const ARN = "arn:aws:eks:eu-central-1:111122223333:cluster/analytics";
const ISSUER = "oidc.eks.eu-central-1.amazonaws.com/id/EXAMPLE";
const PROVIDER_ARN = `arn:aws:iam::111122223333:oidc-provider/${ISSUER}`;
const SUBNETS = [
    { zone: "eu-central-1a", id: "subnet-0123456789abcdef0" },
    { zone: "eu-central-1b", id: "subnet-0fedcba9876543210" },
];

describe("ExistingEksCluster", () => {
    let cluster: ExistingEksCluster;
    let resources: Registered[];

    before(async () => {
        pulumi.runtime.setAllConfig({ "aws:region": "eu-central-1" });
        resources = await registerOnAws(() => {
            cluster = new ExistingEksCluster("cluster", {
                clusterName: "analytics",
                subnets: SUBNETS,
                oidcProviderArn: PROVIDER_ARN,
            });
        });
    });

    after(() => pulumi.runtime.setAllConfig({}));

    it("creates nothing but a provider", () => {
        assert.deepStrictEqual(
            resources.map(label).filter((name) => !name.startsWith("Stack ")),
            ["ExistingEksCluster cluster", "kubernetes cluster-provider"],
        );
        const { clusterIdentifier } = only(resources, "pulumi:providers:kubernetes").inputs;
        assert.equal(clusterIdentifier, ARN);
    });

    it("is for a platform what an EKS cluster has to be", async () => {
        assert.deepStrictEqual(await valueOf(pulumi.output(cluster.eks)), {
            clusterName: "analytics",
            version: "1.35",
            region: "eu-central-1",
            accountId: "111122223333",
            partition: "aws",
            subnets: SUBNETS,
            nodeSecurityGroupIds: ["sg-cluster"],
            oidcProvider: { arn: PROVIDER_ARN, issuer: ISSUER },
        });
        assert.deepStrictEqual([cluster.kind, await valueOf(cluster.name)], ["eks", "analytics"]);
    });

    it("has a kubeconfig without credentials, which is secret nonetheless", async () => {
        assert.equal(await pulumi.isSecret(cluster.kubeconfig), true);
        assert.deepStrictEqual(JSON.parse(await valueOf(cluster.kubeconfig)), {
            apiVersion: "v1",
            kind: "Config",
            "current-context": ARN,
            contexts: [{ name: ARN, context: { cluster: ARN, user: ARN } }],
            clusters: [
                {
                    name: ARN,
                    cluster: {
                        server: "https://example.eks.invalid",
                        "certificate-authority-data": "Y2VydA==",
                    },
                },
            ],
            users: [
                {
                    name: ARN,
                    user: {
                        exec: {
                            apiVersion: "client.authentication.k8s.io/v1beta1",
                            command: "aws",
                            args: [
                                ...["--region", "eu-central-1"],
                                ...["eks", "get-token", "--cluster-name", "analytics"],
                                ...["--output", "json"],
                            ],
                            interactiveMode: "Never",
                        },
                    },
                },
            ],
        });
    });
});
