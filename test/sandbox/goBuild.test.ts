import { strict as assert } from "node:assert";
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { goEnvironment, requireChecksums } from "../../sandbox/tools/goBuild";

describe("Go's checksum database", () => {
    it("is used for every module, whatever the user's settings exclude", () => {
        const env = goEnvironment({
            GOPRIVATE: "*",
            GONOSUMDB: "k8s.io",
            GOINSECURE: "*",
            GOENV: "/home/me/go.env",
            GOFLAGS: "-insecure",
            GOPROXY: "https://proxy.example.com",
        });
        assert.deepEqual(
            ["GOPRIVATE", "GONOSUMDB", "GOINSECURE", "GOENV"].map((name) => env[name]),
            ["", "", "", "off"],
        );
        assert.doesNotMatch(env.GOFLAGS ?? "", /insecure/);
        assert.equal(env.GOPROXY, "https://proxy.example.com");
    });

    it("must be enabled", () => {
        const folder = mkdtempSync(join(tmpdir(), "go-test-"));
        const go = join(folder, "go");
        // The stand-in prints what `go env GOSUMDB` would.
        writeFileSync(go, '#!/bin/sh\necho "${GOSUMDB:-database}"\n');
        chmodSync(go, 0o755);
        try {
            requireChecksums(go, {});
            assert.throws(() => requireChecksums(go, { GOSUMDB: "off" }), {
                message:
                    "GOSUMDB is off, so Go would build modules without verifying their checksums. " +
                    "Unset it, or set it to a checksum database that this machine can reach",
            });
        } finally {
            rmSync(folder, { recursive: true });
        }
    });
});
