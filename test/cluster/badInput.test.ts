import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import * as yaml from "yaml";
import { kubeconfigFor } from "../../testkit/apiServer";
import { Run, TestStack } from "../../testkit/stack";
import { sandboxConfig, testSandbox } from "../../testkit/testSandbox";
import { MISTAKES } from "../program/mistakes";

/** Lines of the error that a user sees; only the engine's own notes may be shown besides. */
function errorOf({ code, output }: Run): string[] {
    assert.notEqual(code, 0, output);
    assert.doesNotMatch(output, /\n\s+at |unhandled exception|error serializing/);
    const lines = output.split("\n").map((line) => line.trim());
    assert.equal(lines.filter((line) => line.startsWith("error:")).length, 1, output);
    const message = lines.slice(lines.findIndex((line) => line.startsWith("error:")));
    // The engine's own resource lines follow.
    return message.slice(
        0,
        message.findIndex((line) => /^Resources:|^\+ spark-platform:/.test(line)),
    );
}

describe("a stack with a mistake", () => {
    let stack: TestStack;
    const teams = { processing: {} };

    before(async () => {
        stack = await TestStack.create({ config: {} });
    });

    after(() => stack.remove());

    it("shows all of its mistakes in one list", async () => {
        stack.configure({
            cluster: { kind: "kubernetes", contxt: "x" },
            enviroment: "dev",
            autoscaler: "karpentr",
            operator: "yes",
            teams: { Processing: {}, default: {}, "kube-x": {}, analytics: { logLevel: 3 } },
            jobs: {
                pi: {
                    team: "procesing",
                    main: "jobs/missing.py",
                    driver: { memory: "14GB" },
                    parameters: { "a=b": "c" },
                },
            },
        });
        const error = errorOf(await stack.preview());
        const paths = error.slice(1).map((line) => line.split(": ")[0]);
        assert.equal(error[0], 'error: Configuration of stack "local" has 13 problems:');
        assert.deepEqual(paths.sort(), [
            "autoscaler",
            "cluster.context",
            "cluster.contxt",
            "enviroment",
            "jobs.pi.driver.memory",
            "jobs.pi.main",
            'jobs.pi.parameters["a=b"]',
            "jobs.pi.team",
            "operator",
            "teams.Processing",
            "teams.analytics.logLevel",
            "teams.default",
            "teams.kube-x",
        ]);
    });

    // Those that need no AWS region; test/program/oneList.test.ts has all of them.
    for (const { title, file, paths } of MISTAKES.filter(({ file }) =>
        file.includes("{ context:"),
    ).slice(0, 3)) {
        it(`shows mistakes in many parts in one list: ${title}`, async () => {
            const { config } = yaml.parse(file) as { config: Record<string, unknown> };
            stack.configure(config);
            const error = errorOf(await stack.preview());
            const found = error.slice(1).map((line) => line.slice(0, line.indexOf(": ")));
            assert.deepEqual(found.sort(), [...paths].sort());
        });
    }

    it("says what is wrong with an EKS cluster before any of it is created", async () => {
        const cluster = {
            kind: "eks",
            region: "eu-central-1",
            version: "1.20",
            network: { cidr: "10.0.0.0/24" },
        };
        stack.configure({ cluster, autoscaler: "karpenter", teams });
        assert.deepEqual(errorOf(await stack.preview()), [
            'error: Configuration of stack "local" has 2 problems:',
            'cluster.network.cidr: "10.0.0.0/24" is too small for nodes and pods: use /16 to /20',
            'cluster.version: "1.20" is not a supported Kubernetes version: use "1.33", ' +
                '"1.34", "1.35" or "1.36"',
        ]);
    });

    it("says which clusters Karpenter works on", async () => {
        const nodePools = { driver: { role: "driver", capacity: "on-demand" } };
        stack.configure({
            cluster: { context: "x" },
            autoscaler: "karpenter",
            clusterAutoscaler: { systemNodes: 3 },
            nodePools,
            teams,
        });
        assert.deepEqual(errorOf(await stack.preview()), [
            'error: Configuration of stack "local" has 3 problems:',
            'clusterAutoscaler: is for the autoscaler "cluster-autoscaler", and this one is ' +
                '"karpenter": remove it, or set autoscaler to "cluster-autoscaler"',
            'autoscaler: "karpenter" adds EC2 instances, and the cluster is not on EKS: ' +
                'use "none"',
            'nodePools: has no pool for executors, so no job could run: add "executor: ' +
                '{role: executor, capacity: spot}"',
        ]);
    });

    it("says that a job is too large for its team's quota", async () => {
        const quota = { cpu: "2", memory: "4Gi" };
        const executor = { instances: 8, memory: "2g" };
        const jobs = { big: { team: "processing", main: "jobs/pi.py", executor } };
        stack.configure(sandboxConfig({ teams: { processing: { quota } }, jobs }));
        assert.deepEqual(errorOf(await stack.preview()), [
            'error: Configuration of stack "local" has 2 problems:',
            "jobs.big.executor.instances: the driver (0.25 CPU) and 8 executors (0.25 CPU each) " +
                'request 2.25 CPU, more than the quota of team "processing" (cpu: "2"): ' +
                "request less, or raise the quota",
            "jobs.big.executor.instances: the driver (896Mi of memory) and 8 executors (2867Mi " +
                "of memory each) request 23832Mi of memory, more than the quota of team " +
                '"processing" (memory: "4Gi"): request less, or raise the quota',
        ]);
    });

    it("names the kube contexts that exist", async () => {
        const { kubeconfig, context } = testSandbox();
        stack.configure({ cluster: { kubeconfig, context: "elsewhere" }, teams });
        assert.deepEqual(errorOf(await stack.preview()), [
            'error: KubeContextCluster "cluster" has 1 problem:',
            `context: unknown kube context "elsewhere" (known: ${context}) in ${kubeconfig}`,
        ]);
    });

    it("names the kubeconfig that does not exist", async () => {
        stack.configure({ cluster: { kubeconfig: "/missing/config", context: "x" }, teams });
        assert.deepEqual(errorOf(await stack.preview()), [
            'error: KubeContextCluster "cluster" has 1 problem:',
            "kubeconfig: /missing/config does not exist: name a kubeconfig file, or set " +
                "KUBECONFIG",
        ]);
    });

    it("says that the cluster is unreachable, once", async () => {
        const kubeconfig = join(stack.folder, "kubeconfig");
        writeFileSync(kubeconfig, kubeconfigFor("https://127.0.0.1:1"), { mode: 0o600 });
        const jobs = { pi: { team: "processing", main: "jobs/pi.py" } };
        const { artifacts } = sandboxConfig({});
        stack.configure({ cluster: { kubeconfig, context: "test" }, teams, jobs, artifacts });
        assert.deepEqual(errorOf(await stack.preview()), [
            'error: Cluster of kube context "test" (https://127.0.0.1:1) cannot be used: ' +
                "connect ECONNREFUSED 127.0.0.1:1; start it, or choose another context.",
        ]);
    });
});
