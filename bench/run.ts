import { join } from "node:path";
import { checkoutId, sandboxDown, sandboxUp } from "../sandbox";
import { sleep } from "../sandbox/shell";
import { clusterProgram } from "../sandbox/tools";
import { ensureTools } from "../sandbox/tools";
import { helm } from "../sandbox/tools/catalogue";
import { checkout, TestStack } from "../testkit/stack";
import { median, ok, seconds } from "./measuring";
import { PlainHelm } from "./plainHelm";
import { kubernetesResources } from "./stackObjects";

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
            await kubernetesResources(stack),
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
    console.log(`up:      median ratio ${median(ups.map(ratio)).toFixed(2)} of ${pairs} pairs`);
    console.log(`destroy: median ratio ${median(downs.map(ratio)).toFixed(2)} of ${pairs} pairs`);
}

const ratio = ({ pulumi, helm }: Pair) => pulumi / helm;

function show(pair: Pair): string {
    const { pulumi, helm } = pair;
    return `pulumi ${pulumi.toFixed(1)} s, helm ${helm.toFixed(1)} s, ratio ${ratio(pair).toFixed(2)}`;
}

bench().catch((error: unknown) => {
    console.error(error);
    process.exitCode = 1;
});
