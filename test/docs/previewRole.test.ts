import assert from "node:assert/strict";
import { blocks } from "./blocks";

const CLAIM = "token.actions.githubusercontent.com";

describe("the role of previews in the docs", () => {
    const [trust, rights] = blocks("json")
        .filter(({ where }) => where.startsWith("docs/how-to/preview-pull-requests-on-aws.md"))
        .map(({ text }) => JSON.parse(text) as { Statement: { Action: string[] }[] });

    it("trusts one repository in one environment, for AWS alone", () => {
        assert.deepStrictEqual(trust, {
            Version: "2012-10-17",
            Statement: [
                {
                    Sid: "PreviewsOfPullRequests",
                    Effect: "Allow",
                    Principal: { Federated: `arn:aws:iam::111122223333:oidc-provider/${CLAIM}` },
                    Action: "sts:AssumeRoleWithWebIdentity",
                    Condition: {
                        StringEquals: {
                            [`${CLAIM}:aud`]: "sts.amazonaws.com",
                            [`${CLAIM}:sub`]:
                                "repo:example@1234567/spark-platform@7654321:environment:preview",
                        },
                    },
                },
            ],
        });
    });

    it("has rights to read, and none to write", () => {
        assert.deepStrictEqual(rights?.Statement.flatMap(({ Action }) => Action).sort(), [
            "ec2:DescribeRouteTables",
            "ec2:DescribeSubnets",
            "eks:DescribeAddonVersions",
            "eks:DescribeCluster",
            "eks:DescribeNodegroup",
            "kms:Decrypt",
            "s3:GetObject",
            "s3:ListBucket",
            "ssm:GetParameter",
        ]);
    });
});
