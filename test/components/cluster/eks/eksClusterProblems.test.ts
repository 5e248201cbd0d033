import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import {
    eksClusterCheck,
    existingEksClusterCheck,
} from "../../../../components/cluster/eks/eksClusterProblems";
import { Problems } from "../../../../components/validation/problems";

const ADMINS = "arn:aws:iam::111122223333:role/admins";
const SUBNETS = [
    { zone: "eu-central-1a", id: "subnet-0123456789abcdef0" },
    { zone: "eu-central-1b", id: "subnet-0fedcba9876543210" },
];

const NEW: [title: string, args: object, problems: string[]][] = [
    ["nothing", {}, []],
    [
        "everything",
        {
            clusterName: "analytics",
            region: "eu-central-1",
            version: "1.36",
            systemNodes: { instanceType: "t4g.large", count: 1, volumeSizeGib: 20 },
            endpointAccess: "public",
            publicAccessCidrs: ["203.0.113.0/24"],
            adminRoles: [ADMINS],
            logs: ["api", "audit", "authenticator", "controllerManager", "scheduler"],
            logRetentionDays: 365,
            secretsKeyArn: "arn:aws:kms:eu-central-1:111122223333:key/1234abcd-12ab-34cd-56ef",
            oidcProvider: true,
            addonVersions: { coredns: "v1.12.4-eksbuild.1", "vpc-cni": "v1.17.1-eksbuild.1" },
            networkPolicyMode: "strict",
            deletionProtection: true,
            tags: { "cost-centre": "4711" },
        },
        [],
    ],
    [
        "a version that is no text",
        { version: 1.35 },
        ['version: 1.35 is not a string: write it in quotes (e.g. "1.35")'],
    ],
    [
        "a version that no autoscaler supports",
        { version: "1.32" },
        [
            'version: "1.32" is not a supported Kubernetes version: use "1.33", "1.34", ' +
                '"1.35" or "1.36"',
        ],
    ],
    ["a version that only existing clusters may have", { version: "1.33" }, []],
    [
        "a time that CloudWatch does not know",
        { logs: ["api"], logRetentionDays: 31 },
        [
            "logRetentionDays: 31 is not a retention period of CloudWatch, in days: use " +
                "one of 1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, " +
                "1827, 2192, 2557, 2922, 3288, 3653",
        ],
    ],
    [
        "a time for no logs",
        { logs: [], logRetentionDays: 30 },
        ["logRetentionDays: has no effect without logs: list some in logs, or remove it"],
    ],
    [
        "a driver of EBS volumes whose volumes have no tag of their cluster",
        { addonVersions: { "aws-ebs-csi-driver": "v1.57.1-eksbuild.1", coredns: "v1.1.1" } },
        [
            'addonVersions.aws-ebs-csi-driver: "v1.57.1-eksbuild.1" is older than v1.58.0, ' +
                "the first EBS driver that tags volumes with the cluster's name, as its role " +
                "requires: use a newer version, or omit it",
        ],
    ],
    [
        "a newer driver of EBS volumes",
        { addonVersions: { "aws-ebs-csi-driver": "v1.58.0-eksbuild.1" } },
        [],
    ],
    [
        "a mode for network policies that is none",
        { networkPolicyMode: "strickt" },
        [
            'networkPolicyMode: unknown mode for network policies "strickt"; did you mean "strict"? ' +
                "(known: standard, strict)",
        ],
    ],
    [
        "a strict mode that its VPC CNI does not have",
        { networkPolicyMode: "strict", addonVersions: { "vpc-cni": "v1.16.4-eksbuild.2" } },
        [
            'networkPolicyMode: "strict" needs vpc-cni v1.17.1 or newer, but addonVersions ' +
                'sets "v1.16.4-eksbuild.2": set a newer version, or omit it',
        ],
    ],
    [
        "an older VPC CNI in the standard mode",
        { networkPolicyMode: "standard", addonVersions: { "vpc-cni": "v1.16.4-eksbuild.2" } },
        [],
    ],
    [
        "a name with a dot",
        { clusterName: "data.platform" },
        [
            'clusterName: "data.platform" is not a valid name for an EKS cluster: use ' +
                '1-100 letters, digits, "-" and "_", starting with a letter or digit (e.g. ' +
                '"analytics")',
        ],
    ],
    [
        "a zone for a region",
        { region: "eu-central-1a" },
        [
            'region: "eu-central-1a" is not an AWS region (e.g. "eu-central-1"), without a ' +
                "zone letter",
            'region: "eu-central-1a" is not the AWS provider\'s region, "eu-central-1": ' +
                "omit it, or change the configuration aws:region",
        ],
    ],
    [
        "nodes that cannot be",
        { systemNodes: { instanceType: "large", count: 0, volumeSizeGib: 8, type: "m7i.large" } },
        [
            'systemNodes.instanceType: "large" is not an EC2 instance type (e.g. "m7i.large")',
            "systemNodes.count: 0 is not a whole number of 1 or more",
            "systemNodes.volumeSizeGib: 8 is not a whole number from 20 to 65536",
            'systemNodes.type: unknown key "type" (known: instanceType, count, volumeSizeGib, cpuCredits)',
        ],
    ],
    [
        "ranges for an API server that is not public",
        { endpointAccess: "private", publicAccessCidrs: ["203.0.113.0"] },
        [
            'publicAccessCidrs[0]: "203.0.113.0" is not an IPv4 range in CIDR notation ' +
                'that starts with its first IP address (e.g. "54.240.193.128/26")',
            'publicAccessCidrs: has no effect with endpointAccess "private": remove it, or ' +
                'use "public"',
        ],
    ],
    [
        "ranges that nobody has on the internet",
        {
            publicAccessCidrs: [
                "10.1.0.128/27",
                "192.168.1.0/24",
                "0.0.0.0/0",
                "54.240.193.128/26",
            ],
        },
        ["10.1.0.128/27", "192.168.1.0/24"].map(
            (range, index) =>
                `publicAccessCidrs[${index}]: "${range}" is not a public range, but a public ` +
                "API server is reached from the internet: use your network's public IP " +
                "addresses (curl https://checkip.amazonaws.com)",
        ),
    ],
    [
        "a misspelt access",
        { endpointAccess: "privat" },
        [
            'endpointAccess: unknown endpoint access "privat"; did you mean "private"? (known: public, private)',
        ],
    ],
    [
        "administrators that are none",
        { adminRoles: ["admins", ADMINS, ADMINS] },
        [
            'adminRoles[0]: "admins" is not the ARN of an IAM role or user ' +
                '(e.g. "arn:aws:iam::111122223333:role/data-platform-admins")',
            `adminRoles[2]: "${ADMINS}" is listed twice`,
        ],
    ],
    [
        "logs that are none",
        { logs: ["audits", "api", "api"] },
        [
            'logs[0]: unknown log "audits"; did you mean "audit"? (known: api, audit, authenticator, ' +
                "controllerManager, scheduler)",
            'logs[2]: "api" is listed twice',
        ],
    ],
    [
        "a key that is none",
        { secretsKeyArn: "alias/eks" },
        [
            'secretsKeyArn: "alias/eks" is not the ARN of a KMS key; an alias is not ' +
                "accepted (e.g. " +
                '"arn:aws:kms:eu-central-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab")',
        ],
    ],
    [
        "flags that are none",
        { oidcProvider: "yes", deletionProtection: 1 },
        ['oidcProvider: "yes" is not true or false', "deletionProtection: 1 is not true or false"],
    ],
];

const EXISTING: [title: string, args: object, problems: string[]][] = [
    ["a cluster and its subnets", { clusterName: "analytics", subnets: SUBNETS }, []],
    ["nothing", {}, ["clusterName: is missing", "subnets: is missing"]],
    [
        "no subnet",
        { clusterName: "analytics", subnets: [] },
        ["subnets: is empty: nodes need a subnet in each of their zones"],
    ],
    [
        "subnets that cannot be",
        {
            clusterName: "analytics",
            subnets: [...SUBNETS, SUBNETS[0], { zone: "us-east-1a", id: "vpc-1" }, { zone: "a" }],
        },
        [
            'subnets[3].zone: "us-east-1a" is not in region eu-central-1',
            'subnets[3].id: "vpc-1" is not the id of a subnet (e.g. "subnet-0123456789abcdef0")',
            'subnets[4].zone: "a" is not a zone (e.g. "eu-central-1a")',
            "subnets[4].id: is missing",
            'subnets[2].id: "subnet-0123456789abcdef0" is listed twice',
        ],
    ],
    [
        "a mode that is not the stack's to set",
        { clusterName: "analytics", subnets: SUBNETS, networkPolicyMode: "strict" },
        [
            'networkPolicyMode: unknown key "networkPolicyMode": it is only for an EKS ' +
                "cluster that the stack creates. Set the mode where this cluster's network " +
                "plugin is configured (add-on vpc-cni: " +
                '{"env":{"NETWORK_POLICY_ENFORCING_MODE":"strict"}})',
        ],
    ],
    [
        "a provider that is none",
        { clusterName: "analytics", subnets: SUBNETS, oidcProviderArn: "https://oidc" },
        ['oidcProviderArn: "https://oidc" is not the ARN of an OIDC provider in IAM'],
    ],
];

describe("what is wrong with an EKS cluster", () => {
    before(() => pulumi.runtime.setAllConfig({ "aws:region": "eu-central-1" }));
    after(() => pulumi.runtime.setAllConfig({}));

    for (const [title, args, expected] of NEW) {
        it(`that is new: ${title}`, () => {
            const problems = new Problems();
            eksClusterCheck(args, "", problems);
            assert.deepStrictEqual(problems.list(), expected);
        });
    }

    for (const [title, args, expected] of EXISTING) {
        it(`an existing one: ${title}`, () => {
            const problems = new Problems();
            existingEksClusterCheck(args, "", problems);
            assert.deepStrictEqual(problems.list(), expected);
        });
    }

    it("is missing a region", () => {
        pulumi.runtime.setAllConfig({});
        delete process.env["AWS_REGION"];
        delete process.env["AWS_DEFAULT_REGION"];
        const problems = new Problems();
        eksClusterCheck({}, "", problems);
        assert.deepStrictEqual(problems.list(), [
            "region: is missing, and aws:region is not configured either",
        ]);
    });
});
