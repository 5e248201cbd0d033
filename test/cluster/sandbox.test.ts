import { strict as assert } from "node:assert";
import { spawn, spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, rmdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { checkoutId, sandboxDown, sandboxState, sandboxUp, type Sandbox } from "../../sandbox";
import { endNamespaces, runInside, type SandboxNamespaces } from "../../sandbox/namespaces";
import { run, sleep } from "../../sandbox/shell";
import { readRecord, sandboxDir } from "../../sandbox/state";
import { difference, lookAtMachine, processesOf } from "../../testkit/machine";
import { apply, kubectlOf as kubectl, testSandbox } from "../../testkit/testSandbox";

const cli = [
    "-r",
    "ts-node/register/transpile-only",
    join(__dirname, "../../sandbox/cli.ts"),
] as const;

/** Only exists with cgroup v2. */
const unified = "/sys/fs/cgroup/cgroup.controllers";

function namespacesOf(id: string): SandboxNamespaces {
    const namespaces = readRecord(id)?.namespaces;
    assert.ok(namespaces);
    return namespaces;
}

/** A pod with a token volume, a network and a cgroup: everything that a node creates for a job. */
const pod = (sandbox: Sandbox) => ({
    apiVersion: "v1",
    kind: "Pod",
    metadata: { name: "busy" },
    spec: {
        containers: [
            {
                name: "busy",
                image: sandbox.artifacts.images.spark,
                command: ["sleep", "infinity"],
            },
        ],
    },
});

async function runPod(sandbox: Sandbox): Promise<void> {
    while (!kubectl(sandbox, "get", "serviceaccounts").includes("default")) {
        await sleep(200);
    }
    apply(sandbox, pod(sandbox));
    kubectl(sandbox, "wait", "--for=condition=Ready", "pod/busy", "--timeout=60s");
}

describe("the sandbox", () => {
    const id = `${checkoutId()}-lifecycle`;
    const second = `${id}-second`;

    after(async () => {
        await sandboxDown(id);
        await sandboxDown(second);
    });

    it("leaves the machine as it was, while another sandbox's pods and nodes come and go", async () => {
        const panic = "/proc/sys/kernel/panic";
        const kept = readFileSync(panic, "utf8");
        // Not a value that a kubelet sets.
        writeFileSync(panic, "7");
        try {
            const before = lookAtMachine(id);
            const [sandbox] = await Promise.all([sandboxUp({ id }), runPod(testSandbox())]);
            await runPod(sandbox);
            assert.ok(processesOf(id).length > 10);
            assert.ok(difference(before, lookAtMachine(id)).length > 10);
            await sandboxDown(id);
            assert.deepEqual(difference(before, lookAtMachine(id)), []);
            assert.equal(sandboxState(id), undefined);
            assert.equal(existsSync(sandboxDir(id)), false);
        } finally {
            writeFileSync(panic, kept);
            kubectl(testSandbox(), "delete", "pod", "busy", "--now", "--ignore-not-found");
        }
    });

    it("is reported if it leaves a link or a cgroup, no matter what another one has", () => {
        const before = lookAtMachine(id);
        const hierarchy = join("/sys/fs/cgroup", existsSync(unified) ? "" : "cpu");
        const cgroup = join(hierarchy, "spark-platform", `${id}-left`);
        mkdirSync(cgroup, { recursive: true });
        run("ip", ["link", "add", "spark-sb255", "type", "veth", "peer", "name", "spark-peer"]);
        try {
            const left = difference(before, lookAtMachine(id));
            assert.deepEqual(left.filter((line) => !line.includes("kernelSettings")).sort(), [
                `new in cgroups: ${cgroup}`,
                "new in links: spark-sb255",
            ]);
        } finally {
            run("ip", ["link", "delete", "spark-sb255"]);
            rmdirSync(cgroup);
        }
    });

    it("has four real nodes in two zones, each with its role and capacity", async () => {
        const sandbox = await sandboxUp({ id });
        const columns = [
            "NAME:.metadata.name",
            "ZONE:.metadata.labels.topology\\.kubernetes\\.io/zone",
            "CAPACITY:.metadata.labels.spark-platform\\.dev/capacity",
            "ROLE:.metadata.labels.spark-platform\\.dev/role",
            "RUNTIME:.status.nodeInfo.containerRuntimeVersion",
        ].join(",");
        const nodes = kubectl(
            sandbox,
            "get",
            "nodes",
            "--no-headers",
            "-o",
            `custom-columns=${columns}`,
        )
            .trim()
            .split("\n")
            .map((line) => line.trim().split(/\s+/));
        assert.deepEqual(
            nodes.map((node) => node.slice(0, 4)),
            [
                ["a-on-demand", "a", "on-demand", "driver"],
                ["a-spot", "a", "spot", "executor"],
                ["b-on-demand", "b", "on-demand", "driver"],
                ["b-spot", "b", "spot", "executor"],
            ],
        );
        assert.ok(nodes.every(([, , , , runtime]) => runtime?.startsWith("containerd://")));
    });

    it("gives pods CPU next to other processes", async () => {
        await sandboxUp({ id });
        const [folder, file, usual] = existsSync(unified)
            ? ["/sys/fs/cgroup", "cpu.weight", 100]
            : ["/sys/fs/cgroup/cpu", "cpu.shares", 1024];
        const weight = Number(readFileSync(join(folder, "spark-platform", file), "utf8"));
        assert.equal(weight / usual, 4);
    });

    /** Without commands that a component has just forked: they have its name for a moment. */
    async function lastingProcesses(): Promise<string[]> {
        const before = processesOf(id);
        await sleep(1000);
        const after = processesOf(id);
        return before.filter((one) => after.includes(one));
    }

    it("changes nothing if it is already up", async () => {
        const sandbox = await sandboxUp({ id });
        const namespaces = namespacesOf(id);
        const processes = await lastingProcesses();
        assert.deepEqual(await sandboxUp({ id }), sandbox);
        assert.deepEqual(namespacesOf(id), namespaces);
        assert.deepEqual(await lastingProcesses(), processes);
    });

    it("restarts what died: a program of nodes or of the control plane, then everything, and keeps the cluster's objects", async () => {
        const sandbox = await sandboxUp({ id });
        kubectl(sandbox, "create", "namespace", "kept");
        const pids = join(sandboxDir(id), "kwok/clusters/spark-platform/pids");
        for (const file of ["/run/b-spot-kubelet.pid", `${pids}/kube-controller-manager.pid`]) {
            const signal = (number: number) =>
                runInside(
                    namespacesOf(id),
                    "sh",
                    ["-c", `kill -${number} $(cat ${file})`],
                    process.env,
                );
            signal(9);
            await sandboxUp({ id });
            signal(0);
        }

        await endNamespaces(namespacesOf(id));
        const healed = await sandboxUp({ id });
        assert.match(kubectl(healed, "get", "namespace", "kept"), /Active/);
        await runPod(healed);
    });

    it("starts over after an `up` that was killed half-way", async () => {
        await sandboxDown(id);
        const started = spawn(process.execPath, [...cli, "up", "--id", id], { stdio: "ignore" });
        const exited = new Promise((resolve) => started.on("exit", resolve));
        while (!readRecord(id)?.namespaces) {
            await sleep(20);
        }
        started.kill("SIGKILL");
        await exited;
        assert.equal(sandboxState(id), undefined);
        const sandbox = await sandboxUp({ id });
        assert.match(kubectl(sandbox, "get", "nodes"), /b-spot +Ready/);
    });

    it("runs next to a second one, which can be a control plane with simulated nodes only", async () => {
        const first = await sandboxUp({ id });
        const other = await sandboxUp({ id: second, nodes: "fake" });
        kubectl(other, "create", "namespace", "only-in-the-second");
        assert.match(kubectl(other, "get", "nodes"), /a-spot +Ready/);
        assert.doesNotMatch(kubectl(first, "get", "namespaces"), /only-in-the-second/);
        await sandboxDown(second);
        assert.match(kubectl(first, "get", "nodes"), /a-spot +Ready/);
    });

    it("says what a machine lacks, and the alternatives", () => {
        const { status, stderr } = spawnSync(process.execPath, [...cli, "up"], {
            env: { PATH: "/nonexistent", HOME: process.env.HOME },
            encoding: "utf8",
        });
        assert.equal(status, 1);
        assert.match(
            stderr,
            /^The sandbox cannot run on this machine\. Missing: .*unshare \(apt-get install util-linux\)/,
        );
        assert.match(stderr, /make up CLUSTER=kind .*make up CLUSTER=context/);
        assert.doesNotMatch(stderr, /\n\s+at /);
    });
});
