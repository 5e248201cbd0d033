import { strict as assert } from "node:assert";
import { driverLog } from "../../../testkit/applications";
import { kubectl } from "../../../testkit/testSandbox";
import type { Scene } from "./scene";

export function volumes(scene: Scene): void {
    describe("volumes", () => {
        it("an executor writes to its claim and spills to memory; the claim is deleted with the job", () => {
            const log = driverLog("alpha", scene.application("volumes"));
            const seen = JSON.parse(/^VOLUMES (.*)$/m.exec(log)?.[1] ?? "{}") as {
                [place: string]: unknown;
                "/data": { type: string };
            };
            // The disk behind the claim is the machine's.
            const { type } = seen["/data"];
            assert.notEqual(type, "tmpfs");
            assert.deepEqual(seen, {
                "/data": { type, content: "here" },
                "/scratch": { type: "tmpfs", content: "here", mebibytes: 64 },
                shuffled: true,
            });
            assert.equal(kubectl("get", "persistentvolumeclaims", "-n", "alpha", "-o", "name"), "");
        });
    });
}
