import { spawn } from "node:child_process";
import { UserError } from "../../sandbox/shell";
import type { ClusterRef } from "../recovery/kubernetes";

/** A service in a cluster that is forwarded to this machine while in use. */
export interface ForwardedService {
    namespace: string;
    service: string;
    port: number;
}

const READY_MS = 30_000;

/**
 * Runs `use` with a local URL that is forwarded to a service in the cluster.
 *
 * @param kubectl the kubectl executable
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
            let output = "";
            const fail = (why: string) =>
                reject(
                    new UserError(
                        `Cannot reach service ${service} in namespace ${namespace}: ${why}`,
                    ),
                );
            const timer = setTimeout(() => fail("kubectl port-forward does not respond"), READY_MS);
            const look = (chunk: Buffer) => {
                output += chunk.toString();
                const [, found] = /^Forwarding from 127\.0\.0\.1:(\d+)/m.exec(output) ?? [];
                if (found !== undefined) {
                    clearTimeout(timer);
                    resolve(found);
                }
            };
            child.stdout.on("data", look);
            child.stderr.on("data", look);
            child.once("error", (error) => fail(error.message));
            child.once("close", () => fail(output.trim()));
        });
        return await use(`http://127.0.0.1:${local}`);
    } finally {
        child.kill();
        await ended;
    }
}
