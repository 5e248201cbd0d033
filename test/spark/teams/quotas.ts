import { strict as assert } from "node:assert";
import { eventually, read, type Application } from "../../support/applications";
import { apply, kubectl, testSandbox } from "../../support/testSandbox";
import { handWrittenApplication, restricted } from "./byHand";
import type { Scene } from "./scene";

export function quotas(scene: Scene): void {
    describe("quotas", () => {
        it("a driver over the quota shows in the application's status", async () => {
            const app = handWrittenApplication();
            app.metadata = { name: "too-big", namespace: "tight" };
            app.spec.driver.coreRequest = "2";
            apply(testSandbox(), app);
            const message = await eventually("a refusal", () => {
                const { status } = read<Application>("sparkapplication", "too-big", "-n", "tight");
                const { state, errorMessage = "" } = status?.applicationState ?? {};
                return state === "FAILED" && errorMessage;
            });
            assert.match(message, /exceeded quota: spark-quota/);
            kubectl("delete", "sparkapplication", "too-big", "-n", "tight");
        });

        it("executors over the quota are reported while the job is waited for", async () => {
            apply(testSandbox(), occupant());
            const warning = /warning: .*0 of 1 executors run: .*exceeded quota: spark-quota/;
            const job = {
                team: "tight",
                main: "jobs/sleep.py",
                arguments: ["1"],
                wait: "completed",
            };
            let isFull = true;
            await scene.up({ jobs: { short: job } }, (output) => {
                // Once it is reported there may be room again: the job ends by itself.
                if (isFull && warning.test(output)) {
                    isFull = false;
                    kubectl("delete", "pod", "occupant", "-n", "tight");
                }
            });
            assert.equal(isFull, false);
        });
    });
}

/** A pod that takes so much of its team's quota that a driver still fits, but no executor. */
function occupant() {
    return {
        apiVersion: "v1",
        kind: "Pod",
        metadata: { name: "occupant", namespace: "tight" },
        spec: {
            containers: [
                {
                    name: "occupant",
                    image: testSandbox().artifacts.images.spark,
                    command: ["sleep", "600"],
                    resources: { requests: { cpu: "350m" } },
                    securityContext: restricted().securityContext,
                },
            ],
            securityContext: restricted().podSecurityContext,
            terminationGracePeriodSeconds: 1,
        },
    };
}
