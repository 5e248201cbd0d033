import assert from "node:assert/strict";
import { ACCOUNT } from "../../testkit/standIns/aws/settings";
import { TYPES } from "../../testkit/standIns/aws/types";
import { ROLE, SomeCloud } from "./someCloud";

const { accessEntry, accessPolicyAssociation, podIdentityAssociation } = TYPES;
const ADMIN = `arn:aws:iam::${ACCOUNT}:role/ops/admin`;
const SESSION = `arn:aws:sts::${ACCOUNT}:assumed-role/admin/somebody`;
const POLICY = "arn:aws:eks::aws:cluster-access-policy/AmazonEKSClusterAdminPolicy";
const IN_USE = {
    message:
        "ResourceInUseException: The specified access entry resource is already in use on this cluster.",
};

function entry(principalArn: string) {
    return { clusterName: "analytics", principalArn };
}

describe("access to clusters of the stand-in", () => {
    for (const [title, caller, roles, principal] of [
        [
            "a user",
            `arn:aws:iam::${ACCOUNT}:user/tester`,
            {},
            `arn:aws:iam::${ACCOUNT}:user/tester`,
        ],
        ["a role without a path", SESSION, {}, `arn:aws:iam::${ACCOUNT}:role/admin`],
        ["a role with a path", SESSION, { admin: ADMIN }, ADMIN],
    ] as const) {
        it(`is granted to its creator, ${title}`, async () => {
            const some = new SomeCloud({ caller, roles });
            await some.cluster();
            await assert.rejects(some.make(accessEntry, entry(principal)), IN_USE);
            some.cloud.set({ caller: `arn:aws:iam::${ACCOUNT}:user/another` });
            await assert.rejects(some.make(accessEntry, entry(principal)), IN_USE);
            await some.make(accessEntry, entry(`arn:aws:iam::${ACCOUNT}:user/another`));
            await some.remove(TYPES.cluster, "analytics");
            assert.equal(some.cloud.find(accessEntry, `analytics:${principal}`), undefined);
        });
    }

    it("is not granted to a creator who declines it", async () => {
        const some = new SomeCloud();
        const accessConfig = {
            authenticationMode: "API",
            bootstrapClusterCreatorAdminPermissions: false,
        };
        await some.cluster({ accessConfig });
        await some.make(accessEntry, entry(some.cloud.settings.caller));
    });

    it("comes from the cluster's ConfigMap in the ConfigMap mode", async () => {
        const some = new SomeCloud();
        await some.cluster({ accessConfig: { authenticationMode: "CONFIG_MAP" } });
        const refused = {
            message:
                "InvalidRequestException: The cluster's authentication mode must be set to one of " +
                "[API, API_AND_CONFIG_MAP] to perform this operation.",
        };
        await assert.rejects(some.make(accessEntry, entry(ADMIN)), refused);
        const association = { ...entry(ADMIN), policyArn: POLICY };
        await assert.rejects(some.make(accessPolicyAssociation, association), refused);
        await some.nodeGroup();
        assert.equal(some.cloud.find(accessEntry, `analytics:${ROLE}`), undefined);
    });

    it("is granted to roles and users, not to sessions", async () => {
        const some = new SomeCloud();
        await some.cluster();
        await assert.rejects(some.make(accessEntry, entry(SESSION)), {
            message: "InvalidParameterException: The principalArn parameter format is not valid",
        });
    });

    it("is granted to the role of managed nodes, without policies", async () => {
        const some = new SomeCloud();
        await some.cluster();
        const group = await some.nodeGroup();
        const another = await some.nodeGroup({ nodeGroupName: "another" });
        await assert.rejects(some.make(accessEntry, { ...entry(ROLE), type: "EC2_LINUX" }), IN_USE);
        await assert.rejects(
            some.make(accessPolicyAssociation, { ...entry(ROLE), policyArn: POLICY }),
            {
                message:
                    "InvalidParameterException: This operation can only be performed on Access " +
                    'Entries with a type of "STANDARD".',
            },
        );
        await assert.rejects(
            some.make(accessPolicyAssociation, { ...entry(ADMIN), policyArn: POLICY }),
            /^Error: ResourceNotFoundException: The specified principalArn could not be found/,
        );
        await some.remove(TYPES.nodeGroup, another);
        assert.notEqual(some.cloud.find(accessEntry, `analytics:${ROLE}`), undefined);
        await some.remove(TYPES.nodeGroup, group);
        assert.equal(some.cloud.find(accessEntry, `analytics:${ROLE}`), undefined);
    });
});

describe("Pod Identity of the stand-in", () => {
    const karpenter = {
        ...{ clusterName: "analytics", roleArn: ROLE },
        ...{ namespace: "kube-system", serviceAccount: "karpenter" },
    };

    it("needs no agent to associate, and applies to pods only later", async () => {
        const some = new SomeCloud({ associationDelayMs: 200 });
        await some.cluster();
        await some.make(podIdentityAssociation, karpenter);
        assert.deepEqual(some.cloud.rolesForPods("kube-system", "karpenter"), []);
        await new Promise((resolve) => setTimeout(resolve, 250));
        assert.deepEqual(some.cloud.rolesForPods("kube-system", "karpenter"), [ROLE]);
        assert.deepEqual(some.cloud.rolesForPods("kube-system", "other"), []);
    });

    it("allows one association per service account", async () => {
        const some = new SomeCloud();
        await some.cluster();
        const id = await some.make(podIdentityAssociation, karpenter);
        await assert.rejects(some.make(podIdentityAssociation, karpenter), {
            message: `ResourceInUseException: Association already exists: ${id}`,
        });
    });
});
