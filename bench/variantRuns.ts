import { checkoutId, sandboxDown, sandboxUp, type Sandbox } from "../sandbox";
import { TestStack } from "../testkit/stack";
import { ok } from "./measuring";
import { stackSettings, VARIANTS } from "./startVariants";

export interface Rounds {
    /** Part of the sandbox's name. */
    name: string;
    rounds: number;
    /** Further settings of the operator. */
    operator?: object;
}

/**
 * The results of `measure` for each variant in turn, round by round, on a stack of that variant.
 */
export async function variantRuns<Run>(
    { name, rounds, operator }: Rounds,
    measure: (sandbox: Sandbox, round: number) => Promise<Run>,
): Promise<Map<string, Run[]>> {
    const id = `${checkoutId()}-${name}`;
    const sandbox = await sandboxUp({ id });
    const stack = await TestStack.create({ config: {} });
    const runs = new Map<string, Run[]>();
    try {
        for (let round = 1; round <= rounds; round++) {
            for (const variant of VARIANTS) {
                stack.configure(stackSettings(sandbox, variant, operator));
                ok(await stack.up());
                const run = await measure(sandbox, round);
                console.error(`round ${round}, ${variant.name}: ${JSON.stringify(run)}`);
                runs.set(variant.name, [...(runs.get(variant.name) ?? []), run]);
            }
        }
    } finally {
        await stack.remove();
        await sandboxDown(id);
    }
    return runs;
}
