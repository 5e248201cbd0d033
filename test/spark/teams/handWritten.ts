import { strict as assert } from "node:assert";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { driverLog, eventually, nodesOf, stateOf } from "../../support/applications";
import { checkout } from "../../support/stack";
import { apply, kubectl, kubectlWithToken, testSandbox } from "../../support/testSandbox";
import { handWrittenApplication } from "./byHand";
import type { Scene } from "./scene";

export function handWritten(scene: Scene): void {
    describe("a hand-written application", () => {
        it("a submitter's own SparkApplication is placed by the webhook, without a pod template", async () => {
            // The program is in a volume: that of the CR, which only the webhook mounts.
            const source = readFileSync(join(checkout, "jobs/pi.py"), "utf8");
            const metadata = { name: "by-hand", namespace: "alpha" };
            const data = { "pi.py": source };
            apply(testSandbox(), { apiVersion: "v1", kind: "ConfigMap", metadata, data });
            const token = kubectl("create", "token", "airflow", "-n", "alpha").trim();
            const asSubmitter = kubectlWithToken(token, join(scene.stack.folder, "submitter"));
            const file = join(scene.stack.folder, "by-hand.json");
            writeFileSync(file, JSON.stringify(handWrittenApplication()));
            asSubmitter("apply", "-f", file);
            const state = await eventually(
                "the end of the run",
                () => /^(COMPLETED|FAILED)$/.exec(stateOf("alpha", "by-hand"))?.[0],
            );
            assert.equal(state, "COMPLETED", driverLog("alpha", "by-hand"));
            const pods = [...nodesOf("alpha")].filter(([pod]) => /^(by-hand|pi-by-hand)/.test(pod));
            const nodes = new Set(pods.map(([pod, node]) => [/driver$/.test(pod), node].join()));
            assert.deepEqual([...nodes].sort(), ["false,b-spot", "true,b-on-demand"]);
            assert.match(
                asSubmitter("logs", "by-hand-driver", "-n", "alpha"),
                /Pi is roughly 3\.1/,
            );
            asSubmitter("delete", "sparkapplication", "by-hand", "-n", "alpha");
        });
    });
}
