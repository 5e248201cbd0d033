import { strict as assert } from "node:assert";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { driverLog, eventually, nodesOf, stateOf } from "../../../testkit/applications";
import { checkout } from "../../../testkit/stack";
import { apply, kubectl, kubectlWithToken, testSandbox } from "../../../testkit/testSandbox";
import { handWrittenApplication } from "./byHand";
import type { Scene } from "./scene";

/** What a submitter does by hand, while the stack is updated. */
export function submitByHand(scene: Scene): void {
    // The program is in a volume of the resource, which only the webhook mounts.
    const source = readFileSync(join(checkout, "jobs/pi.py"), "utf8");
    const metadata = { name: "by-hand", namespace: "alpha" };
    apply(testSandbox(), {
        apiVersion: "v1",
        kind: "ConfigMap",
        metadata,
        data: { "pi.py": source },
    });
    const file = join(scene.stack.folder, "by-hand.json");
    writeFileSync(file, JSON.stringify(handWrittenApplication()));
    asSubmitter(scene)("apply", "-f", file);
}

function asSubmitter(scene: Scene): (...args: string[]) => string {
    const token = kubectl("create", "token", "airflow", "-n", "alpha").trim();
    return kubectlWithToken(token, join(scene.stack.folder, "submitter"));
}

export function handWritten(scene: Scene): void {
    describe("a hand-written application", () => {
        it("the webhook places a submitter's own SparkApplication, without a pod template", async () => {
            const state = await eventually(
                "the end of the run",
                () => /^(COMPLETED|FAILED)$/.exec(stateOf("alpha", "by-hand"))?.[0],
            );
            assert.equal(state, "COMPLETED", driverLog("alpha", "by-hand"));
            const pods = [...nodesOf("alpha")].filter(([pod]) => /^(by-hand|pi-by-hand)/.test(pod));
            const nodes = new Set(pods.map(([pod, node]) => [/driver$/.test(pod), node].join()));
            assert.deepEqual([...nodes].sort(), ["false,b-spot", "true,b-on-demand"]);
            const submitter = asSubmitter(scene);
            assert.match(submitter("logs", "by-hand-driver", "-n", "alpha"), /Pi is roughly 3\.1/);
            submitter("delete", "sparkapplication", "by-hand", "-n", "alpha");
        });
    });
}
