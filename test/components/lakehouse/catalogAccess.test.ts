import assert from "node:assert/strict";
import {
    s3Uri,
    databaseFolder,
    folderOf,
    isWithin,
    missingAccess,
} from "../../../components/lakehouse/catalogAccess";
import { CatalogArgs } from "../../../components";

const LAKE: CatalogArgs = {
    kind: "glue",
    warehouse: "s3a://acme-lake/warehouse",
    databases: { sales: {}, hr: { location: "s3a://acme-hr" } },
};

describe("the folders of a catalog", () => {
    it("come from URIs, with or without a slash at the end", () => {
        for (const end of ["", "/"]) {
            assert.deepStrictEqual(folderOf(`s3a://acme-lake/a/b${end}`), {
                bucket: "acme-lake",
                path: "a/b",
            });
            assert.deepStrictEqual(folderOf(`s3a://acme-lake${end}`), {
                bucket: "acme-lake",
                path: "",
            });
        }
    });

    it("of databases are below the warehouse, or at their own location", () => {
        const uriOf = (name: string, catalog = LAKE) => {
            const folder = databaseFolder(catalog, name);
            return folder && s3Uri(folder);
        };
        assert.strictEqual(uriOf("sales"), "s3://acme-lake/warehouse/sales");
        assert.strictEqual(uriOf("hr"), "s3://acme-hr");
        assert.strictEqual(uriOf("elsewhere"), undefined);
        assert.strictEqual(uriOf("constructor"), undefined);
        assert.strictEqual(
            uriOf("sales", { ...LAKE, warehouse: "s3a://acme-lake/" }),
            "s3://acme-lake/sales",
        );
    });

    it("are within their parent folders", () => {
        assert.ok(isWithin("a/b", ""));
        assert.ok(isWithin("a/b", "a"));
        assert.ok(isWithin("a", "a"));
        assert.ok(!isWithin("ab", "a"));
        assert.ok(!isWithin("", "a"));
    });
});

describe("the permissions that a team's databases need", () => {
    const grant = (bucket: string, prefix: string, write: boolean) => ({ bucket, prefix, write });
    const cases: [string, boolean, ReturnType<typeof grant>[], missing: boolean][] = [
        ["sales", false, [grant("acme-lake", "warehouse/sales", false)], false],
        ["sales", true, [grant("acme-lake", "warehouse/sales", false)], true],
        ["sales", true, [grant("acme-lake", "warehouse", true)], false],
        ["sales", true, [grant("acme-lake", "", true)], false],
        ["sales", false, [grant("acme-lake", "warehouse/sales/orders", false)], true],
        ["sales", false, [grant("acme-lake", "warehouse/sal", false)], true],
        ["sales", false, [grant("other", "", true)], true],
        ["hr", true, [grant("acme-hr", "", true)], false],
        ["hr", true, [grant("acme-hr", "tables", true)], true],
        // The location of its tables is not known here.
        ["elsewhere", true, [grant("acme-lake", "raw", false)], false],
    ];
    for (const [name, write, grants, isMissing] of cases) {
        const [given] = grants;
        it(`${isMissing ? "are missing" : "exist"}: ${name}, ${JSON.stringify({ write, given })}`, () => {
            const missing = missingAccess(LAKE, [{ name, write }], grants);
            const folder = databaseFolder(LAKE, name);
            assert.deepStrictEqual(missing, isMissing ? [{ name, write, folder }] : []);
        });
    }
});
