import { strict as assert } from "node:assert";
import { eventually, read, type Application } from "../../../testkit/applications";
import { apply, kubectl, testSandbox } from "../../../testkit/testSandbox";
import { handWrittenApplication, restricted } from "./byHand";

const tooBig = { name: "too-big", namespace: "tight" };

/** A job whose executors do not fit until the occupant is deleted. */
export const quotaJobs = {
    short: { team: "tight", main: "jobs/sleep.py", arguments: ["1"], wait: "completed" },
};

/** Takes the space of the job's executors, and requests a driver that is larger than the quota. */
export function exceedQuota(): void {
    const app = handWrittenApplication();
    app.metadata = tooBig;
    app.spec.driver.coreRequest = "2";
    apply(testSandbox(), occupant(), app);
}

/** Waits for the warning about missing executors in an update's output, then makes room for them. */
export class MissingExecutors {
    isReported = false;

    readonly look = (output: string): void => {
        const warning = /warning: .*0 of 1 executors are running: .*exceeded quota: spark-quota/;
        // Once it is reported, make room again, so that the job finishes.
        if (!this.isReported && warning.test(output)) {
            this.isReported = true;
            kubectl("delete", "pod", "occupant", "-n", "tight", "--wait=false");
        }
    };
}

export function quotas(missing: MissingExecutors): void {
    describe("quotas", () => {
        it("a driver that exceeds the quota is reported in the application's status", async () => {
            const message = await eventually("a rejection", () => {
                const { status } = read<Application>("sparkapplication", "too-big", "-n", "tight");
                const { state, errorMessage = "" } = status?.applicationState ?? {};
                return state === "FAILED" && errorMessage;
            });
            assert.match(message, /exceeded quota: spark-quota/);
            kubectl("delete", "sparkapplication", "too-big", "-n", "tight");
        });

        it("executors that exceed the quota are reported while waiting for the job", () => {
            assert.ok(missing.isReported);
        });
    });
}

/** A pod that leaves enough of its team's quota for a driver, but not for an executor. */
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
