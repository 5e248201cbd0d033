import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { EksCluster, EksClusterArgs, SparkPlatform } from "../../../../components";
import { strictModeNotice } from "../../../../components/cluster/eks/strictMode";
import { only, Registered } from "../../../../testkit/mocks";
import { label, labelOfUrn, needs, registerOnAws } from "../../../../testkit/onAws";

const POLICY = "kubernetes:networking.k8s.io/v1:NetworkPolicy";
const SYSTEM_PODS = "NetworkPolicy cluster-system-pods";
const ADMIN = "arn:aws:iam::111122223333:role/admins";
const ENTRY = "AccessPolicyAssociation cluster-admin-111122223333-role-admins";

describe("the mode for network policies", () => {
    before(() => pulumi.runtime.setAllConfig({ "aws:region": "eu-central-1" }));
    after(() => pulumi.runtime.setAllConfig({}));

    function made(args: EksClusterArgs, options = {}): Promise<Registered[]> {
        return registerOnAws(
            () => new EksCluster("cluster", { adminRoles: [ADMIN], ...args }),
            options,
        );
    }

    function configurationOf(resources: Registered[]): unknown {
        return only(resources, "aws:eks/addon:Addon", "cluster-vpc-cni").inputs[
            "configurationValues"
        ];
    }

    describe("strict", () => {
        let resources: Registered[];

        before(async () => {
            resources = await made({ networkPolicyMode: "strict" });
        });

        it("is a variable of the VPC CNI", () => {
            assert.equal(
                configurationOf(resources),
                '{"enableNetworkPolicy":"true","env":{"NETWORK_POLICY_ENFORCING_MODE":"strict"}}',
            );
        });

        it("leaves system pods as open as in standard mode", () => {
            const policy = only(resources, POLICY);
            assert.deepStrictEqual(policy.inputs, {
                apiVersion: "networking.k8s.io/v1",
                kind: "NetworkPolicy",
                metadata: {
                    name: "spark-platform-system-pods",
                    namespace: "kube-system",
                    annotations: { "pulumi.com/deletionPropagationPolicy": "background" },
                },
                spec: {
                    podSelector: {},
                    policyTypes: ["Ingress", "Egress"],
                    ingress: [{}],
                    egress: [{}],
                },
            });
            assert.equal(labelOfUrn(policy.provider), "kubernetes cluster-policy-provider");
        });

        it("begins once their policy exists, which needs only the API server and access", () => {
            for (const later of [
                "Addon cluster-vpc-cni",
                "NodeGroup cluster-system-nodes",
                "Addon cluster-coredns",
                "Addon cluster-aws-ebs-csi-driver",
                "kubernetes cluster-provider",
            ]) {
                assert.ok(needs(resources, later, SYSTEM_PODS), later);
                assert.ok(!needs(resources, SYSTEM_PODS, later), later);
            }
            assert.ok(needs(resources, SYSTEM_PODS, ENTRY));
        });

        it("has the same resources in a preview", async () => {
            const preview = await made({ networkPolicyMode: "strict" }, { preview: true });
            assert.deepStrictEqual(preview.map(label).sort(), resources.map(label).sort());
        });

        it("finds a policy for each pod of a platform", async () => {
            const all = await registerOnAws(() => {
                const cluster = new EksCluster("cluster", {
                    adminRoles: [],
                    networkPolicyMode: "strict",
                });
                const teams = { processing: {}, analytics: {} };
                return new SparkPlatform("spark", { cluster, teams, operator: { scope: "team" } });
            });
            const policies = all.filter(({ type }) => type === POLICY);
            const closed = policies.filter(
                ({ inputs }) => JSON.stringify(inputs["spec"].podSelector) === "{}",
            );
            const namespaces = closed.map(({ inputs }) => String(inputs["metadata"].namespace));
            const withPods = all
                .filter(({ type }) =>
                    /^kubernetes:(core\/v1:Namespace|helm\.sh\/v3:Release)$/.test(type),
                )
                .map(({ inputs }) => String(inputs["namespace"] ?? inputs["metadata"].name));
            assert.deepStrictEqual(
                [...new Set(withPods)].filter((one) => !namespaces.includes(one)),
                [],
            );
            assert.ok(withPods.includes("kube-system"));
            // The agent opens the way out of a pod by any policy that is not for it.
            const out = policies.filter(({ inputs }) =>
                inputs["spec"].policyTypes.includes("Egress"),
            );
            assert.deepStrictEqual(out.map(label), [SYSTEM_PODS]);
        });
    });

    it("is the standard one unless a stack says otherwise, which then changes nothing", async () => {
        const [without, standard] = [await made({}), await made({ networkPolicyMode: "standard" })];
        assert.equal(configurationOf(without), '{"enableNetworkPolicy":"true"}');
        assert.deepStrictEqual(
            standard.map(({ type, name, inputs }) => ({ type, name, inputs })),
            without.map(({ type, name, inputs }) => ({ type, name, inputs })),
        );
        assert.ok(
            without.every(({ type, name }) => type !== POLICY && !/policy-provider/.test(name)),
        );
    });

    it("is logged in one line of a preview", () => {
        assert.equal(
            strictModeNotice(),
            'networkPolicyMode: with "strict", a new driver or executor cannot reach DNS ' +
                "or the API server until its network policies reach its node, and may fail at " +
                "startup: let jobs retry (restart.policy: on-failure). All other pods need a " +
                "network policy in their namespace " +
                "(https://github.com/aws/amazon-vpc-cni-k8s/blob/master/README.md#network_policy_enforcing_mode-v1171)",
        );
    });
});
