import { strict as assert } from "node:assert";
import { eventually, read, type Application } from "../../../testkit/applications";
import { apply, kubectl, testSandbox } from "../../../testkit/testSandbox";
import { handWrittenApplication, restricted } from "./byHand";

const tooBig = { name: "too-big", namespace: "tight" };

/** A job whose executors find no room until the occupant goes. */
export const quotaJobs = {
    short: { team: "tight", main: "jobs/sleep.py", arguments: ["1"], wait: "completed" },
};

/** Takes the room of the job's executors, and asks for a driver that is larger than the quota. */
export function exceedQuota(): void {
    const app = handWrittenApplication();
    app.metadata = tooBig;
    app.spec.driver.coreRequest = "2";
    apply(testSandbox(), occupant(), app);
}

/** Looks for the report of missing executors in an update's output; then there is room for them. */
export class MissingExecutors {
    isReported = false;

    readonly look = (output: string): void => {
        const warning = /warning: .*0 of 1 executors are running: .*exceeded quota: spark-quota/;
        // Once it is reported there may be room again: the job ends by itself.
        if (!this.isReported && warning.test(output)) {
            this.isReported = true;
            kubectl("delete", "pod", "occupant", "-n", "tight", "--wait=false");
        }
    };
}

export function quotas(missing: MissingExecutors): void {
    describe("quotas", () => {
        it("a driver over the quota shows in the application's status", async () => {
            const message = await eventually("a refusal", () => {
                const { status } = read<Application>("sparkapplication", "too-big", "-n", "tight");
                const { state, errorMessage = "" } = status?.applicationState ?? {};
                return state === "FAILED" && errorMessage;
            });
            assert.match(message, /exceeded quota: spark-quota/);
            kubectl("delete", "sparkapplication", "too-big", "-n", "tight");
        });

        it("executors over the quota are reported while the job is waited for", () => {
            assert.ok(missing.isReported);
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
