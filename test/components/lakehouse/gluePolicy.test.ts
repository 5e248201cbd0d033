import assert from "node:assert/strict";
import { gluePolicy } from "../../../components/lakehouse/gluePolicy";

const PLACE = { partition: "aws", region: "eu-central-1", accountId: "111122223333" };
const GLUE = "arn:aws:glue:eu-central-1:111122223333";

describe("a team's policy for databases", () => {
    it("allows reading their tables", () => {
        assert.deepStrictEqual(gluePolicy(PLACE, [{ name: "sales", write: false }]), {
            Version: "2012-10-17",
            Statement: [
                {
                    Sid: "AllowRead",
                    Effect: "Allow",
                    Action: ["glue:GetDatabase", "glue:GetTable", "glue:GetTables"],
                    Resource: [
                        `${GLUE}:catalog`,
                        `${GLUE}:database/sales`,
                        `${GLUE}:table/sales/*`,
                    ],
                },
            ],
        });
    });

    it("allows creating, changing and dropping tables if granted, in any partition", () => {
        const place = { partition: "aws-cn", region: "cn-north-1", accountId: "111122223333" };
        const china = "arn:aws-cn:glue:cn-north-1:111122223333";
        const grants = [
            { name: "raw", write: false },
            { name: "sales", write: true },
        ];
        assert.deepStrictEqual(gluePolicy(place, grants), {
            Version: "2012-10-17",
            Statement: [
                {
                    Sid: "AllowRead",
                    Effect: "Allow",
                    Action: ["glue:GetDatabase", "glue:GetTable", "glue:GetTables"],
                    Resource: [
                        `${china}:catalog`,
                        `${china}:database/raw`,
                        `${china}:table/raw/*`,
                        `${china}:database/sales`,
                        `${china}:table/sales/*`,
                    ],
                },
                {
                    Sid: "AllowWrite",
                    Effect: "Allow",
                    Action: ["glue:CreateTable", "glue:DeleteTable", "glue:UpdateTable"],
                    Resource: [
                        `${china}:catalog`,
                        `${china}:database/sales`,
                        `${china}:table/sales/*`,
                    ],
                },
            ],
        });
    });

    /**
     * Iceberg's calls for each action of a job (apache/iceberg 1.11: GlueCatalog, GlueTableOperations,
     * BaseMetastoreCatalog; apache/spark 4.1: CreateNamespaceExec checks whether one exists first).
     */
    const CALLS: [what: string, calls: string[], mode: "read" | "write" | "neither"][] = [
        ["SELECT", ["GetTable"], "read"],
        ["SHOW TABLES IN lake.sales", ["GetDatabase", "GetTables"], "read"],
        ["CREATE NAMESPACE IF NOT EXISTS, of one that exists", ["GetDatabase"], "read"],
        ["CREATE TABLE", ["GetTable", "GetDatabase", "CreateTable"], "write"],
        ["INSERT, MERGE, expire_snapshots", ["GetTable", "UpdateTable"], "write"],
        ["DROP TABLE", ["GetTable", "DeleteTable"], "write"],
        [
            "ALTER TABLE … RENAME",
            ["GetDatabase", "GetTable", "CreateTable", "DeleteTable"],
            "write",
        ],
        ["CREATE NAMESPACE", ["CreateDatabase"], "neither"],
        ["ALTER NAMESPACE", ["GetDatabase", "UpdateDatabase"], "neither"],
        ["DROP NAMESPACE", ["GetDatabase", "GetTables", "DeleteDatabase"], "neither"],
        ["SHOW NAMESPACES", ["GetDatabases"], "neither"],
    ];
    for (const [what, calls, mode] of CALLS) {
        it(`${mode === "neither" ? "does not cover" : `with ${mode} covers`} ${what}`, () => {
            const covers = (write: boolean) => {
                const { Statement } = gluePolicy(PLACE, [{ name: "sales", write }]);
                const allowed = Statement.flatMap(({ Action }) => Action);
                return calls.every((call) => allowed.includes(`glue:${call}`));
            };
            assert.deepStrictEqual(
                { read: covers(false), write: covers(true) },
                { read: mode === "read", write: mode !== "neither" },
            );
        });
    }
});
