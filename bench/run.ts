import { join } from "node:path";
import { checkoutId, sandboxDown, sandboxUp } from "../sandbox";
import { sleep } from "../sandbox/shell";
import { clusterProgram, ensureTools } from "../sandbox/tools";
import { helm } from "../sandbox/tools/catalogue";
import { checkout, TestStack } from "../testkit/stack";
import { median, ok, seconds } from "./measuring";
import { PlainHelm } from "./plainHelm";
import { kubernetesResources, type StateResource } from "./stackObjects";
import { asPublic, LIBRARY_DEFAULTS, stackSettings } from "./startVariants";

const rounds = Number(process.env.ROUNDS ?? 5);
// The cluster's garbage collector discovers new kinds every 30 s; until then it delays the deletion
// of an application that waits for its pods. Nobody removes such a young platform.
const restSeconds = Number(process.env.REST ?? 30);

/**
 * Seconds of one round: `byHand` creates the same objects with the same images, `typed` uses public
 * images.
 */
interface Round {
    pulumi: number;
    byHand: number;
    typed: number;
}

/**
 * Creates the platform and one SparkPi, waits for its completion, and removes both: Pulumi and
 * plain Helm in turn, on one sandbox.
 */
async function bench(): Promise<void> {
    const [helmFolder] = (await ensureTools([helm])) as [string];
    const id = `${checkoutId()}-bench`;
    const sandbox = await sandboxUp({ id });
    const stack = await TestStack.create({ config: stackSettings(sandbox, LIBRARY_DEFAULTS) });
    const ups: Round[] = [];
    const downs: Round[] = [];
    try {
        // Not counted: it also provides the objects that Helm and kubectl will create.
        ok(await stack.up());
        const resources = await kubernetesResources(stack);
        const programs = {
            helm: join(helmFolder, "helm"),
            kubectl: clusterProgram("kubectl"),
            kubeconfig: sandbox.kubeconfig,
        };
        const plain = (folder: string, all: StateResource[]) =>
            new PlainHelm(programs, join(stack.folder, folder), checkout, all);
        const byHand = plain("by-hand", resources);
        const typed = plain("typed", resources.map(asPublic));
        ok(await stack.destroy());
        for (let round = 1; round <= rounds; round++) {
            const up: Round = { pulumi: 0, byHand: 0, typed: 0 };
            const down: Round = { ...up };
            for (const [name, one] of Object.entries({ byHand, typed }) as [
                keyof Round,
                PlainHelm,
            ][]) {
                up[name] = await seconds(() => one.up());
                await sleep(restSeconds * 1000);
                down[name] = await seconds(() => one.down());
            }
            up.pulumi = ok(await stack.up()).seconds;
            await sleep(restSeconds * 1000);
            down.pulumi = ok(await stack.destroy()).seconds;
            console.error(`round ${round}: up ${show(up)}; destroy ${show(down)}`);
            ups.push(up);
            downs.push(down);
        }
    } finally {
        await stack.remove();
        await sandboxDown(id);
    }
    console.log(`| median of ${rounds} | pulumi / the same objects | pulumi / as typed |`);
    console.log("| --- | --- | --- |");
    console.log(row("up", ups));
    console.log(row("destroy", downs));
}

function row(name: string, all: readonly Round[]): string {
    const ratios = (["byHand", "typed"] as const).map((other) =>
        median(all.map((one) => one.pulumi / one[other])).toFixed(2),
    );
    return `| ${[name, ...ratios].join(" | ")} |`;
}

function show(round: Round): string {
    return Object.entries(round)
        .map(([name, took]) => `${name} ${(took as number).toFixed(1)} s`)
        .join(", ");
}

bench().catch((error: unknown) => {
    console.error(error);
    process.exitCode = 1;
});
