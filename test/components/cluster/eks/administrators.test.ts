import assert from "node:assert/strict";
import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { EksCluster } from "../../../../components";
import { adminWarning } from "../../../../components/cluster/eks/adminLookup";
import { only, Registered } from "../../../../testkit/mocks";
import { dependenciesOf, label, registerOnAws } from "../../../../testkit/onAws";

const ACCOUNT = "111122223333";
const ADMINS = `arn:aws:iam::${ACCOUNT}:role/teams/admins`;
const CI = `arn:aws:iam::${ACCOUNT}:role/ci`;
const ANA = `arn:aws:iam::${ACCOUNT}:user/ana`;
const sessionOf = (role: string) => `arn:aws:sts::${ACCOUNT}:assumed-role/${role}/session`;
const ENTRY = /^(AccessEntry|AccessPolicyAssociation) /;

describe("administrators of an EKS cluster", () => {
    before(() => pulumi.runtime.setAllConfig({ "aws:region": "eu-central-1" }));
    after(() => pulumi.runtime.setAllConfig({}));

    type Options = Parameters<typeof registerOnAws>[1];

    function made(adminRoles: pulumi.Input<string>[], options?: Options): Promise<Registered[]> {
        return registerOnAws(() => new EksCluster("cluster", { adminRoles }), options);
    }

    async function entries(adminRoles: pulumi.Input<string>[], options?: Options) {
        const resources = await made(adminRoles, options);
        return resources
            .map(label)
            .filter((name) => ENTRY.test(name))
            .sort();
    }

    const entryOf = (...names: string[]) =>
        ["AccessEntry", "AccessPolicyAssociation"].flatMap((kind) =>
            names.map((name) => `${kind} cluster-admin-${name}`),
        );

    it("have an entry with EKS' own policy before anything is created in the cluster", async () => {
        const resources = await made([ADMINS]);
        assert.deepStrictEqual(only(resources, "aws:eks/accessEntry:AccessEntry").inputs, {
            clusterName: "analytics",
            principalArn: ADMINS,
        });
        const association = only(
            resources,
            "aws:eks/accessPolicyAssociation:AccessPolicyAssociation",
        );
        assert.deepStrictEqual(association.inputs, {
            clusterName: "analytics",
            principalArn: ADMINS,
            policyArn: "arn:aws:eks::aws:cluster-access-policy/AmazonEKSClusterAdminPolicy",
            accessScope: { type: "cluster" },
        });
        const provider = only(resources, "pulumi:providers:kubernetes");
        assert.ok(dependenciesOf(provider).includes(label(association)));
    });

    it("have no entry for the cluster's creator: EKS creates it, and refuses another one", async () => {
        const roles = [ADMINS, CI, ANA];
        const [admins, ci, ana] = [
            `${ACCOUNT}-role-teams-admins`,
            `${ACCOUNT}-role-ci`,
            `${ACCOUNT}-user-ana`,
        ];
        assert.deepStrictEqual(
            await entries(roles, { caller: sessionOf("admins") }),
            entryOf(ci, ana),
        );
        assert.deepStrictEqual(
            await entries([out(ADMINS), out(CI)], { caller: sessionOf("admins") }),
            entryOf("1"),
        );
        assert.deepStrictEqual(await entries(roles, { caller: ANA }), entryOf(ci, admins));
        const root = `arn:aws:iam::${ACCOUNT}:root`;
        assert.deepStrictEqual(await entries([CI], { caller: root }), entryOf(ci));
    });

    it("stay the same when another identity runs the stack", async () => {
        const roles = [ADMINS, CI];
        const kept = { "cluster-creator": sessionOf("admins") };
        assert.deepStrictEqual(
            await entries(roles, { caller: sessionOf("ci"), kept }),
            await entries(roles, { caller: sessionOf("admins") }),
        );
        const { inputs, dependencies } = only(
            await made(roles, { caller: sessionOf("ci"), kept }),
            "pulumi:index:Stash",
            "cluster-creator",
        );
        assert.deepStrictEqual(inputs, { input: sessionOf("ci") });
        assert.ok(dependencies.some((urn) => urn.endsWith("::cluster-eks")));
    });

    it("are shown in a preview, even if their role does not exist yet", async () => {
        const roles = () => [ADMINS, CI, new aws.iam.Role("r", { assumeRolePolicy: "{}" }).arn];
        const resources = await registerOnAws(
            () => new EksCluster("cluster", { adminRoles: roles() }),
            { preview: true, caller: sessionOf("admins") },
        );
        assert.deepStrictEqual(
            resources
                .map(label)
                .filter((name) => ENTRY.test(name))
                .sort(),
            entryOf(`${ACCOUNT}-role-ci`, "2").sort(),
        );
    });

    it("may lack the identity that runs the stack later, with a warning in the preview", () => {
        const known = { clusterName: "analytics", creator: sessionOf("deploy"), adminRoles: [ANA] };
        const warning = (caller: string) => adminWarning({ ...known, caller });
        assert.equal(warning(sessionOf("deploy")), undefined);
        assert.equal(warning(ANA), undefined);
        assert.equal(warning(`arn:aws:iam::${ACCOUNT}:root`), undefined);
        assert.equal(
            warning(sessionOf("ci")),
            'The role "ci" of account 111122223333 did not create cluster "analytics" and ' +
                "is not in its adminRoles. Without an access entry, the update fails with " +
                "Unauthorized: add it to adminRoles, and update with the credentials of an " +
                "administrator",
        );
    });
});

function out<T>(value: T): pulumi.Output<pulumi.Unwrap<T>> {
    return pulumi.output(value);
}
