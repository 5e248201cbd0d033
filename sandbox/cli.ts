import {
    checkoutId,
    ImageSet,
    missingForSandbox,
    NodeKind,
    sandboxDown,
    sandboxState,
    sandboxUp,
} from ".";
import { UserError } from "./shell";

const usage = `usage: sandbox/cli.ts up [--nodes real|fake] [--images base|lakehouse] [--id ID] | down [--id ID] | status [--id ID]`;

async function main(args: string[]): Promise<void> {
    const option = (name: string) => {
        const at = args.indexOf(name);
        return at < 0 ? undefined : args[at + 1];
    };
    const id = option("--id") ?? checkoutId();
    const nodes = option("--nodes") ?? NodeKind.Real;
    const images = Object.values(ImageSet).find(
        (set) => set === (option("--images") ?? ImageSet.Base),
    );
    const missing = missingForSandbox();
    const isKnown = images !== undefined && (nodes === NodeKind.Real || nodes === NodeKind.Fake);
    if (args[0] === "up" && isKnown) {
        if (missing.length > 0) {
            throw new UserError(
                `The sandbox cannot run on this machine. Missing: ${missing.join("; ")}.\n` +
                    "Alternatives: make up CLUSTER=kind (needs Docker and kind), make up CLUSTER=context (uses your own cluster).",
            );
        }
        console.log(JSON.stringify(await sandboxUp({ id, nodes, images }), null, 4));
    } else if (args[0] === "down") {
        await sandboxDown(id);
    } else if (args[0] === "status") {
        console.log(JSON.stringify(sandboxState(id) ?? "not running", null, 4));
    } else {
        throw new UserError(usage);
    }
}

main(process.argv.slice(2)).catch((error: unknown) => {
    console.error(error instanceof UserError ? error.message : error);
    process.exitCode = 1;
});
