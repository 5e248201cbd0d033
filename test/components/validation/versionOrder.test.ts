import assert from "node:assert/strict";
import * as fc from "fast-check";
import { isAtLeast } from "../../../components/validation/versionOrder";

describe("isAtLeast", () => {
    for (const [version, minimum, expected] of [
        ["v3.230.0", "v3.230.0", true],
        ["v3.230.1\n", "v3.230.0", true],
        ["v4.0.0", "v3.230.0", true],
        ["v3.229.9", "v3.230.0", false],
        ["v3.99.0", "v3.230.0", false],
        ["3.231.0-alpha.1+dirty", "v3.230.0", true],
        ["unknown", "v3.230.0", false],
        ["go1.26.8", "1.24.6", true],
        ["1.14.1", "1.9", true],
        ["1.9.0", "1.13", false],
    ] as const) {
        it(`${JSON.stringify(version)} against ${minimum}: ${expected}`, () => {
            assert.equal(isAtLeast(version, minimum), expected);
        });
    }

    it("orders versions as numbers", () => {
        const part = fc.nat(1000);
        fc.assert(
            fc.property(part, part, part, part, (major, minor, patch, more) => {
                const version = `v${major}.${minor}.${patch}`;
                assert.ok(isAtLeast(`v${major}.${minor}.${patch + more}`, version));
                assert.ok(isAtLeast(`v${major}.${minor + more + 1}.0`, version));
                assert.ok(!isAtLeast(version, `v${major + 1}.0.0`));
            }),
        );
    });

    it("belongs to a line or a newer one by its numbers, not its letters", () => {
        const yes = ["4.2.0", "4.2.1", "4.10.0", "5.0.0"];
        const no = ["4.1.9", "3.5.9", "3.10.0"];
        assert.deepStrictEqual(
            [...yes, ...no].filter((version) => isAtLeast(version, "4.2")),
            yes,
        );
    });
});
