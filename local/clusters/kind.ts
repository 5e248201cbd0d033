import { existsSync } from "node:fs";
import { join } from "node:path";
import { run, succeeds, which } from "../../sandbox/shell";
import type { Paths } from "../paths";
import { clusterUid } from "../recovery/kubernetes";
import type { Cluster, ClusterSource } from "./source";

/** Name of the cluster; kind prefixes it with "kind-" in the kube context. */
const name = "spark-platform";
const context = `kind-${name}`;

/** A kind cluster of our own, with its own kubeconfig: `~/.kube/config` is not touched. */
export function kindSource(
    paths: Paths,
    ours: boolean,
    env: NodeJS.ProcessEnv = process.env,
    uidOf = clusterUid,
): ClusterSource {
    const { kubeconfig } = paths;
    const kind = (...args: string[]) => run("kind", args, { env });
    const exists = () => kind("get", "clusters").split("\n").includes(name);

    async function reuse(): Promise<Cluster | undefined> {
        try {
            if (!existsSync(kubeconfig)) {
                kind("export", "kubeconfig", "--name", name, "--kubeconfig", kubeconfig);
            }
            return found(await uidOf({ context, kubeconfig }));
        } catch {
            // Half-created or stopped: it is recreated.
            return undefined;
        }
    }

    return {
        description: `kind cluster "${name}" with the nodes of kind.yaml`,
        obstacle() {
            return Promise.resolve(kindObstacle(env) ?? (ours || !exists() ? undefined : taken()));
        },
        question: () => undefined,
        async open() {
            if (exists()) {
                const cluster = await reuse();
                if (cluster) {
                    return cluster;
                }
                kind("delete", "cluster", "--name", name, "--kubeconfig", kubeconfig);
            }
            const config = join(paths.checkout, "kind.yaml");
            kind(
                ...["create", "cluster", "--name", name, "--config", config],
                ...["--kubeconfig", kubeconfig, "--wait", "180s"],
            );
            return found(await uidOf({ context, kubeconfig }));
        },
        remove() {
            if (ours && which("kind", env)) {
                kind("delete", "cluster", "--name", name, "--kubeconfig", kubeconfig);
            }
            return Promise.resolve();
        },
    };

    function found(uid: string): Cluster {
        return { source: "kind", context, kubeconfig, uid };
    }
}

function kindObstacle(env: NodeJS.ProcessEnv): string | undefined {
    if (!which("docker", env)) {
        return "docker is not on PATH; install Docker";
    }
    if (!succeeds("docker", ["info"], { env, timeoutMs: 10_000 })) {
        return "the Docker daemon does not respond; start Docker";
    }
    return which("kind", env) ? undefined : "kind is not on PATH; install kind";
}

function taken(): string {
    return (
        `a kind cluster "${name}" already exists, which this checkout did not create: ` +
        `use it (kind export kubeconfig --name ${name}; make up CLUSTER=context), ` +
        `or delete it (kind delete cluster --name ${name})`
    );
}
