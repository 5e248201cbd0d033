import { join } from "node:path";
import { checkoutId, NodeKind, sandboxDown, sandboxUp, type Sandbox } from "../sandbox";
import { checkout, TestStack, type Run } from "../test/support/stack";
import { kubectlOf } from "../test/support/testSandbox";
import { watchMemory } from "./memory";
import type { StateResource } from "./plainHelm";
import { PlainObjects } from "./plainObjects";

const SIZES = [1, 16, 64, 256];
const COMPARED_SIZE = 64;
const rounds = Number(process.env.ROUNDS ?? 3);

interface Preview {
    teams: number;
    seconds: number;
    mebibytes: number;
}

/**
 * How the time and memory of a preview grow with the number of teams, and what an update costs
 * beside `kubectl apply` of the same objects. A control plane with pretended nodes is enough: no
 * job runs.
 */
async function bench(): Promise<void> {
    const id = `${checkoutId()}-teams`;
    const sandbox = await sandboxUp({ id, nodes: NodeKind.Fake });
    const stack = await TestStack.create({ config: settings(sandbox, 1) });
    try {
        await previews(sandbox, stack);
        await updates(sandbox, stack);
    } finally {
        await stack.remove();
        await sandboxDown(id);
    }
}

function settings(sandbox: Sandbox, size: number, operator: object = {}): Record<string, unknown> {
    const { context, kubeconfig, artifacts } = sandbox;
    const names = Array.from({ length: size }, (_, index) => `team-${index + 1}`);
    const team = {
        quota: { cpu: "64", memory: "256Gi", drivers: 4 },
        submitters: [{ name: "airflow", orchestrator: true }],
    };
    const jobs = names.flatMap((name) =>
        ["one", "two"].map((job) => [`${name}-${job}`, { team: name, main: "jobs/pi.py" }]),
    );
    return {
        cluster: { kind: "kubernetes", context, kubeconfig },
        artifacts,
        operator,
        teams: Object.fromEntries(names.map((name) => [name, team])),
        jobs: Object.fromEntries(jobs) as object,
    };
}

async function previews(sandbox: Sandbox, stack: TestStack): Promise<void> {
    // Uncounted: it fills the caches of the disk.
    await preview(stack, 1);
    const medians: Preview[] = [];
    for (const teams of SIZES) {
        stack.configure(settings(sandbox, teams));
        const measured: Preview[] = [];
        for (let round = 1; round <= rounds; round++) {
            measured.push(await preview(stack, teams));
        }
        const seconds = median(measured.map((one) => one.seconds));
        const mebibytes = median(measured.map((one) => one.mebibytes));
        medians.push({ teams, seconds, mebibytes });
        console.log(
            `preview of ${teams} teams: ${seconds.toFixed(1)} s, ` +
                `${(seconds / teams).toFixed(3)} s per team, ${mebibytes.toFixed(0)} MiB`,
        );
    }
    const [fewer, more] = medians.slice(-2) as [Preview, Preview];
    const slope = (of: (one: Preview) => number) =>
        (Math.log(of(more) / of(fewer)) / Math.log(more.teams / fewer.teams)).toFixed(2);
    console.log(
        `log-log slope from ${fewer.teams} to ${more.teams} teams: ` +
            `time ${slope((one) => one.seconds)}, memory ${slope((one) => one.mebibytes)}`,
    );
}

async function preview(stack: TestStack, teams: number): Promise<Preview> {
    const began = Date.now();
    const engine = stack.start("preview");
    let output = "";
    engine.stdout?.on("data", (chunk: Buffer) => (output += chunk.toString()));
    engine.stderr?.on("data", (chunk: Buffer) => (output += chunk.toString()));
    const memory = watchMemory(engine.pid ?? 0, "pulumi-language-nodejs");
    const code = await new Promise<number | null>((resolve) => engine.on("close", resolve));
    const seconds = (Date.now() - began) / 1000;
    const mebibytes = memory.stop();
    if (code !== 0) {
        throw new Error(output);
    }
    return { teams, seconds, mebibytes };
}

async function updates(sandbox: Sandbox, stack: TestStack): Promise<void> {
    const kubectl = (...args: string[]) => void kubectlOf(sandbox, ...args);
    // Without the operator there is nothing but objects; only the kinds of jobs have to exist.
    kubectl("create", "--filename", join(checkout, "charts/spark-operator-crds/templates"));
    stack.configure(settings(sandbox, COMPARED_SIZE, { install: false }));
    // Uncounted: it also gives the objects that kubectl is to make.
    ok(await stack.up());
    const plain = new PlainObjects(kubectl, join(stack.folder, "plain"), await resourcesOf(stack));
    ok(await stack.destroy());

    const ratios: number[] = [];
    for (let round = 1; round <= rounds; round++) {
        const began = Date.now();
        plain.apply();
        const byKubectl = (Date.now() - began) / 1000;
        plain.delete();
        const byPulumi = ok(await stack.up()).seconds;
        ok(await stack.destroy());
        ratios.push(byPulumi / byKubectl);
        console.log(
            `${COMPARED_SIZE} teams, ${plain.count} objects: pulumi up ${byPulumi.toFixed(1)} s, ` +
                `kubectl apply ${byKubectl.toFixed(1)} s`,
        );
    }
    console.log(`up: median ratio ${median(ratios).toFixed(2)} of ${rounds} rounds`);
}

async function resourcesOf(stack: TestStack): Promise<StateResource[]> {
    const { output } = await stack.pulumi("stack", "export", "--show-secrets");
    const { deployment } = JSON.parse(output) as { deployment: { resources: StateResource[] } };
    return deployment.resources;
}

function ok(run: Run): Run {
    if (run.code !== 0) {
        throw new Error(run.output);
    }
    return run;
}

/** The middle value; of an even number of values the lower of the two in the middle. */
function median(values: number[]): number {
    const sorted = [...values].sort((a, b) => a - b);
    return sorted[Math.floor((sorted.length - 1) / 2)] ?? 0;
}

bench().catch((error: unknown) => {
    console.error(error);
    process.exitCode = 1;
});
