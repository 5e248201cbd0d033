import { CONTROLLER_ENV } from "../components/operator/chart/values";
import { checkoutId, sandboxDown, sandboxUp, type Sandbox } from "../sandbox";
import { TestStack } from "../testkit/stack";
import { median, ok } from "./measuring";
import { PHASES, timedRun, type Environment, type StartedRun } from "./startRun";

const rounds = Number(process.env.ROUNDS ?? 5);

/** Java as it is in an image without the archive of classes. */
const PLAIN_JAVA: Environment = [
    { name: "JAVA_HOME", value: "/usr/lib/jvm/java-17-openjdk-amd64" },
];

interface Variant {
    name: string;
    /** Variables of driver and executor. */
    pods: Environment;
    /** Variables of the operator's controller. */
    operator: Environment;
}

const variants: Variant[] = [
    { name: "the chart's defaults, plain images", pods: PLAIN_JAVA, operator: PLAIN_JAVA },
    {
        name: "the library's defaults, plain images",
        pods: PLAIN_JAVA,
        operator: [...CONTROLLER_ENV, ...PLAIN_JAVA],
    },
    { name: "the library's defaults, images with the archive", pods: [], operator: CONTROLLER_ENV },
];

/** How long a small job takes from its creation until it is completed, and where the time goes. */
async function bench(): Promise<void> {
    const id = `${checkoutId()}-start`;
    const sandbox = await sandboxUp({ id });
    const stack = await TestStack.create({ config: settings(sandbox, CONTROLLER_ENV) });
    const runs = new Map<Variant, StartedRun[]>();
    try {
        for (let round = 1; round <= rounds; round++) {
            for (const variant of variants) {
                stack.configure(settings(sandbox, variant.operator));
                ok(await stack.up());
                // The first of a new operator reads its programs from the disk.
                await timedRun(sandbox, `warm-${round}`, variant.pods);
                const run = await timedRun(sandbox, `run-${round}`, variant.pods);
                runs.set(variant, [...(runs.get(variant) ?? []), run]);
            }
        }
    } finally {
        await stack.remove();
        await sandboxDown(id);
    }
    print(runs);
}

function settings(
    { context, kubeconfig, artifacts }: Sandbox,
    env: Environment,
): Record<string, unknown> {
    return {
        cluster: { kind: "kubernetes", context, kubeconfig },
        artifacts,
        operator: { values: { controller: { env } } },
        teams: { processing: {} },
        jobs: { pi: { team: "processing", main: "jobs/pi.py", logLevel: "INFO" } },
    };
}

/** A Markdown table of medians, and of the ratios to the first variant. */
function print(runs: Map<Variant, StartedRun[]>): void {
    const medians = (figure: (run: StartedRun) => number) =>
        [...runs.values()].map((ofVariant) => median(ofVariant.map(figure)));
    const row = (name: string, values: number[]) => {
        const [first = 1] = values;
        const cells = values.map(
            (value) => `${value.toFixed(1)} s (${(value / first).toFixed(2)})`,
        );
        console.log(`| ${[name, ...cells].join(" | ")} |`);
    };
    console.log(
        `| median of ${rounds} | ${[...runs.keys()].map(({ name }) => name).join(" | ")} |`,
    );
    console.log(`|${" --- |".repeat(runs.size + 1)}`);
    row(
        "created until completed",
        medians(({ seconds }) => seconds),
    );
    PHASES.forEach((phase, at) =>
        row(
            phase,
            medians(({ phases }) => phases[at] ?? 0),
        ),
    );
    row(
        "CPU of the operator",
        medians(({ operatorSeconds }) => operatorSeconds),
    );
}

bench().catch((error: unknown) => {
    console.error(error);
    process.exitCode = 1;
});
