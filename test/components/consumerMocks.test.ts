import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { Autoscaler, EksCluster, ExistingEksCluster, SparkPlatform } from "../../components";
import { valueOf } from "../../testkit/mocks";

const ARN = "arn:aws:eks:eu-central-1:111122223333:cluster/analytics";
const ADMIN = "arn:aws:iam::111122223333:role/admins";

/** As in Pulumi's own guide to unit tests: resources answer with their inputs, and little else. */
const USUAL: pulumi.runtime.Mocks = {
    newResource: ({ type, name, inputs }) => ({
        id: `${name}-id`,
        state: {
            ...inputs,
            ...(type === "eks:index:Cluster" && {
                kubeconfigJson: "{}",
                eksCluster: { name: "analytics", arn: ARN, vpcConfig: {} },
            }),
        },
    }),
    call: ({ token, inputs }) => ({
        ...inputs,
        ...(token.endsWith("getPartition") && { partition: "aws" }),
        ...(token.endsWith("getCluster") && {
            arn: ARN,
            version: "1.35",
            certificateAuthorities: [],
            vpcConfig: {},
            identities: [],
        }),
    }),
};

describe("a program's own tests, with the usual mocks", () => {
    const clusters = {
        "a new cluster": () => new EksCluster("cluster", { adminRoles: [ADMIN], logs: ["audit"] }),
        "a cluster that is there": () =>
            new ExistingEksCluster("cluster", {
                clusterName: "analytics",
                subnets: [{ zone: "eu-central-1a", id: "subnet-0123456789abcdef0" }],
            }),
    };
    for (const [kind, cluster] of Object.entries(clusters)) {
        for (const autoscaler of [Autoscaler.Karpenter, Autoscaler.ClusterAutoscaler]) {
            it(`can make ${kind} with ${autoscaler}`, async () => {
                pulumi.runtime.setAllConfig({ "aws:region": "eu-central-1" });
                await pulumi.runtime.setMocks(USUAL);
                const made = cluster();
                const args = { cluster: made, autoscaler, teams: { processing: {} } };
                const platform = new SparkPlatform("spark", args);
                assert.equal(await valueOf(made.name), "analytics");
                assert.deepEqual(await valueOf(platform.namespaces), ["processing"]);
            });
        }
    }
});
