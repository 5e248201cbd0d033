import * as fs from "node:fs";
import {
    isKubeconfigContent,
    Kubeconfig,
    kubeconfigOf,
    kubeconfigPaths,
    parseKubeconfig,
    readKubeconfigFiles,
} from "../kubernetes/kubeconfigFile";
import { problem, unknownName } from "../validation/problems";

/** One context, ready to be used. */
export interface KubeContext {
    name: string;
    /** Kubeconfig that holds this context only. */
    kubeconfig: string;
}

interface Source {
    /** Where it was read, for messages. */
    origin: string;
    config: Kubeconfig;
}

/**
 * Finds a context in the kubeconfig files that kubectl would read, or in the given kubeconfig.
 *
 * @param subject who asks, for messages
 */
export function findKubeContext(
    args: { context?: string; kubeconfig?: string },
    subject: string,
): KubeContext {
    const { origin, config } = readSource(args.kubeconfig, subject);
    const names = config.contexts.map(({ name }) => name);
    const name = args.context ?? config["current-context"];
    if (!name) {
        const known = `known: ${names.join(", ") || "none"}`;
        throw problem(subject, "context", `is missing; ${origin} has no current one (${known})`);
    }
    const context = config.contexts.find((candidate) => candidate.name === name);
    if (context === undefined) {
        const message = `${unknownName("kube context", name, names)} in ${origin}`;
        throw problem(subject, "context", message);
    }
    try {
        return { name, kubeconfig: kubeconfigOf(config, context) };
    } catch (error) {
        const message = `${origin}, context "${name}": ${(error as Error).message}`;
        throw problem(subject, "kubeconfig", message);
    }
}

function readSource(given: string | undefined, subject: string): Source {
    const isText = given !== undefined && isKubeconfigContent(given);
    const files = isText ? [] : kubeconfigPaths(given);
    const origin = isText ? "the given kubeconfig" : files.join(", ");
    if (!isText && !files.some((file) => fs.existsSync(file))) {
        const message = `${origin} does not exist; name a kubeconfig file, or set KUBECONFIG`;
        throw problem(subject, "kubeconfig", message);
    }
    try {
        return { origin, config: isText ? parseKubeconfig(given) : readKubeconfigFiles(files) };
    } catch (error) {
        // The parser's further lines show the ones around the mistake, credentials included.
        const [reason] = (error as Error).message.split("\n");
        const message = `${origin} cannot be read: ${reason}`;
        throw problem(subject, "kubeconfig", message);
    }
}
