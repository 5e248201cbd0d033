import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { EksConnection } from "../../../../components/aws/eksConnection";
import { AwsIdentity } from "../../../../components/aws/identity";
import { PodRole } from "../../../../components/aws/podRole";
import { irsaTrust, podIdentityTrust } from "../../../../components/aws/trust";
import { clusterAutoscalerAws } from "../../../../components/nodes/clusterAutoscaler/clusterAutoscaler";
import { Registered, valueOf } from "../../../../testkit/mocks";
import {
    dependenciesOf,
    label,
    labelOfUrn,
    registerOnAws,
    someEks,
} from "../../../../testkit/onAws";
import { analytics, controllerPolicies, oidcProvider } from "../../../../testkit/policyDocuments";

const serviceAccount = { namespace: "kube-system", name: "cluster-autoscaler" };

class Parent extends pulumi.ComponentResource {
    readonly made: PodRole;

    constructor(cluster: EksConnection, identity: AwsIdentity) {
        super("test:index:Parent", "ca");
        const holder = { part: "controller", cluster, identity, serviceAccount };
        this.made = clusterAutoscalerAws("ca", holder, { parent: this });
    }
}

/** Everything that was made for AWS. */
function made(resources: Registered[]): object[] {
    return resources
        .filter(({ type }) => type.startsWith("aws:"))
        .map((one) => ({
            what: label(one),
            inputs: one.inputs,
            needs: dependenciesOf(one),
            parent: one.parent.split("::").pop(),
        }));
}

function role(trust: object) {
    const inputs = { assumeRolePolicy: JSON.stringify(trust) };
    return { what: "Role ca-controller", inputs, needs: [], parent: "ca" };
}

const policies: object[] = [
    {
        what: "Policy ca-node-groups",
        inputs: {
            policy: JSON.stringify(
                controllerPolicies(analytics)["Cluster Autoscaler: node-groups"],
            ),
        },
        needs: [],
        parent: "ca",
    },
    {
        what: "RolePolicyAttachment ca-node-groups",
        inputs: {
            role: "ca-controller-0a1b2c3",
            policyArn: "arn:aws:iam::111122223333:policy/ca-node-groups-0a1b2c3",
        },
        needs: ["Policy ca-node-groups", "Role ca-controller"],
        parent: "ca",
    },
];

describe("what Cluster Autoscaler has in AWS", () => {
    it("is its role by Pod Identity, with one policy", async () => {
        const resources = await registerOnAws(async () => {
            const { resources: needed, irsaRoleArn } = new Parent(someEks, "pod-identity").made;
            const urns = await valueOf(pulumi.all(needed.map(({ urn }) => urn)));
            assert.deepStrictEqual(urns.map(labelOfUrn), [
                "RolePolicyAttachment ca-node-groups",
                "PodIdentityAssociation ca-controller",
            ]);
            assert.strictEqual(irsaRoleArn, undefined);
        });
        assert.deepStrictEqual(
            sorted(made(resources)),
            sorted([
                ...policies,
                {
                    what: "PodIdentityAssociation ca-controller",
                    inputs: {
                        region: "eu-central-1",
                        clusterName: "analytics",
                        namespace: "kube-system",
                        serviceAccount: "cluster-autoscaler",
                        roleArn: "arn:aws:iam::111122223333:role/ca-controller-0a1b2c3",
                    },
                    needs: ["Role ca-controller"],
                    parent: "ca",
                },
                role(podIdentityTrust(analytics, serviceAccount)),
            ]),
        );
    });

    it("can be a role set in the service account's annotation", async () => {
        const resources = await registerOnAws(async () => {
            const { irsaRoleArn } = new Parent({ ...someEks, oidcProvider }, "irsa").made;
            assert.strictEqual(
                await valueOf(irsaRoleArn),
                "arn:aws:iam::111122223333:role/ca-controller-0a1b2c3",
            );
        });
        assert.deepStrictEqual(
            sorted(made(resources)),
            sorted([role(irsaTrust(oidcProvider, serviceAccount)), ...policies]),
        );
    });
});

function sorted(resources: object[]): object[] {
    return [...resources].sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1));
}
