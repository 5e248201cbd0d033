import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import fc from "fast-check";
import { AwsCluster } from "../../../components/aws/awsCluster";
import {
    MANAGED_POLICY_CHARACTERS,
    PolicyDocument,
    Statement,
} from "../../../components/aws/policyDocument";
import {
    analytics,
    controllerPolicies,
    resourcePolicies,
    trustPolicies,
} from "../../../testkit/policyDocuments";

/** Longest trust policy of a role (IAM user guide, IAM and AWS STS quotas). */
const TRUST_POLICY_CHARACTERS = 2048;

const clusters: fc.Arbitrary<AwsCluster> = fc
    .record({
        place: fc.constantFrom(
            { partition: "aws", region: "eu-central-1" },
            { partition: "aws", region: "ap-southeast-7" },
            { partition: "aws-cn", region: "cn-northwest-1" },
            { partition: "aws-us-gov", region: "us-gov-west-1" },
        ),
        accountId: fc.stringMatching(/^[0-9]{12}$/),
        // EKS API reference, CreateCluster.
        clusterName: fc.stringMatching(/^[0-9A-Za-z][A-Za-z0-9_-]{0,99}$/),
    })
    .map(({ place, ...names }) => ({ ...place, ...names }));

function everyDocument(cluster: AwsCluster): Record<string, PolicyDocument> {
    return {
        ...controllerPolicies(cluster),
        ...resourcePolicies(cluster),
        ...trustPolicies(cluster),
    };
}

function statementsOf(documents: Record<string, PolicyDocument>): [string, Statement][] {
    return Object.entries(documents).flatMap(([name, { Statement: statements }]) =>
        statements.map((statement): [string, Statement] => [name, statement]),
    );
}

function size(document: PolicyDocument): number {
    return JSON.stringify(document).length;
}

/** The rows below a heading of the docs, as lists of their cells. */
function tableBelow(heading: string): string[][] {
    const page = readFileSync("docs/security/iam.md", "utf8");
    const section = page.split(`## ${heading}\n`)[1]?.split("\n## ")[0] ?? "";
    const rows = section.split("\n").filter((line) => line.startsWith("| "));
    return rows.slice(2).map((row) => row.split("|").map((cell) => cell.trim()));
}

describe("every IAM policy, for any cluster", () => {
    it("allows no action by a wildcard", () => {
        fc.assert(
            fc.property(clusters, (cluster) => {
                for (const [name, { Effect, Action, Sid }] of statementsOf(
                    everyDocument(cluster),
                )) {
                    if (Effect === "Allow") {
                        const wildcards = Action.filter((action) => action.includes("*"));
                        assert.deepStrictEqual(wildcards, [], `${name} ${Sid}`);
                    }
                }
            }),
        );
    });

    it("is small enough for IAM", () => {
        const longest = { ...analytics, region: "ap-southeast-7", clusterName: "c".repeat(100) };
        fc.assert(
            fc.property(clusters, (cluster) => {
                for (const [name, document] of Object.entries(controllerPolicies(cluster))) {
                    assert.ok(size(document) <= MANAGED_POLICY_CHARACTERS, name);
                }
                for (const [name, document] of Object.entries(trustPolicies(cluster))) {
                    assert.ok(size(document) <= TRUST_POLICY_CHARACTERS, name);
                }
            }),
            { examples: [[longest]] },
        );
    });

    it("names every statement once, as IAM allows it", () => {
        fc.assert(
            fc.property(clusters, (cluster) => {
                for (const { Statement: statements } of Object.values(everyDocument(cluster))) {
                    const ids = statements.map(({ Sid }) => Sid);
                    assert.deepStrictEqual([...new Set(ids)], ids);
                    assert.ok(ids.every((id) => /^[A-Za-z0-9]+$/.test(id)));
                }
            }),
        );
    });

    it("has no ARN of another partition, region or account", () => {
        fc.assert(
            fc.property(clusters, (cluster) => {
                const { partition, region, accountId } = cluster;
                const documents = { ...controllerPolicies(cluster), ...resourcePolicies(cluster) };
                for (const [, { Resource = [] }] of statementsOf(documents)) {
                    for (const arn of Resource.filter((resource) => resource !== "*")) {
                        const [, ofPartition, , ofRegion, ofAccount = ""] = arn.split(":");
                        assert.strictEqual(ofPartition, partition);
                        assert.ok(["", region].includes(ofRegion ?? ""), arn);
                        assert.ok(["", "*", accountId].includes(ofAccount), arn);
                    }
                }
            }),
        );
    });
});

describe("the statements for all resources", () => {
    it("are exactly those that the docs explain", () => {
        const found = statementsOf(everyDocument(analytics))
            .filter(([, { Resource }]) => Resource?.includes("*"))
            .map(([name, { Sid }]) => `${name} ${Sid}`);
        const rows = tableBelow("Statements for all resources");
        const reasons = rows.map(([, policy, sid]) => `${policy} ${sid?.replaceAll("`", "")}`);
        assert.deepStrictEqual(reasons, found);
        assert.ok(rows.every(([, , , , reason = ""]) => reason.length > 20));
    });
});
