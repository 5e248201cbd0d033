import assert from "node:assert/strict";
import { join } from "node:path";
import { isDeepStrictEqual } from "node:util";
import * as pulumi from "@pulumi/pulumi";
import { PolicyDocument, policyDocument } from "../../components/aws/policyDocument";
import { nodeLifecyclePolicy } from "../../components/nodes/karpenter/karpenterNodeLifecycle";
import { cacheRoot, contentKey } from "../../sandbox/cache";
import { prepare } from "../../sandbox/preparation";
import { run } from "../../sandbox/shell";
import { unpackWheels } from "../../sandbox/tools/pypi";
import { iamLinter } from "../../sandbox/tools/pypiPackages";
import { deployingRole } from "../../testkit/deployingRole";
import { Registered } from "../../testkit/mocks";
import { label } from "../../testkit/onAws";
import {
    analytics,
    controllerPolicies,
    resourcePolicies,
    trustPolicies,
} from "../../testkit/policyDocuments";
import { programOnAws } from "../../testkit/programOnAws";
import { checkout } from "../../testkit/stack";
import { configOf } from "../../testkit/stackConfig";
import { blocks } from "../docs/blocks";

/** A finding of parliament; the form of the detail depends on the issue. */
interface Finding {
    policy: string;
    issue: string;
    detail: unknown;
}

const PREVIEWS = "docs/how-to/preview-pull-requests-on-aws.md";
const DOWNLOAD_MS = 10 * 60_000;

/** Accepted findings of parliament, with the reason; there may be no others. */
const ACCEPTED: Finding[] = [
    // One launch affects many kinds of resources, and each statement covers some of them: the test
    // below shows that together they cover all.
    mismatch("Karpenter: node-lifecycle", [
        "ec2:RunInstances instance/*",
        "ec2:RunInstances network-interface/*",
        "ec2:CreateFleet fleet/*",
        "ec2:CreateFleet instance/*",
    ]),
    mismatch("Karpenter: node-lifecycle", [
        "ec2:RunInstances image/*",
        "ec2:RunInstances instance/*",
        "ec2:RunInstances network-interface/*",
        "ec2:RunInstances security-group/*",
        "ec2:RunInstances subnet/*",
        "ec2:CreateFleet fleet/*",
        "ec2:CreateFleet instance/*",
    ]),
    mismatch("Karpenter: node-lifecycle", [
        "ec2:RunInstances image/*",
        "ec2:RunInstances security-group/*",
        "ec2:RunInstances subnet/*",
    ]),
    // Only profiles with the cluster's tags, and the nodes' role for EC2 only.
    { policy: "Karpenter: iam-integration", issue: "PERMISSIONS_MANAGEMENT_ACTIONS", detail: "" },
    // It only knows load balancers as resources; a condition names the cluster.
    {
        policy: "Karpenter: zonal-shift",
        issue: "RESOURCE_STAR",
        detail: ["arc-zonal-shift:GetManagedResource"],
    },
    // Parameters of AWS itself belong to no account.
    {
        policy: "Karpenter: resource-discovery",
        issue: "RESOURCE_MISMATCH",
        detail: [{ action: "ssm:GetParameter", required_format: "arn:*:ssm:*:*:parameter/*" }],
    },
    // Granting credentials is the purpose of trust policies.
    ...["nodes", "pod-identity", "irsa"].map((name) => ({
        policy: `trust: ${name}`,
        issue: "CREDENTIALS_EXPOSURE",
        detail: "",
    })),
    // It only knows the big identity providers, not an account's own.
    {
        policy: "trust: irsa",
        issue: "UNKNOWN_FEDERATION_SOURCE",
        detail: "arn:aws:iam::111122223333:oidc-provider/oidc.eks.eu-central-1.amazonaws.com/id/0F",
    },
    ...["aud", "sub"].map((claim) => ({
        policy: "trust: irsa",
        issue: "UNKNOWN_CONDITION_FOR_ACTION",
        detail:
            `Unknown condition oidc.eks.eu-central-1.amazonaws.com/id/0F:${claim} ` +
            "for action sts:AssumeRoleWithWebIdentity",
    })),
];

describe("the IAM policies, linted by parliament", () => {
    let packages: string;

    before(async function () {
        this.timeout(DOWNLOAD_MS);
        packages = join(cacheRoot(), "tools", `iam-linter-${contentKey(iamLinter)}`);
        const title = `downloading ${iamLinter[0]?.requirement}`;
        await prepare([{ title, dir: packages, make: (into) => unpackWheels(iamLinter, into) }]);
    });

    function lint(policies: Record<string, object>): Finding[] {
        const script = join(checkout, "scripts/lintPolicies.py");
        const env = { ...process.env, PYTHONPATH: packages, PYTHONWARNINGS: "ignore" };
        const findings = run("python3", [script], { env, input: JSON.stringify(policies) });
        return JSON.parse(findings) as Finding[];
    }

    it("have no unknown finding", () => {
        const findings = lint({
            ...controllerPolicies(analytics),
            ...resourcePolicies(analytics),
            ...withResource(trustPolicies(analytics)),
        });
        assert.deepStrictEqual(sorted(findings), sorted(ACCEPTED));
    });

    for (const stack of ["dev", "staging"]) {
        it(`have no other finding in what the program creates for stack ${stack}`, async () => {
            const access = [{ bucket: "example-lake", prefix: "sales", mode: "read-write" }];
            const databases = [{ name: "sales", mode: "read-write" }];
            const lakehouse = {
                buckets: { "example-lake": {} },
                catalog: {
                    ...{ kind: "glue", warehouse: "s3a://example-lake" },
                    databases: { sales: {} },
                },
            };
            const config = {
                ...configOf(stack),
                "spark-platform:teams": JSON.stringify({ processing: { access, databases } }),
                "spark-platform:lakehouse": JSON.stringify(lakehouse),
            };
            const documents = documentsIn(await programOnAws(config));
            pulumi.runtime.setAllConfig({});
            assert.ok(Object.keys(documents).length >= 6, Object.keys(documents).join());
            const findings = lint(documents).map((finding) => ({
                ...finding,
                policy: linted(finding.policy),
            }));
            const unknown = findings.filter(
                (finding) => !ACCEPTED.some((known) => isDeepStrictEqual(known, finding)),
            );
            assert.deepStrictEqual(unknown, []);
        });
    }

    it("have no finding in the docs' permissions for previews", () => {
        const [, permissions] = blocks("json").filter(({ where }) => where.startsWith(PREVIEWS));
        assert.deepStrictEqual(
            lint({ permissions: JSON.parse(permissions?.text ?? "") as object }),
            [],
        );
    });

    it("have no unknown finding in the permissions of the deploying role", () => {
        const findings = lint({ role: deployingRole }).filter(
            ({ issue, detail }) =>
                // To read existing resources, with a wildcard.
                issue !== "RESOURCE_STAR" ||
                !(detail as string[]).every((action) => action.startsWith("ec2:Describe")),
        );
        assert.deepStrictEqual(
            findings.map(({ issue }) => issue),
            [
                // It sets the policies and lifecycles of buckets, with which files could be read and
                // deleted, and creates and passes roles: docs/security/deploying-role.md says what that means.
                ...Array<string>(4).fill("RESOURCE_POLICY_PRIVILEGE_ESCALATION"),
                // A token for the account's registry, to push the stack's image.
                "CREDENTIALS_EXPOSURE",
                ...["PERMISSIONS_MANAGEMENT_ACTIONS", "PRIVILEGE_ESCALATION"],
                "PRIVILEGE_ESCALATION",
            ],
        );
    });

    it("let Karpenter launch nodes with every kind of resource that a launch needs", () => {
        const launches = nodeLifecyclePolicy(analytics).Statement.filter(({ Action }) =>
            Action.includes("ec2:RunInstances"),
        );
        const together = policyDocument({
            Sid: "Together",
            Effect: "Allow",
            Action: ["ec2:RunInstances", "ec2:CreateFleet"],
            Resource: launches.flatMap(({ Resource = [] }) => Resource),
        });
        assert.strictEqual(launches.length, 3);
        assert.deepStrictEqual(lint({ together }), []);
    });

    it("would fail with a misspelt action, condition or resource", () => {
        const statement = {
            Sid: "Misspelt",
            Effect: "Allow" as const,
            Action: ["sqs:ReceiveMessage"],
            Resource: ["arn:aws:sqs:eu-central-1:111122223333:queue"],
        };
        const Condition = { StringEquals: { "sqs:RequestedRegoin": "eu-central-1" } };
        const findings = lint({
            action: policyDocument({ ...statement, Action: ["sqs:ReceiveMesage"] }),
            condition: policyDocument({ ...statement, Condition }),
            resource: policyDocument({ ...statement, Resource: ["arn:aws:sns:*:*:queue"] }),
            right: policyDocument(statement),
        });
        assert.deepStrictEqual(
            findings.map(({ policy, issue }) => `${policy}: ${issue}`),
            [
                "action: UNKNOWN_ACTION",
                "condition: UNKNOWN_CONDITION_FOR_ACTION",
                "resource: RESOURCE_MISMATCH",
            ],
        );
    });
});

/** IAM policies that a program registers, by resource. */
function documentsIn(resources: Registered[]): Record<string, object> {
    const all = resources.flatMap((resource) => {
        const { policy, assumeRolePolicy } = resource.inputs as Record<string, unknown>;
        const parse = (text: unknown) => JSON.parse(String(text)) as PolicyDocument;
        return [
            ...(typeof policy === "string" ? [[label(resource), parse(policy)]] : []),
            ...(assumeRolePolicy === undefined
                ? []
                : Object.entries(withResource({ [label(resource)]: parse(assumeRolePolicy) }))),
        ];
    });
    return Object.fromEntries(all) as Record<string, object>;
}

/** The name above under which the findings of a program's document are accepted. */
function linted(resource: string): string {
    const [kind, name = ""] = resource.split(" ");
    if (kind === "Role") {
        return /(system-nodes|-node)$/.test(name) ? "trust: nodes" : "trust: pod-identity";
    }
    return name.replace("spark-karpenter-", "Karpenter: ");
}

/** Parliament considers trust policies incomplete: they name no resource. */
function withResource(policies: Record<string, PolicyDocument>): Record<string, object> {
    return Object.fromEntries(
        Object.entries(policies).map(([name, { Version, Statement }]) => [
            name,
            {
                Version,
                Statement: Statement.map((statement) => ({
                    ...statement,
                    Resource: ["arn:aws:iam::111122223333:role/some"],
                })),
            },
        ]),
    );
}

/** @param missing action and resource, e.g. `ec2:RunInstances instance/*` */
function mismatch(policy: string, missing: string[]): Finding {
    const detail = missing.map((one) => {
        const [action, resource = ""] = one.split(" ");
        const account = resource === "image/*" ? "" : "*";
        return { action, required_format: `arn:*:ec2:*:${account}:${resource}` };
    });
    return { policy, issue: "RESOURCE_MISMATCH", detail };
}

function sorted(findings: Finding[]): Finding[] {
    return [...findings].sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1));
}
