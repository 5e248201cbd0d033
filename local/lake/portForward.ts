import { spawn } from "node:child_process";
import { UserError } from "../../sandbox/shell";
import type { ClusterRef } from "../recovery/kubernetes";

/** A service of a cluster, as this machine reaches it while something uses it. */
export interface ForwardedService {
    namespace: string;
    service: string;
    port: number;
}

const READY_MS = 30_000;

/**
 * Runs `use` with an address on this machine that leads to a service of the cluster.
 *
 * @param kubectl the program
 */
export async function withService<T>(
    kubectl: string,
    { context, kubeconfig }: ClusterRef,
    { namespace, service, port }: ForwardedService,
    use: (endpoint: string) => Promise<T>,
): Promise<T> {
    const child = spawn(
        kubectl,
        [
            ...[...(kubeconfig ? ["--kubeconfig", kubeconfig] : []), "--context", context],
            ...["--namespace", namespace, "port-forward", `service/${service}`, `:${port}`],
        ],
        { stdio: ["ignore", "pipe", "pipe"] },
    );
    const ended = new Promise<void>((resolve) => child.once("close", () => resolve()));
    try {
        const local = await new Promise<string>((resolve, reject) => {
            let said = "";
            const fail = (why: string) =>
                reject(new UserError(`${service} in ${namespace} cannot be reached: ${why}`));
            const timer = setTimeout(() => fail("kubectl port-forward does not answer"), READY_MS);
            const look = (chunk: Buffer) => {
                said += chunk.toString();
                const [, found] = /^Forwarding from 127\.0\.0\.1:(\d+)/m.exec(said) ?? [];
                if (found !== undefined) {
                    clearTimeout(timer);
                    resolve(found);
                }
            };
            child.stdout.on("data", look);
            child.stderr.on("data", look);
            child.once("error", (error) => fail(error.message));
            child.once("close", () => fail(said.trim()));
        });
        return await use(`http://127.0.0.1:${local}`);
    } finally {
        child.kill();
        await ended;
    }
}
