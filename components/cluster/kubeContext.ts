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

/** A single context, ready to use. */
export interface KubeContext {
    name: string;
    /** Kubeconfig that contains only this context. */
    kubeconfig: string;
}

interface Source {
    /** Where it was read from, for messages. */
    origin: string;
    config: Kubeconfig;
}

/**
 * Finds a context in the given kubeconfig, or in the kubeconfig files that kubectl would read.
 *
 * @param subject the component that asks, for messages
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
        const message = `is missing, and ${origin} has no current context (${known})`;
        throw problem(subject, "context", message);
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
    const isContents = given !== undefined && isKubeconfigContent(given);
    const files = isContents ? [] : kubeconfigPaths(given);
    const origin = isContents ? "the given kubeconfig" : files.join(", ");
    if (!isContents && !files.some((file) => fs.existsSync(file))) {
        const message = `${origin} does not exist: name a kubeconfig file, or set KUBECONFIG`;
        throw problem(subject, "kubeconfig", message);
    }
    try {
        const config = isContents ? parseKubeconfig(given) : readKubeconfigFiles(files);
        return { origin, config };
    } catch (error) {
        // The parser's other lines quote the file around the error, including credentials.
        const [reason] = (error as Error).message.split("\n");
        const message = `${origin} cannot be read: ${reason}`;
        throw problem(subject, "kubeconfig", message);
    }
}
