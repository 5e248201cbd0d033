import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { SparkApplicationArgs } from "../../../components/job/args/jobArgs";
import { SparkApplication } from "../../../components/job/sparkApplication";
import { TeamConnection } from "../../../components/team/connection";
import { SparkTeam } from "../../../components/team/sparkTeam";
import { KUBECONFIG, someCluster } from "../../../testkit/cluster";
import { only, register, valueOf } from "../../../testkit/mocks";

const APPLICATION = "kubernetes:sparkoperator.k8s.io/v1beta2:SparkApplication";
const CONFIG_MAP = "kubernetes:core/v1:ConfigMap";

type JobArgs = Partial<Omit<SparkApplicationArgs, "team">>;

/** A program with a team and one of its jobs. */
async function registerJob(
    args: JobArgs = {},
    team: Partial<TeamConnection> = {},
    preview = false,
) {
    let job: SparkApplication | undefined;
    const resources = await register(
        () => {
            const { connection } = new SparkTeam("processing", { cluster: someCluster() });
            job = new SparkApplication("pi", {
                team: { ...connection, ...team },
                main: "jobs/pi.py",
                ...args,
            });
        },
        { preview },
    );
    assert.ok(job);
    return { job, resources, application: only(resources, APPLICATION) };
}

/** What is warned of while something runs, or told. */
async function warningsOf(
    run: () => Promise<unknown>,
    kind: "warn" | "info" = "warn",
): Promise<string[]> {
    const log = pulumi.log as Pick<typeof pulumi.log, "warn" | "info">;
    const original = log[kind];
    const messages: string[] = [];
    log[kind] = (message) => Promise.resolve(void messages.push(message));
    try {
        await run();
    } finally {
        log[kind] = original;
    }
    return messages;
}

describe("SparkApplication", () => {
    it("says what a timeout does not cover if no update waits", async () => {
        const told = (args: JobArgs) =>
            warningsOf(() => registerJob(args, { kubeconfig: KUBECONFIG }), "info");
        assert.deepEqual(await told({ timeout: "2h" }), [
            "timeout: stops the driver 2h after it gets a node. A driver that never gets a " +
                "node is not stopped, since no update waits for this job: set wait to " +
                '"running" or "completed"',
        ]);
        assert.deepEqual(await told({ timeout: "2h", wait: "running" }), []);
        assert.deepEqual(await told({}), []);
    });

    it("is refused if its image, or its team's, certainly cannot read its program", async () => {
        const main = "s3a://apps/pi.py";
        for (const image of [undefined, "spark:4.1.2"]) {
            await assert.rejects(registerJob({ main }, { image }), (error: Error) => {
                assert.ok(pulumi.RunError.isInstance(error));
                assert.match(
                    error.message,
                    /^SparkApplication "pi" has 1 problem:\n {2}main: "s3a:\/\/apps\/pi\.py" needs /,
                );
                return true;
            });
        }
        const { application } = await registerJob({ main }, { image: "example/spark:4.1.2" });
        assert.equal(application.inputs["spec"].mainApplicationFile, main);
    });

    it("warns about a mapped file system that its image lacks", async () => {
        const conf = { "spark.hadoop.fs.s3.impl": "org.apache.hadoop.fs.s3a.S3AFileSystem" };
        const warnings = await warningsOf(() => registerJob({ main: "s3://apps/pi.py", conf }));
        assert.equal(warnings.length, 1);
        assert.match(warnings[0] ?? "", /^main: "s3:\/\/apps\/pi\.py" needs org\.apache\./);
        assert.deepEqual(await warningsOf(() => registerJob({ conf })), []);
    });

    it("runs in the lakehouse's image if it has a table format and no image of its own", async () => {
        const image = "registry.example.com/spark-lakehouse:4.1.2";
        const team = { image: "example/spark:4.1.2", lakehouse: { image } };
        const { application, job } = await registerJob({ tableFormat: "delta" }, team);
        const { spec } = application.inputs;
        assert.equal(spec.image, image);
        assert.equal(spec.driver.template.spec.initContainers, undefined);
        assert.equal(await valueOf(job.image), image);
        const others: [JobArgs, Partial<TeamConnection>, string][] = [
            [{}, team, "example/spark:4.1.2"],
            [{}, { ...team, tableFormat: "delta" }, image],
            [{ tableFormat: "files", image: "a/b:1", sparkVersion: "4.1.2" }, team, "a/b:1"],
        ];
        for (const [args, ofTeam, expected] of others) {
            const made = await registerJob(args, ofTeam);
            assert.equal(made.application.inputs["spec"].image, expected);
        }
    });

    it("logs in a preview which image a table format runs in, and what that contains", async () => {
        const image = "registry.example.com/spark-lakehouse:4.1.2";
        const own = { image: "a/b:1", sparkVersion: "4.1.2" };
        const told: [JobArgs, Partial<TeamConnection>, string[]][] = [
            [{}, { lakehouse: { image } }, []],
            [
                { tableFormat: "delta" },
                { lakehouse: { image, imageFormats: ["delta"] } },
                [
                    `Job "pi", tableFormat "delta", runs in image "${image}" (lakehouse.image): it contains ` +
                        "the connector to S3, Spark's part of the S3A committers, AWS' client for Glue, Delta",
                ],
            ],
            [
                { tableFormat: "files", ...own },
                {},
                [
                    'Job "pi", tableFormat "files", runs in image "a/b:1": its content is ' +
                        "checked when the job starts",
                ],
            ],
        ];
        for (const [args, team, messages] of told) {
            const run = () => registerJob(args, team, true);
            assert.deepEqual(await warningsOf(run, "info"), messages);
        }
    });

    it("delivers a project file in a ConfigMap that is named by its content", async () => {
        const { resources, application } = await registerJob();
        const script = only(resources, CONFIG_MAP, "pi-main");
        const { name, ...metadata } = script.inputs["metadata"];
        assert.match(name, /^pi-main-[0-9a-f]{8}$/);
        assert.deepEqual(metadata, {
            namespace: "processing",
            labels: { "spark-platform.dev/job": "pi" },
            annotations: {
                "pulumi.com/deletionPropagationPolicy": "background",
                "spark-platform.dev/stack": "project/stack",
            },
        });
        assert.equal(script.inputs["immutable"], true);
        assert.match(script.inputs["data"]["pi.py"], /^"""Estimates pi/);
        const { spec } = application.inputs;
        assert.deepEqual(spec.driver.template.spec.volumes[2].configMap, { name });
        assert.equal(spec.mainApplicationFile, "local:///etc/spark-platform/main/pi.py");
    });

    it("needs no ConfigMap for a file that is elsewhere", async () => {
        const { resources, application } = await registerJob({ main: "local:///opt/pi.py" });
        const maps = resources.filter(({ type }) => type === CONFIG_MAP);
        assert.deepEqual(maps.map(({ name }) => name).sort(), [
            "processing-log4j2",
            "processing-metrics",
            "processing-spark-defaults",
        ]);
        assert.equal(application.inputs["spec"].mainApplicationFile, "local:///opt/pi.py");
    });

    it("uses the team's namespace, account, properties, log configuration and provider", async () => {
        const { resources, application } = await registerJob();
        const { metadata, spec } = application.inputs;
        assert.equal(metadata.namespace, "processing");
        assert.deepEqual(
            [spec.driver.serviceAccount, spec.executor.serviceAccount],
            ["spark", "spark"],
        );
        assert.equal(
            spec.sparkConf["spark.kubernetes.executor.enablePollingWithResourceVersion"],
            "true",
        );
        const log4j2 = only(resources, CONFIG_MAP, "processing-log4j2").inputs["metadata"].name;
        assert.equal(spec.executor.template.spec.volumes[0].configMap.name, log4j2);
        for (const resource of [application, only(resources, CONFIG_MAP, "pi-main")]) {
            assert.match(resource.provider, /::somewhere::/);
            assert.match(resource.parent, /spark-platform:index:SparkApplication::pi$/);
        }
    });

    it("uses the platform's image, or its own with a version", async () => {
        const plain = (await registerJob()).application.inputs["spec"];
        assert.match(plain.image, /^apache\/spark:4\.1\.2-/);
        assert.equal(plain.sparkVersion, "4.1.2");
        const team = { image: "mirror.example.com/spark:4.1.2" };
        const mirrored = (await registerJob({}, team)).application.inputs["spec"];
        assert.equal(mirrored.image, "mirror.example.com/spark:4.1.2");
        const args = { image: pulumi.output("own:1"), sparkVersion: "3.5.9" };
        const own = (await registerJob(args, team)).application.inputs["spec"];
        assert.deepEqual([own.image, own.sparkVersion], ["own:1", "3.5.9"]);
    });

    it("also runs in group 0 if the image is not the library's default", async () => {
        const groups = async (args: JobArgs, team?: Partial<TeamConnection>) => {
            const { spec } = (await registerJob(args, team)).application.inputs;
            return spec.driver.template.spec.securityContext.supplementalGroups;
        };
        assert.equal(await groups({}), undefined);
        const own = { image: pulumi.output("own:1"), sparkVersion: "3.5.9" };
        assert.deepEqual(await groups(own), [0]);
        assert.deepEqual(await groups({}, { image: "mirror.example.com/spark:4.1.2" }), [0]);
    });

    it("is deleted before it is replaced", async () => {
        assert.equal((await registerJob()).application.deleteBeforeReplace, true);
    });

    it("is created after everything that its driver needs", async () => {
        const { application } = await registerJob();
        const types = application.dependencies.map((urn) => urn.split("::").slice(-2).join(" "));
        for (const needed of [
            "kubernetes:core/v1:Namespace processing",
            "kubernetes:core/v1:ServiceAccount processing",
            "kubernetes:rbac.authorization.k8s.io/v1:RoleBinding processing-driver",
            "kubernetes:core/v1:ConfigMap processing-log4j2",
            "kubernetes:core/v1:ConfigMap pi-main",
        ]) {
            const found = types.some((type) => type.endsWith(needed));
            assert.ok(found, `${needed} is not among\n${types.join("\n")}`);
        }
    });

    it("is created once the operator serves jobs", async () => {
        const events: string[] = [];
        const ready = new Promise<string>((resolve) =>
            setTimeout(() => {
                events.push("served");
                resolve("yes");
            }, 50),
        );
        const { job } = await registerJob({}, { ready });
        await valueOf(job.applicationName.apply(() => events.push("created")));
        assert.deepEqual(events, ["served", "created"]);
    });

    it("has the same name in a preview, where its state is not known", async () => {
        const update = await registerJob({ arguments: ["100"] });
        const preview = await registerJob({ arguments: ["100"] }, {}, true);
        assert.deepEqual(preview.application.inputs, update.application.inputs);
    });

    it("outputs commands that work as they are", async () => {
        const { job, application } = await registerJob();
        const { name } = application.inputs["metadata"];
        assert.equal(await valueOf(job.applicationName), name);
        assert.deepEqual(await valueOf(job.commands), {
            logs: `kubectl -n processing logs -f ${name}-driver`,
            describe: `kubectl -n processing describe sparkapplication ${name}`,
            ui: `kubectl -n processing port-forward service/${name}-ui-svc 4040`,
        });
    });

    const pages: [
        what: string,
        conf: JobArgs["conf"],
        team: Partial<TeamConnection>,
        port: number,
    ][] = [
        ["the team's port", {}, { sparkConf: { "spark.ui.port": "4041" } }, 4041],
        ["the platform's port", {}, { platformConf: { "spark.ui.port": "4042" } }, 4042],
        [
            "its own port, whatever its team's is",
            { "spark.ui.port": pulumi.output("4043") },
            { sparkConf: { "spark.ui.port": "4041" } },
            4043,
        ],
    ];
    for (const [what, conf, team, port] of pages) {
        it(`outputs a command that opens the UI on ${what}`, async () => {
            const { job, application } = await registerJob({ conf }, team);
            const service = `service/${application.inputs["metadata"].name}-ui-svc`;
            assert.equal(
                (await valueOf(job.commands)).ui,
                `kubectl -n processing port-forward ${service} ${port}`,
            );
            assert.equal(application.inputs["spec"].sparkConf["spark.ui.port"] ?? port, `${port}`);
        });
    }

    it("outputs no command for the UI if there is none", async () => {
        const { job } = await registerJob({ conf: { "spark.ui.enabled": "false" } });
        const { ui } = await valueOf(job.commands);
        assert.equal(ui, "# The job has no pages: spark.ui.enabled is false");
    });

    it("has a state that is not secret", async () => {
        const kubeconfig = pulumi.secret(KUBECONFIG);
        const { job } = await registerJob({ wait: "completed" }, { kubeconfig });
        assert.equal(await valueOf(job.state), "UNKNOWN");
        assert.equal(await pulumi.isSecret(job.state), false);
    });

    it("refuses wrong arguments in one message without a stack trace", () => {
        const team: TeamConnection = { team: "a", namespace: "a", serviceAccount: "spark" };
        const args: SparkApplicationArgs = {
            team,
            main: "jobs/missing.py",
            driver: { memory: "14GB" },
            wait: "completed",
        };
        assert.throws(
            () => new SparkApplication("pi", args),
            (error: Error) => {
                assert.ok(pulumi.RunError.isInstance(error));
                assert.deepEqual(error.message.split("\n"), [
                    'SparkApplication "pi" has 3 problems:',
                    '  main: "jobs/missing.py" does not exist (looked for ' +
                        `${process.cwd()}/jobs/missing.py); paths are relative to the ` +
                        "project's folder",
                    '  driver.memory: "14GB" is not a Spark memory size: ' +
                        'a whole number and k, m, g or t (e.g. "512m", "14g")',
                    '  wait: "completed" needs a team with a kubeconfig, to watch the run',
                ]);
                return true;
            },
        );
    });
});
