import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { testsNeedTheOnesBefore } from "../../testkit/dependentTests";
import { TestStack } from "../../testkit/stack";
import { kubectl, sandboxConfig, testSandbox } from "../../testkit/testSandbox";

const SECRET = "hunter2-hunter2";

/** Paths of a stack file where others could read a secret, as messages name them. */
const READABLE = [
    "cluster.context",
    "jobs.pi.arguments[0]",
    'jobs.pi.conf["spark.app.token"]',
    "jobs.pi.deps.repositories[0]",
    "jobs.pi.driver.env.TOKEN",
    "jobs.pi.executor.labels.token",
    "jobs.pi.parameters.token",
    "operator.values.controller.replicas",
    'sparkConf["spark.hadoop.token"]',
    'teams.processing.sparkConf["spark.app.token"]',
];

describe("a stack with secrets", () => {
    testsNeedTheOnesBefore();
    let stack: TestStack;
    let key: string;
    const teams = { processing: {} };

    before(async () => {
        stack = await TestStack.create({ config: {} });
    });

    after(() => stack.remove());

    /** Encrypts values of the stack file, as a user does. */
    async function encrypt(secrets: Record<string, string>): Promise<void> {
        const args = Object.entries(secrets).flatMap(([path, value]) => [
            "--secret",
            `spark-platform:${path}=${value}`,
        ]);
        const { code, output } = await stack.pulumi("config", "set-all", "--path", ...args);
        assert.equal(code, 0, output);
    }

    const hasNone = (text: string) => {
        assert.ok(!text.includes("hunter2"), text);
        assert.ok(!text.includes(key), "the kubeconfig's key");
    };

    it("is rejected with every path where others could read one", async () => {
        key = "none";
        const jobs = { pi: { team: "processing", main: "jobs/pi.py" } };
        stack.configure({ cluster: { context: "x" }, teams, jobs });
        await encrypt(Object.fromEntries(READABLE.map((path) => [path, SECRET])));
        for (const command of ["preview", "up"] as const) {
            const { code, output } = await stack[command]();
            assert.notEqual(code, 0, output);
            const found = output
                .split("\n")
                .filter((line) => line.includes(": is a secret"))
                .map((line) => line.slice(0, line.indexOf(": is a secret")).trim());
            assert.deepEqual([...new Set(found)].sort(), READABLE);
            hasNone(output);
        }
    });

    it("says how to encrypt one value if a key is encrypted as a whole", async () => {
        stack.configure({ cluster: { context: "x" }, teams });
        await encrypt({ sparkConf: JSON.stringify({ "spark.app.token": SECRET }) });
        const { code, output } = await stack.preview();
        assert.notEqual(code, 0, output);
        assert.match(output, /\n\s+sparkConf: is secret as a whole/);
        hasNone(output);
    });

    it("has no secret in clear in state, output and stack outputs, and works with them", async () => {
        const { kubeconfig, context } = testSandbox();
        const contents = JSON.stringify(parse(readFileSync(kubeconfig, "utf8")));
        key = /"client-key-data":"([^"]{40,})"/.exec(contents)?.[1] ?? assert.fail(contents);
        const values = { controller: { env: [{ name: "TOKEN" }] } };
        const { artifacts } = sandboxConfig({});
        stack.configure({ cluster: { context }, artifacts, teams, operator: { values } });
        await encrypt({
            "cluster.kubeconfig": contents,
            "operator.values.controller.env[0].value": SECRET,
        });
        const runs = [await stack.preview(), await stack.up(), await stack.preview()];
        for (const { code, output } of runs) {
            assert.equal(code, 0, output);
            hasNone(output);
        }
        const deployment = ["get", "deployment", "spark-operator-controller", "-o", "yaml"];
        assert.ok(kubectl("--namespace", "spark-operator", ...deployment).includes(SECRET));
        for (const command of [
            ["stack", "export"],
            ["stack", "output", "--json"],
        ]) {
            hasNone((await stack.pulumi(...command)).output);
        }
        const state = join(stack.folder, ".pulumi");
        const files = readdirSync(state, { recursive: true, withFileTypes: true });
        const texts = files
            .filter((file) => file.isFile())
            .map((file) => readFileSync(join(file.parentPath, file.name), "utf8"));
        assert.ok(texts.some((text) => text.includes("helm.sh/v3:Release")));
        texts.forEach(hasNone);
    });
});
