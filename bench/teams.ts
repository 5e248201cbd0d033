import { join } from "node:path";
import { APPLICATIONS_COUNT } from "../components/operator/readiness/countedApplications";
import { checkoutId, NodeKind, sandboxDown, sandboxUp, type Sandbox } from "../sandbox";
import { sleep } from "../sandbox/shell";
import { checkout, TestStack } from "../testkit/stack";
import { kubectlOf } from "../testkit/testSandbox";
import { median, ok, seconds } from "./measuring";
import { watchMemory } from "./memory";
import { PlainObjects } from "./plainObjects";
import { kubernetesResources, ObjectFiles } from "./stackObjects";

const SIZES = [1, 16, 64, 256];
const COMPARED_SIZE = 64;
const rounds = Number(process.env.ROUNDS ?? 3);

/**
 * The engine writes the whole state before and after each object, which is most of an update of a
 * large stack whose state is a file (pulumi/pulumi#10668). CHECKPOINTS=1 measures with it.
 */
const withoutCheckpoints = { PULUMI_EXPERIMENTAL: "true", PULUMI_SKIP_CHECKPOINTS: "true" };
const env = process.env.CHECKPOINTS === "1" ? {} : withoutCheckpoints;

interface Preview {
    teams: number;
    seconds: number;
    mebibytes: number;
}

/**
 * Measures how time and memory of a preview grow with the number of teams, and compares an update
 * with `kubectl apply` of the same objects. A control plane with simulated nodes is enough: no job
 * runs.
 */
async function bench(): Promise<void> {
    const id = `${checkoutId()}-teams`;
    const sandbox = await sandboxUp({ id, nodes: NodeKind.Fake });
    const stack = await TestStack.create({ config: settings(sandbox, 1), env });
    try {
        if (process.env.PREVIEWS !== "0") {
            await previews(sandbox, stack);
        }
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
    // Not counted: it warms up the disk caches.
    await preview(stack, 1);
    const medians: Preview[] = [];
    for (const teams of SIZES) {
        stack.configure(settings(sandbox, teams));
        const measured: Preview[] = [];
        for (let round = 1; round <= rounds; round++) {
            measured.push(await preview(stack, teams));
        }
        const middle = {
            teams,
            seconds: median(measured.map((one) => one.seconds)),
            mebibytes: median(measured.map((one) => one.mebibytes)),
        };
        medians.push(middle);
        console.log(
            `preview of ${teams} teams: ${middle.seconds.toFixed(1)} s, ` +
                `${(middle.seconds / teams).toFixed(3)} s per team, ` +
                `${middle.mebibytes.toFixed(0)} MiB`,
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
    const took = (Date.now() - began) / 1000;
    const mebibytes = memory.stop();
    ok({ code, output, seconds: took });
    return { teams, seconds: took, mebibytes };
}

async function updates(sandbox: Sandbox, stack: TestStack): Promise<void> {
    const kubectl = (...args: string[]) => void kubectlOf(sandbox, ...args);
    // Without the operator there are only objects; just the CRDs of jobs must exist.
    kubectl("create", "--filename", join(checkout, "charts/spark-operator-crds/templates"));
    await applicationsAreCounted(sandbox);
    stack.configure(settings(sandbox, COMPARED_SIZE, { install: false }));
    // Not counted: it also provides the objects that kubectl will create.
    ok(await stack.up());
    const files = new ObjectFiles(join(stack.folder, "plain"), await kubernetesResources(stack));
    const plain = new PlainObjects(kubectl, files);
    ok(await stack.destroy());

    const ratios: number[] = [];
    for (let round = 1; round <= rounds; round++) {
        const byKubectl = await seconds(() => plain.apply());
        plain.delete();
        const byPulumi = ok(await stack.up()).seconds;
        ok(await stack.destroy());
        ratios.push(byPulumi / byKubectl);
        console.log(
            `${COMPARED_SIZE} teams, ${files.count} objects: pulumi up ${byPulumi.toFixed(1)} s, ` +
                `kubectl apply ${byKubectl.toFixed(1)} s`,
        );
    }
    console.log(`up: median ratio ${median(ratios).toFixed(2)} of ${rounds} rounds`);
}

/**
 * Kubernetes discovers new kinds twice a minute, and refuses objects under a quota until it counts
 * them. Installing the operator waits for that; here nothing does.
 */
async function applicationsAreCounted(sandbox: Sandbox): Promise<void> {
    const used = () =>
        kubectlOf(sandbox, "get", "quota", "probe", "--output", "jsonpath={.status.used}");
    for (let isCounted = false; !isCounted;) {
        kubectlOf(sandbox, "create", "quota", "probe", `--hard=${APPLICATIONS_COUNT}=1`);
        await sleep(1000);
        isCounted = used().includes(APPLICATIONS_COUNT);
        kubectlOf(sandbox, "delete", "quota", "probe");
    }
}

bench().catch((error: unknown) => {
    console.error(error);
    process.exitCode = 1;
});
