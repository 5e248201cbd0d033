import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { EksConnection } from "../../../../components/aws/eksConnection";
import { AwsIdentity } from "../../../../components/aws/identity";
import { NODE_POLICIES } from "../../../../components/aws/nodeRole";
import { INTERRUPTION_EVENTS } from "../../../../components/nodes/karpenter/interruptionPolicy";
import { KarpenterAws, karpenterAws } from "../../../../components/nodes/karpenter/karpenterAws";
import { only, Registered, valueOf } from "../../../../testkit/mocks";
import {
    dependenciesOf,
    label,
    labelOfUrn,
    registerOnAws,
    someEks,
} from "../../../../testkit/onAws";
import {
    analytics,
    controllerPolicies,
    karpenterAccount,
    oidcProvider,
    resourcePolicies,
    trustPolicies,
} from "../../../../testkit/policyDocuments";

const POLICIES = [
    "node-lifecycle",
    "iam-integration",
    "eks-integration",
    "interruption",
    "zonal-shift",
    "resource-discovery",
];

const EVENTS = Object.keys(INTERRUPTION_EVENTS);

class Parent extends pulumi.ComponentResource {
    readonly made: KarpenterAws;

    constructor(cluster: EksConnection, identity: AwsIdentity) {
        super("test:index:Parent", "karpenter");
        const holder = { part: "controller", cluster, identity, serviceAccount: karpenterAccount };
        this.made = karpenterAws("karpenter", holder, { parent: this });
    }
}

function karpenter(more: Partial<EksConnection> = {}, identity: AwsIdentity = "pod-identity") {
    return new Parent({ ...someEks, ...more }, identity);
}

/** What was made for AWS: type and name to inputs, JSON texts as what they say. */
function inputsOf(resources: Registered[]): Record<string, unknown> {
    const aws = resources.filter(({ type }) => type.startsWith("aws:"));
    return Object.fromEntries(
        aws.map((one) => {
            const inputs = Object.entries(one.inputs).map(([key, value]) => [
                key,
                ["policy", "assumeRolePolicy", "eventPattern"].includes(key)
                    ? JSON.parse(value)
                    : value,
            ]);
            return [label(one), Object.fromEntries(inputs)];
        }),
    );
}

const policy = (name: string) => controllerPolicies(analytics)[`Karpenter: ${name}`];
const role = (name: string) => `arn:aws:iam::111122223333:role/karpenter-${name}-0a1b2c3`;

/** Everything for nodes and notices, whatever the identity. */
const common = {
    "Role karpenter-node": { assumeRolePolicy: trustPolicies(analytics)["trust: nodes"] },
    ...Object.fromEntries(
        NODE_POLICIES.map((name) => [
            `RolePolicyAttachment karpenter-node-${name}`,
            {
                role: "karpenter-node-0a1b2c3",
                policyArn: `arn:aws:iam::aws:policy/${name}`,
            },
        ]),
    ),
    "InstanceProfile karpenter-node": { role: "karpenter-node-0a1b2c3" },
    "AccessEntry karpenter-node": {
        region: "eu-central-1",
        clusterName: "analytics",
        principalArn: role("node"),
        type: "EC2_LINUX",
    },
    "Queue karpenter-interruption": {
        region: "eu-central-1",
        messageRetentionSeconds: 300,
        sqsManagedSseEnabled: true,
    },
    "QueuePolicy karpenter-interruption": {
        region: "eu-central-1",
        queueUrl:
            "https://sqs.eu-central-1.amazonaws.com/111122223333/karpenter-interruption-0a1b2c3",
        policy: resourcePolicies(analytics)["Karpenter: queue"],
    },
    ...Object.fromEntries(
        Object.entries(INTERRUPTION_EVENTS).flatMap(([event, eventPattern]) => [
            [`EventRule karpenter-${event}`, { region: "eu-central-1", eventPattern }],
            [
                `EventTarget karpenter-${event}`,
                {
                    region: "eu-central-1",
                    rule: `karpenter-${event}-0a1b2c3`,
                    arn: "arn:aws:sqs:eu-central-1:111122223333:karpenter-interruption-0a1b2c3",
                    targetId: "interruption-queue",
                },
            ],
        ]),
    ),
    ...Object.fromEntries(
        POLICIES.flatMap((name) => [
            [`Policy karpenter-${name}`, { policy: policy(name) }],
            [
                `RolePolicyAttachment karpenter-${name}`,
                {
                    role: "karpenter-controller-0a1b2c3",
                    policyArn: `arn:aws:iam::111122223333:policy/karpenter-${name}-0a1b2c3`,
                },
            ],
        ]),
    ),
};

describe("what Karpenter has in AWS", () => {
    let made: KarpenterAws;
    let resources: Registered[];

    before(async () => {
        resources = await registerOnAws(() => {
            made = karpenter().made;
        });
    });

    it("is its role by Pod Identity, the nodes' role, and the queue with its rules", () => {
        assert.deepStrictEqual(inputsOf(resources), {
            ...common,
            "Role karpenter-controller": {
                assumeRolePolicy: trustPolicies(analytics)["trust: pod-identity"],
            },
            "PodIdentityAssociation karpenter-controller": {
                region: "eu-central-1",
                clusterName: "analytics",
                namespace: "kube-system",
                serviceAccount: "karpenter",
                roleArn: role("controller"),
            },
        });
    });

    it("can be a role set in the service account's annotation", async () => {
        const annotated = await registerOnAws(async () => {
            const { irsaRoleArn } = karpenter({ oidcProvider }, "irsa").made;
            assert.strictEqual(await valueOf(irsaRoleArn), role("controller"));
        });
        assert.deepStrictEqual(inputsOf(annotated), {
            ...common,
            "Role karpenter-controller": {
                assumeRolePolicy: trustPolicies(analytics)["trust: irsa"],
            },
        });
    });

    it("gives names to the values and node classes", async () => {
        const { instanceProfile, interruptionQueue, irsaRoleArn } = made;
        assert.strictEqual(await valueOf(instanceProfile), "karpenter-node-0a1b2c3");
        assert.strictEqual(await valueOf(interruptionQueue), "karpenter-interruption-0a1b2c3");
        assert.strictEqual(irsaRoleArn, undefined);
    });

    it("belongs to the component", () => {
        const parent = "urn:pulumi:stack::project::test:index:Parent::karpenter";
        const others = resources.filter((one) => /^aws:/.test(one.type) && one.parent !== parent);
        assert.deepStrictEqual(others.map(label), []);
    });

    it("depends only on what it names", () => {
        const edges = Object.fromEntries(
            resources
                .filter(({ type }) => type.startsWith("aws:"))
                .map((one) => [label(one), dependenciesOf(one)]),
        );
        const node = "Role karpenter-node";
        const controller = "Role karpenter-controller";
        const queue = "Queue karpenter-interruption";
        const ofPolicies = Object.fromEntries(
            POLICIES.flatMap((name) => [
                [`Policy karpenter-${name}`, []],
                [
                    `RolePolicyAttachment karpenter-${name}`,
                    [`Policy karpenter-${name}`, controller],
                ],
            ]),
        );
        const ofEvents = EVENTS.flatMap((event) => [
            [`EventRule karpenter-${event}`, []],
            [`EventTarget karpenter-${event}`, [`EventRule karpenter-${event}`, queue]],
        ]);
        assert.deepStrictEqual(edges, {
            [node]: [],
            ...Object.fromEntries(
                NODE_POLICIES.map((name) => [
                    `RolePolicyAttachment karpenter-node-${name}`,
                    [node],
                ]),
            ),
            "InstanceProfile karpenter-node": [node],
            "AccessEntry karpenter-node": [node],
            [queue]: [],
            "QueuePolicy karpenter-interruption": [queue],
            ...Object.fromEntries(ofEvents),
            [controller]: [],
            ...ofPolicies,
            "Policy karpenter-iam-integration": [node],
            "Policy karpenter-interruption": [queue],
            "PodIdentityAssociation karpenter-controller": [controller],
        });
    });

    it("lists everything that must outlive Karpenter and its nodes", async () => {
        const urns = await valueOf(pulumi.all(made.resources.map(({ urn }) => urn)));
        // Their roles, policies, rules and the queue outlive them by the edges above.
        assert.deepStrictEqual(urns.map(labelOfUrn), [
            ...NODE_POLICIES.map((name) => `RolePolicyAttachment karpenter-node-${name}`),
            "InstanceProfile karpenter-node",
            "AccessEntry karpenter-node",
            "QueuePolicy karpenter-interruption",
            ...EVENTS.map((event) => `EventTarget karpenter-${event}`),
            ...POLICIES.map((name) => `RolePolicyAttachment karpenter-${name}`),
            "PodIdentityAssociation karpenter-controller",
        ]);
    });

    it("is the same in a preview, which shows the policies that need no new ARN", async () => {
        const preview = await registerOnAws(() => karpenter(), { preview: true });
        assert.deepStrictEqual(preview.map(label).sort(), resources.map(label).sort());
        const { inputs } = only(preview, "aws:iam/policy:Policy", "karpenter-node-lifecycle");
        assert.deepStrictEqual(JSON.parse(inputs.policy), policy("node-lifecycle"));
    });

    it("refuses IRSA without an OIDC provider", async () => {
        await registerOnAws(() => {
            assert.throws(() => karpenter({}, "irsa"), {
                message:
                    'The cluster has no OIDC provider in IAM, which identity "irsa" needs: set ' +
                    'oidcProvider, or use "pod-identity"',
            });
        });
    });
});
