import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import * as yaml from "yaml";
import { parseSettings } from "../../program/settings";
import { messagesOf } from "./messagesOf";
import { MISTAKES } from "./mistakes";

/** Everything that is said of some configuration, in one run. */
function said(config: Record<string, string>): string[] {
    return messagesOf(() => parseSettings(config, "dev"));
}

/** A stack file as the engine hands it on: structured values are JSON. */
function configOf(file: string): Record<string, string> {
    const { config } = yaml.parse(file) as { config: Record<string, unknown> };
    const asEngine = Object.entries(config).map(([key, value]) => [
        `spark-platform:${key}`,
        typeof value === "string" ? value : JSON.stringify(value),
    ]);
    return Object.fromEntries(asEngine) as Record<string, string>;
}

describe("mistakes in many parts of a stack file", () => {
    before(() => pulumi.runtime.setAllConfig({ "aws:region": "eu-central-1" }));
    after(() => pulumi.runtime.setAllConfig({}));

    for (const { title, file, paths } of MISTAKES) {
        it(`are told in one list: ${title}`, () => {
            const found = said(configOf(file)).map((line) => line.slice(0, line.indexOf(": ")));
            assert.deepEqual(found.sort(), [...paths].sort());
            const parts = new Set(paths.map((path) => path.split(/[.[]/)[0]));
            assert.ok(parts.size >= 5, `only ${[...parts].join(", ")}`);
        });
    }

    it("are of twelve files", () => assert.equal(MISTAKES.length, 12));
});

describe("input that is too large for anybody", () => {
    const refused: [what: string, key: string, value: string, message: RegExp][] = [
        [
            "YAML of 7,000 levels",
            "operator",
            `${'{"a":'.repeat(7000)}1${"}".repeat(7000)}`,
            /nested more than 64 levels deep/,
        ],
        ["a string of 400 kB", "environment", "a".repeat(400_000), /has 400000 characters/],
        [
            "200,000 items",
            "jobs",
            `{"pi":{"arguments":[${'"a",'.repeat(199_999)}"a"]}}`,
            /jobs\.pi\.arguments: has 200000 entries; the limit is 10000/,
        ],
        [
            "10,000 keys that nobody knows",
            "operator",
            JSON.stringify(
                Object.fromEntries(Array.from({ length: 10_000 }, (_, i) => [`installd${i}`, i])),
            ),
            /unknown key "installd0"; did you mean "install"[^]*… and 98\d\d more/,
        ],
        [
            "the same role 10,000 times",
            "cluster",
            JSON.stringify({
                kind: "eks",
                adminRoles: Array.from({ length: 10_000 }, () => "admin"),
            }),
            /… and 198\d\d more/,
        ],
        [
            "a number beyond Kubernetes' own",
            "teams",
            '{"a":{"quota":{"drivers":3000000000}}}',
            /3000000000 is more than 2147483647/,
        ],
    ];
    for (const [what, key, value, message] of refused) {
        it(`is refused within a second: ${what}`, () => {
            const begin = performance.now();
            assert.match(said({ [`spark-platform:${key}`]: value }).join("\n"), message);
            const milliseconds = performance.now() - begin;
            assert.ok(milliseconds < 1000, `took ${milliseconds} ms`);
        });
    }
});
