import assert from "node:assert/strict";
import { changedProperties, difference } from "../../preview/difference";
import { resource } from "./resources";

describe("the difference of two stacks", () => {
    it("matches resources by their URNs", () => {
        const [same, old, now] = ["same", "old", "now"].map((name) => resource(name));
        assert.ok(same && old && now);
        assert.deepStrictEqual(difference([same, old], [now, same]), {
            added: [now],
            removed: [old],
            changed: [],
        });
    });

    it("lists each property that differs, with its path", () => {
        const before = resource("a", { inputs: { kept: 1, gone: "x", spec: { list: [1, 2] } } });
        const after = resource("a", { inputs: { kept: 1, come: [], spec: { list: [1, 3, 4] } } });
        assert.deepStrictEqual(difference([before], [after]), {
            added: [],
            removed: [],
            changed: [
                {
                    resource: after,
                    properties: [
                        { path: "come", before: undefined, after: [] },
                        { path: "gone", before: "x", after: undefined },
                        { path: "spec.list[1]", before: 2, after: 3 },
                        { path: "spec.list[2]", before: undefined, after: 4 },
                    ],
                },
            ],
        });
    });

    it("lists each option that differs, but not dependencies", () => {
        const before = resource("a", {
            options: { dependsOn: { "Thing b": true }, customTimeouts: { delete: "1m" } },
        });
        const after = resource("a", { options: { protect: true } });
        assert.deepStrictEqual(difference([before], [after]).changed, [
            {
                resource: after,
                properties: [
                    {
                        path: "options.customTimeouts",
                        before: { delete: "1m" },
                        after: undefined,
                    },
                    { path: "options.protect", before: undefined, after: true },
                ],
            },
        ]);
    });

    it("replaces a value of another type as a whole", () => {
        assert.deepStrictEqual(
            changedProperties({ a: [1], b: {}, c: null, d: false }, { a: {}, b: "", c: {}, d: 0 }),
            [
                { path: "a", before: [1], after: {} },
                { path: "b", before: {}, after: "" },
                { path: "c", before: null, after: {} },
                { path: "d", before: false, after: 0 },
            ],
        );
    });

    it("quotes names that are not plain words", () => {
        const tree = (value: number) => ({ "spark.ui/x": { "a-b": value } });
        assert.deepStrictEqual(changedProperties(tree(1), tree(2)), [
            { path: '["spark.ui/x"].a-b', before: 1, after: 2 },
        ]);
    });
});
