import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import fc from "fast-check";
import { KubeContextCluster, KubeContextClusterArgs, SparkPlatform, Stack } from "../../components";
import { kubeconfigWith } from "../../preview/kubeconfig";
import { parseSettings } from "../../program/settings";
import { only, register, valueOf } from "../../testkit/mocks";
import { propertyRuns } from "../../testkit/propertyRuns";
import { arbitraryEksStackFile, arbitraryStackFile, StackFile } from "./arbitraryStackFile";

const SECRET = "hunter2-hunter2";

/** As it stands encrypted in a stack file. */
const SECURE = { secure: "v1:abc:def" };

const JOB = {
    team: "processing",
    main: "jobs/pi.py",
    arguments: ["100"],
    parameters: { minimum: "20" },
    driver: { env: { A: "a" } },
};
const PLAIN = {
    cluster: { context: "kind-x" },
    teams: { processing: { sparkConf: { "spark.ui.enabled": "false" } } },
    jobs: { pi: JOB },
};

type Path = readonly (string | number)[];

const ENV: Path = ["operator", "values", "controller", "env", 0, "value"];

/** A copy with another value at a path. */
function withValue(values: unknown, [step, ...rest]: Path, value: unknown): unknown {
    if (step === undefined) {
        return value;
    }
    const below = (values as Record<string | number, unknown> | undefined)?.[step];
    if (Array.isArray(values) || (values === undefined && typeof step === "number")) {
        const copy = [...((values as unknown[] | undefined) ?? [])];
        copy[Number(step)] = withValue(below, rest, value);
        return copy;
    }
    return { ...(values as object), [step]: withValue(below, rest, value) };
}

/** The configuration as the engine hands it on: structured values are JSON, secrets are decrypted. */
function configOf(values: StackFile): Record<string, string> {
    const entries = Object.entries(values).map(([key, value]) => [
        `spark-platform:${key}`,
        typeof value === "string" ? value : JSON.stringify(value),
    ]);
    return Object.fromEntries(entries) as Record<string, string>;
}

/** Settings of a stack file with secrets at some paths. */
function parsed(plain: StackFile, paths: Path[], secret = SECRET): Stack {
    const put = (value: unknown) =>
        paths.reduce<unknown>((values, path) => withValue(values, path, value), plain) as StackFile;
    return parseSettings(configOf(put(secret)), "dev", {
        keys: paths.map(([key]) => `spark-platform:${key}`),
        stackFile: put(SECURE),
    });
}

function messageOf(run: () => unknown): string {
    try {
        run();
    } catch (error) {
        assert.ok(pulumi.RunError.isInstance(error), String((error as Error).stack));
        return error.message;
    }
    return "";
}

const READERS = "is a secret, which anyone who can view the job can read: ";
const KEEP = `${READERS}keep it in a Kubernetes Secret, `;
const ARGUMENT = `${KEEP}set a variable NAME from it in the driver's \`secretEnv\`, and write "$(NAME)" here`;
const PROPERTY = `${KEEP}and let the program read it from a variable of \`secretEnv\``;
const HADOOP = `${KEEP}set a variable NAME from it in \`secretEnv\` of driver and executor, and write "\${env.NAME}" here`;
const VARIABLE = `${KEEP}and name that in \`secretEnv\` instead`;
const ADDRESS = `${READERS}remove it from the URI`;
const ELSEWHERE =
    "is a secret, and would be in plain text in what is created: set it without --secret";

const REFUSED: [path: Path, shown: string, message: string][] = [
    [["jobs", "pi", "arguments", 1], "jobs.pi.arguments[1]", ARGUMENT],
    [["jobs", "pi", "parameters", "token"], "jobs.pi.parameters.token", ARGUMENT],
    [["jobs", "pi", "conf", "spark.app.x"], 'jobs.pi.conf["spark.app.x"]', PROPERTY],
    [["jobs", "pi", "conf", "spark.hadoop.x"], 'jobs.pi.conf["spark.hadoop.x"]', HADOOP],
    [["jobs", "pi", "driver", "env", "TOKEN"], "jobs.pi.driver.env.TOKEN", VARIABLE],
    [["jobs", "pi", "executor", "env", "TOKEN"], "jobs.pi.executor.env.TOKEN", VARIABLE],
    [["jobs", "pi", "driver", "labels", "x"], "jobs.pi.driver.labels.x", ELSEWHERE],
    [["jobs", "pi", "driver", "cores"], "jobs.pi.driver.cores", ELSEWHERE],
    [["jobs", "pi", "main"], "jobs.pi.main", ADDRESS],
    [["jobs", "pi", "deps", "jars", 0], "jobs.pi.deps.jars[0]", ADDRESS],
    [
        ["jobs", "pi", "deps", "repositories", 0],
        "jobs.pi.deps.repositories[0]",
        `${READERS}name the repository in a settings file of Ivy instead (\`deps.ivySettings\`)`,
    ],
    [["jobs", "pi", "image"], "jobs.pi.image", ELSEWHERE],
    [["jobs", "pi", "team"], "jobs.pi.team", ELSEWHERE],
    [["jobs", "pi", "trigger"], "jobs.pi.trigger", ELSEWHERE],
    [["scheduledJobs", "x", "conf", "spark.y"], 'scheduledJobs.x.conf["spark.y"]', PROPERTY],
    [["sparkConf", "spark.app.x"], 'sparkConf["spark.app.x"]', PROPERTY],
    [
        ["teams", "processing", "sparkConf", "spark.app.x"],
        'teams.processing.sparkConf["spark.app.x"]',
        PROPERTY,
    ],
    [["teams", "processing", "labels", "x"], "teams.processing.labels.x", ELSEWHERE],
    [["teams", "processing", "quota", "cpu"], "teams.processing.quota.cpu", ELSEWHERE],
    [["cluster", "context"], "cluster.context", ELSEWHERE],
    [["environment"], "environment", ELSEWHERE],
    [["preset"], "preset", ELSEWHERE],
    [["operator", "namespace"], "operator.namespace", ELSEWHERE],
    [["operator", "values"], "operator.values", ELSEWHERE],
    [
        ["operator", "values", "controller", "replicas"],
        "operator.values.controller.replicas",
        ELSEWHERE,
    ],
    [["operator", "values", "spark", "x"], "operator.values.spark.x", ELSEWHERE],
    [["artifacts", "images", "spark"], "artifacts.images.spark", ELSEWHERE],
    [["unknown", "key"], "unknown", 'unknown key "unknown"'],
];

describe("secrets of a stack file", () => {
    for (const [path, shown, message] of REFUSED) {
        it(`are refused where others can read them: ${shown}`, () => {
            const lines = messageOf(() => parsed(PLAIN, [path])).split("\n");
            const found = lines.filter((line) => line.startsWith(`  ${shown}: ${message}`));
            assert.equal(found.length, 1, lines.join("\n"));
            assert.ok(!lines.join("\n").includes("hunter2"), lines.join("\n"));
        });
    }

    it("are refused together with everything else that is wrong", () => {
        const values = { ...PLAIN, environment: "production" };
        const [, ...lines] = messageOf(() => {
            parsed(values, [
                ["jobs", "pi", "arguments", 0],
                ["sparkConf", "spark.app.x"],
            ]);
        }).split("\n");
        assert.deepEqual(
            lines.map((line) => line.slice(0, line.indexOf(": ")).trim()),
            ["environment", "jobs.pi.arguments[0]", 'sparkConf["spark.app.x"]'],
        );
    });

    it("stay encrypted where nobody else can read them", async () => {
        const { cluster, platform } = parsed(PLAIN, [["cluster", "kubeconfig"], ENV]);
        const kept = [
            (cluster.args as { kubeconfig: pulumi.Output<string> }).kubeconfig,
            (platform.operator?.values?.["controller"] as { env: { value: unknown }[] }).env[0]
                ?.value as pulumi.Output<string>,
        ];
        for (const value of kept) {
            assert.equal(await pulumi.isSecret(value), true);
            assert.equal(await valueOf(value), SECRET);
        }
    });

    it("are encrypted by the engine in each resource that has them", async () => {
        const kubeconfig = JSON.stringify(kubeconfigWith("kind-x")).replace("invalid", SECRET);
        const resources = await register(
            () => {
                const paths = [["cluster", "kubeconfig"], ENV];
                const { cluster, platform } = parsed(PLAIN, paths, kubeconfig);
                const { args } = cluster as { args: KubeContextClusterArgs };
                const connection = new KubeContextCluster("cluster", args);
                new SparkPlatform("spark", { cluster: connection, ...platform });
            },
            { masked: true },
        );
        assert.ok(!JSON.stringify(resources).includes("hunter2"));
        const release = only(resources, "kubernetes:helm.sh/v3:Release", "spark-operator");
        assert.equal(release.inputs["values"], "[secret]");
        const provider = only(resources, "pulumi:providers:kubernetes");
        assert.equal(provider.inputs["kubeconfig"], "[secret]");
    });

    it("leave what stands beside them in clear as it is", () => {
        const { cluster } = parsed(PLAIN, [["cluster", "kubeconfig"]]);
        assert.equal((cluster.args as { context?: unknown }).context, "kind-x");
    });

    it("may be empty, and keys without a secret are not looked at", () => {
        assert.deepEqual(
            parsed(PLAIN, [["jobs", "pi", "arguments", 0]], "").jobs["pi"]?.arguments,
            [""],
        );
        const keys = ["spark-platform:other", "aws:secretKey"];
        const { jobs } = parseSettings(configOf(PLAIN), "dev", { keys, stackFile: {} });
        assert.deepEqual(jobs["pi"], JOB);
    });

    it("are all values of a key of which the stack file does not say more", () => {
        for (const stackFile of [{}, { jobs: SECURE }, { "spark-platform:jobs": SECURE }]) {
            const keys = ["spark-platform:jobs"];
            const message = messageOf(() =>
                parseSettings(configOf(PLAIN), "dev", { keys, stackFile }),
            );
            assert.match(message, / has 1 problem:\n {2}jobs: is secret as a whole, and the stack/);
            assert.ok(!message.includes("pi"), message);
        }
    });

    it("are found by keys with and without the project's name", () => {
        const keys = ["spark-platform:sparkConf"];
        const config = configOf({ ...PLAIN, sparkConf: { "spark.x": SECRET } });
        for (const key of ["sparkConf", "spark-platform:sparkConf"]) {
            const stackFile = { [key]: { "spark.x": SECURE } };
            const message = messageOf(() => parseSettings(config, "dev", { keys, stackFile }));
            assert.match(message, /\n {2}sparkConf\["spark\.x"\]: is a secret, which anyone/);
        }
    });

    it("never come out of any stack file, whatever else is wrong in it", () => {
        const leaf = fc.tuple(fc.oneof(arbitraryStackFile, arbitraryEksStackFile), fc.nat());
        fc.assert(
            fc.property(leaf, ([values, choice]) => {
                const paths = leavesOf(values, []);
                const path = paths[choice % paths.length] ?? [];
                const message = messageOf(() => parsed(values, [path]));
                const [, ...lines] = message.split("\n");
                assert.ok(!message.includes("hunter2"), message);
                assert.ok(lines.length > 0 || isKept(path), `${path.join(".")} is taken`);
            }),
            propertyRuns,
        );
    });
});

function leavesOf(value: unknown, path: Path): Path[] {
    if (typeof value !== "object" || value === null) {
        return [path];
    }
    return Object.entries(value).flatMap(([key, entry]) =>
        leavesOf(entry, [...path, Array.isArray(value) ? Number(key) : key]),
    );
}

function isKept([first, second]: Path): boolean {
    return (
        (first === "cluster" && second === "kubeconfig") ||
        (first === "operator" && second === "values")
    );
}
