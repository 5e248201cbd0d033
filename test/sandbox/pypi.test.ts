import { strict as assert } from "node:assert";
import { pinned } from "../../sandbox/tools/pypi";
import { goWheel, iamLinter } from "../../sandbox/tools/pypiPackages";

const HASHES = ["0".repeat(64), "1".repeat(64)];

describe("a package from PyPI", () => {
    it("is one version with the checksums of its files", () => {
        assert.equal(
            pinned({ requirement: "words==1.0", sha256: HASHES }),
            `words==1.0 --hash=sha256:${HASHES[0]} --hash=sha256:${HASHES[1]}`,
        );
        for (const one of [goWheel, ...iamLinter]) {
            assert.ok(pinned(one));
        }
    });

    it("is refused without a checksum, and without a version", () => {
        for (const sha256 of [[], ["md5"], [...HASHES, ""]]) {
            assert.throws(() => pinned({ requirement: "words==1.0", sha256 }), {
                message: "words==1.0 needs the SHA-256 of each file that may be used",
            });
        }
        for (const requirement of ["words", "words>=1.0", "words==1.*", "words==1.0 --hash=x"]) {
            assert.throws(
                () => pinned({ requirement, sha256: HASHES }),
                /does not name one version/,
            );
        }
    });
});
