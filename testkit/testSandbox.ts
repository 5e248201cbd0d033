import { readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { parse, stringify } from "yaml";
import { checkoutId, ImageSet, sandboxDown, sandboxUp, type Sandbox } from "../sandbox";
import { run } from "../sandbox/shell";
import { clusterProgram } from "../sandbox/tools";

let running: Sandbox | undefined;

/**
 * One sandbox for all tests of a tier, so that two tiers can run at the same time. KEEP_SANDBOX=1
 * keeps it for the next run.
 */
export function sandboxOfTier(tier: string, images: ImageSet = ImageSet.Base) {
    const id = `${checkoutId()}-test-${tier}`;
    return {
        mochaGlobalSetup: async (): Promise<void> => {
            running = await sandboxUp({ id, images });
        },
        mochaGlobalTeardown: async (): Promise<void> => {
            if (!process.env.KEEP_SANDBOX) {
                await sandboxDown(id);
            }
        },
    };
}

export function testSandbox(): Sandbox {
    if (!running) {
        throw new Error(
            "the test sandbox is not running; run this tier with its own mocha configuration",
        );
    }
    return running;
}

export function kubectl(...args: string[]): string {
    return kubectlOf(testSandbox(), ...args);
}

export function kubectlOf(sandbox: Sandbox, ...args: string[]): string {
    return run(clusterProgram("kubectl"), [...kubectlOptions(sandbox), ...args]);
}

/**
 * kubectl with a token, and a kubeconfig that contains nothing else.
 *
 * @param file path of the kubeconfig to write
 */
export function kubectlWithToken(token: string, file: string): (...args: string[]) => string {
    const config = parse(readFileSync(testSandbox().kubeconfig, "utf8")) as { users: object[] };
    const users = config.users.map((user) => ({ ...user, user: { token } }));
    writeFileSync(file, stringify({ ...config, users }), { mode: 0o600 });
    return (...args) => kubectlOf({ ...testSandbox(), kubeconfig: file }, ...args);
}

/** Applies objects that a test needs besides the stack. */
export function apply(sandbox: Sandbox, ...items: object[]): void {
    const list = JSON.stringify({ apiVersion: "v1", kind: "List", items });
    run(clusterProgram("kubectl"), [...kubectlOptions(sandbox), "apply", "-f", "-"], {
        input: list,
    });
}

export function kubectlOptions(sandbox: Sandbox): string[] {
    return ["--kubeconfig", sandbox.kubeconfig, "--cache-dir", kubectlCache(sandbox)];
}

/** kubectl's discovery cache, which is deleted with the sandbox. */
export function kubectlCache({ kubeconfig }: Sandbox): string {
    return join(dirname(kubeconfig), "kubectl-cache");
}

/** Settings of a stack that runs on the test sandbox. */
export function sandboxConfig(more: Record<string, unknown>): Record<string, unknown> {
    const { context, kubeconfig, artifacts } = testSandbox();
    return { cluster: { kind: "kubernetes", context, kubeconfig }, artifacts, ...more };
}

/**
 * Properties of jobs that run for seconds: their JVMs use only the fast compiler, instead of
 * spending the machine's two cores on optimizations that pay off after minutes.
 */
export const SHORT_LIVED_JVMS = Object.fromEntries(
    ["driver", "executor"].map((role) => [
        `spark.${role}.defaultJavaOptions`,
        "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC",
    ]),
);
