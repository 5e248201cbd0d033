import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { ScheduledSparkApplicationArgs } from "../../../../components/job/args/jobArgs";
import { ResolvedJobArgs } from "../../../../components/job/manifest/manifest";
import { startWatch, startWatchName } from "../../../../components/job/manifest/startWatch";
import { ScheduledSparkApplication } from "../../../../components/job/scheduledSparkApplication";
import { SparkTeam } from "../../../../components/team/sparkTeam";
import { someCluster } from "../../../../testkit/cluster";
import { register } from "../../../../testkit/mocks";
import { someJob } from "../../../../testkit/someJob";

function watchOf(args: Partial<ResolvedJobArgs> = {}, parts: Parameters<typeof someJob>[0] = {}) {
    const all = { main: "local:///opt/pi.py", schedule: "@daily", timeout: "1h", ...args };
    return startWatch(someJob({ ...parts, args: all }), "platform/spark:1");
}

const containerOf = (watch: ReturnType<typeof watchOf>) => {
    const [container] = watch.spec.jobTemplate.spec.template.spec.containers;
    assert.ok(container);
    const env = Object.fromEntries(container.env.map(({ name, value }) => [name, value]));
    return { ...container, env };
};

describe("the watch over the start of a schedule's runs", () => {
    it("runs when the schedule does, one at a time", () => {
        const { metadata, spec } = watchOf({ timeZone: "Europe/Lisbon", suspend: true });
        assert.equal(metadata.name, "pi-start");
        assert.deepEqual(
            [spec.schedule, spec.timeZone, spec.suspend, spec.concurrencyPolicy],
            ["@daily", "Europe/Lisbon", true, "Forbid"],
        );
    });

    it("watches the drivers of the schedule's runs until the last attempt ends", () => {
        const { env } = containerOf(watchOf());
        assert.deepEqual(env, {
            NAMESPACE: "processing",
            SELECTOR: "spark-role=driver,sparkoperator.k8s.io/scheduled-app-name=pi",
            TIMEOUT_SECONDS: "3600",
            PATIENCE_SECONDS: "300",
        });
        const restart = { policy: "on-failure", retries: 2, interval: "1m" } as const;
        const watch = watchOf({ restart });
        assert.equal(containerOf(watch).env["PATIENCE_SECONDS"], "420");
        assert.equal(watch.spec.jobTemplate.spec.activeDeadlineSeconds, 3 * (3600 + 420) + 600);
    });

    it("uses the job's image, or the platform's if the job's may lack Python", () => {
        assert.equal(containerOf(watchOf()).image, "apache/spark:4.1.2");
        assert.equal(containerOf(watchOf({}, { language: "Scala" })).image, "platform/spark:1");
    });

    it("meets Pod Security restricted, with the team's service account, on any driver node", () => {
        const { spec } = watchOf().spec.jobTemplate.spec.template;
        assert.equal(spec.serviceAccountName, "spark");
        assert.equal("affinity" in spec, false);
        assert.deepEqual(
            spec.tolerations.map(({ key }) => key),
            ["spark-platform.dev/role"],
        );
        assert.equal(spec.securityContext.runAsNonRoot, true);
        assert.deepEqual(containerOf(watchOf()).securityContext.capabilities, { drop: ["ALL"] });
    });

    it("is valid Python", () => {
        const [python = "", , script = ""] = containerOf(watchOf()).command;
        execFileSync(python, ["-c", "import ast, sys; ast.parse(sys.stdin.read())"], {
            input: script,
        });
    });

    it("has a valid CronJob name", () => {
        assert.ok(startWatchName("a".repeat(63)).length <= 52);
    });

    it("exists where the schedule has a timeout, and only there", async () => {
        const cronJobs = async (args: Partial<ScheduledSparkApplicationArgs>) => {
            const resources = await register(() => {
                const { connection: team } = new SparkTeam("processing", {
                    cluster: someCluster(),
                });
                const main = "jobs/pi.py";
                new ScheduledSparkApplication("pi", { team, main, schedule: "@daily", ...args });
            });
            return resources.filter(({ type }) => type === "kubernetes:batch/v1:CronJob");
        };
        assert.equal((await cronJobs({})).length, 0);
        const [watch, ...others] = await cronJobs({ timeout: "2h" });
        assert.deepEqual(others, []);
        const { metadata, spec } = watch?.inputs as unknown as ReturnType<typeof startWatch>;
        assert.deepEqual([metadata.namespace, spec.schedule], ["processing", "@daily"]);
    });
});
