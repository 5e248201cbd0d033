import { join } from "node:path";
import { checkoutId, sandboxDown, sandboxUp } from "../sandbox";
import { sleep } from "../sandbox/shell";
import { clusterProgram } from "../sandbox/tools";
import { ensureTools } from "../sandbox/tools";
import { helm } from "../sandbox/tools/catalogue";
import { checkout, TestStack, type Run } from "../test/support/stack";
import { PlainHelm, type StateResource } from "./plainHelm";

const pairs = Number(process.env.PAIRS ?? 7);
// The cluster's garbage collector learns of new kinds every 30 s; until then it holds back the
// deletion of an application that waits for its pods. Nobody removes a platform that young.
const restSeconds = Number(process.env.REST ?? 30);

interface Pair {
    pulumi: number;
    helm: number;
}

/** Platform and one SparkPi until it is completed, and its removal: Pulumi and plain Helm in turn, on one sandbox. */
async function bench(): Promise<void> {
    const [helmFolder] = (await ensureTools([helm])) as [string];
    const id = `${checkoutId()}-bench`;
    const sandbox = await sandboxUp({ id });
    const { context, kubeconfig, artifacts } = sandbox;
    const stack = await TestStack.create({
        config: {
            cluster: { kind: "kubernetes", context, kubeconfig },
            artifacts,
            teams: { processing: {} },
            jobs: { pi: { team: "processing", main: "jobs/pi.py", wait: "completed" } },
        },
    });
    const ups: Pair[] = [];
    const downs: Pair[] = [];
    try {
        // Uncounted: it also gives the objects that Helm and kubectl are to make.
        ok(await stack.up());
        const plain = new PlainHelm(
            { helm: join(helmFolder, "helm"), kubectl: clusterProgram("kubectl"), kubeconfig },
            join(stack.folder, "plain"),
            checkout,
            await resourcesOf(stack),
        );
        ok(await stack.destroy());
        for (let pair = 1; pair <= pairs; pair++) {
            const up: Pair = { helm: await seconds(() => plain.up()), pulumi: 0 };
            await sleep(restSeconds * 1000);
            const down: Pair = { helm: await seconds(() => plain.down()), pulumi: 0 };
            up.pulumi = ok(await stack.up()).seconds;
            await sleep(restSeconds * 1000);
            down.pulumi = ok(await stack.destroy()).seconds;
            console.log(`pair ${pair}: up ${show(up)}; destroy ${show(down)}`);
            ups.push(up);
            downs.push(down);
        }
    } finally {
        await stack.remove();
        await sandboxDown(id);
    }
    console.log(`up:      median ratio ${median(ups).toFixed(2)} of ${pairs} pairs`);
    console.log(`destroy: median ratio ${median(downs).toFixed(2)} of ${pairs} pairs`);
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

async function seconds(work: () => void | Promise<void>): Promise<number> {
    const began = Date.now();
    await work();
    return (Date.now() - began) / 1000;
}

function show({ pulumi, helm }: Pair): string {
    return `pulumi ${pulumi.toFixed(1)} s, helm ${helm.toFixed(1)} s, ratio ${(pulumi / helm).toFixed(2)}`;
}

function median(values: Pair[]): number {
    const ratios = values.map(({ pulumi, helm }) => pulumi / helm).sort((a, b) => a - b);
    const middle = Math.floor(ratios.length / 2);
    return ratios.length % 2 === 1
        ? (ratios[middle] as number)
        : ((ratios[middle - 1] as number) + (ratios[middle] as number)) / 2;
}

bench().catch((error: unknown) => {
    console.error(error);
    process.exitCode = 1;
});
