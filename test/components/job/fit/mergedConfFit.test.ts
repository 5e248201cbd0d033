import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { jobFitsTeam, TeamLimits } from "../../../../components/job/fit/teamFit";
import { Problems } from "../../../../components/validation/problems";

function problemsOf(args: object, team: Partial<TeamLimits> = {}): string[] {
    const problems = new Problems();
    const job = { main: "local:///opt/pi.py", ...args };
    jobFitsTeam("", job, { team: "sales", ...team }, problems);
    return problems.list();
}

const ON = { "spark.eventLog.enabled": "true" };
const DIR = { "spark.eventLog.dir": "/logs" };

describe("properties of all layers together", () => {
    it("need a folder for event logs, since pods lack Spark's default", () => {
        const problem = (owner: string) => [
            `conf["spark.eventLog.enabled"]: "true"${owner} needs spark.eventLog.dir: Spark's ` +
                "default, " +
                "/tmp/spark-events, does not exist in the driver's pod",
        ];
        assert.deepEqual(problemsOf({ conf: ON }), problem(""));
        assert.deepEqual(problemsOf({}, { sparkConf: ON }), problem(" of the team"));
        assert.deepEqual(problemsOf({}, { platformConf: ON }), problem(" of the platform"));
    });

    const claim = (mountPath: string) => ({ volumes: { logs: { mountPath, claim: "logs" } } });
    const property = "spark.kubernetes.driver.volumes.emptyDir.logs.mount.path";
    const fine: [what: string, args: object, team?: Partial<TeamLimits>][] = [
        ["the folder of the team", { conf: ON }, { sparkConf: DIR }],
        ["the folder of the platform", {}, { sparkConf: ON, platformConf: DIR }],
        [
            "a folder that is not known yet",
            { conf: { ...ON, "spark.eventLog.dir": pulumi.output("x") } },
        ],
        ["no logs after all", { conf: { "spark.eventLog.enabled": "false" } }, { sparkConf: ON }],
        [
            "a switch that is not known yet",
            { conf: { "spark.eventLog.enabled": pulumi.output("true") } },
        ],
        ["a volume in its place", { conf: ON, driver: claim("/tmp/spark-events") }],
        ["a volume around it", { conf: ON, driver: claim("/tmp") }],
        ["a volume by property", { conf: { ...ON, [property]: "/tmp/spark-events" } }],
    ];
    for (const [what, args, team] of fine) {
        it(`are fine with ${what}`, () => assert.deepEqual(problemsOf(args, team), []));
    }

    it("are not satisfied by a volume elsewhere", () => {
        assert.equal(problemsOf({ conf: ON, driver: claim("/tmp/spark") }).length, 1);
        assert.equal(problemsOf({ conf: ON, executor: claim("/tmp/spark-events") }).length, 1);
    });

    it("need the vendor of a resource, which is part of its Kubernetes name", () => {
        const gpu = "spark.executor.resource.gpu";
        const vendor = { [`${gpu}.vendor`]: "nvidia.com" };
        const script = { [`${gpu}.discoveryScript`]: "/opt/gpus.sh" };
        const amount = { [`${gpu}.amount`]: "1", ...script };
        const problem = (owner: string) => [
            `conf["${gpu}.amount"]: also needs ${gpu}.vendor${owner}: the domain of the ` +
                `Kubernetes resource name (e.g. "nvidia.com")`,
        ];
        assert.deepEqual(problemsOf({ conf: amount }), problem(""));
        assert.deepEqual(problemsOf({}, { sparkConf: amount }), problem(" of the team"));
        assert.deepEqual(problemsOf({ conf: amount }, { platformConf: vendor }), []);
        assert.deepEqual(problemsOf({ conf: { [`${gpu}.amount`]: "0" } }), []);
        const unknown = { [`${gpu}.amount`]: pulumi.output("1"), ...script };
        assert.deepEqual(problemsOf({ conf: unknown }), problem(""));
        assert.deepEqual(problemsOf({ conf: { "spark.task.resource.gpu.amount": "1" } }), []);
    });

    it("need the script that discovers a resource, which executors run at startup", () => {
        const gpu = "spark.executor.resource.gpu";
        const conf = { [`${gpu}.amount`]: "1", [`${gpu}.vendor`]: "nvidia.com" };
        assert.deepEqual(problemsOf({ conf }), [
            `conf["${gpu}.amount"]: also needs ${gpu}.discoveryScript: the script in the ` +
                "image that lists the pod's devices for Spark",
        ]);
        const plugin = { "spark.resources.discoveryPlugin": "com.example.Gpus" };
        assert.deepEqual(problemsOf({ conf: { ...conf, ...plugin } }), []);
    });

    it("do not repeat a role's resources", () => {
        const conf = {
            "spark.executor.resource.gpu.vendor": "amd.com",
            "spark.task.resource.gpu.amount": "1",
        };
        assert.deepEqual(problemsOf({ conf, executor: { resources: { gpu: { amount: 1 } } } }), [
            ...Object.keys(conf).map(
                (key) => `conf["${key}"]: is set by \`executor.resources\`; remove it here`,
            ),
        ]);
    });

    it("use each port of the driver's Service only once", () => {
        const problem = (name: string, port: number, other: string, owner = "") => [
            `conf["${name}"]: ${port}${owner} is also the port of ${other}, and the driver's ` +
                "Service can have it only once: choose another",
        ];
        const [pages, driver] = ["spark.ui.port", "spark.driver.port"];
        const blocks = "spark.driver.blockManager.port";
        assert.deepEqual(problemsOf({ conf: { [pages]: "7078" } }), problem(pages, 7078, driver));
        assert.deepEqual(problemsOf({ conf: { [driver]: "7079" } }), problem(driver, 7079, blocks));
        assert.deepEqual(
            problemsOf({ conf: { [blocks]: "5000" } }, { sparkConf: { [pages]: "5000" } }),
            problem(pages, 5000, blocks, " of the team"),
        );
        const connect = { conf: { [pages]: "15002" } };
        assert.equal(problemsOf(connect).length, 1);
        const older = { image: "example", sparkVersion: "3.5.9" };
        assert.deepEqual(problemsOf({ ...connect, ...older }), []);
        const others = {
            [pages]: "4041",
            [driver]: pulumi.output("1"),
            [blocks]: pulumi.output("1"),
        };
        assert.deepEqual(problemsOf({ conf: others }), []);
    });

    it("leave an executor room for a task", () => {
        const conf = { "spark.task.cpus": "2" };
        const problem = (owner: string) => [
            `conf["spark.task.cpus"]: "2"${owner} is more than an executor's cores (1), so no ` +
                `task would fit: raise \`executor.cores` +
                "`",
        ];
        assert.deepEqual(problemsOf({ conf }), problem(""));
        assert.deepEqual(problemsOf({}, { sparkConf: conf }), problem(" of the team"));
        assert.deepEqual(problemsOf({ conf, executor: { cores: 2 } }), []);
    });
});
