import { resolve, join } from "node:path";

/** Stack files of this machine's platform, by their value of `STACK`. */
export const STACK_FILES = { local: "Pulumi.local.yaml", elt: "local/elt.yaml" } as const;
export type StackName = keyof typeof STACK_FILES;

/** Every file that `make up` keeps, all below `.local/` in the checkout. */
export interface Paths {
    checkout: string;
    /** The tracked stack file to use. */
    settings: string;
    /** Where the cluster and the state are, and where the cluster comes from. */
    record: string;
    /** Exists while a command runs, and remains if it is interrupted. */
    run: string;
    /** The Pulumi project that runs: the checkout's own, with what was decided for this machine. */
    project: string;
    stackFile: string;
    /** Pulumi's state, if the user is not logged in to a backend. */
    state: string;
    /** The state after the last `make up`: Pulumi keeps its own copies next to the state. */
    stateCopy: string;
    /** A state that became unusable. */
    stateAside: string;
    passphrase: string;
    /** For Pulumi and its plugins; the Kubernetes provider leaves kubeconfigs in it. */
    temporary: string;
    /** PULUMI_HOME of an engine that was built here, so that `~/.pulumi` stays untouched. */
    pulumiHome: string;
    /** Kubeconfig of the kind cluster. */
    kubeconfig: string;
    /** Shell variables for users who want to run `pulumi` and `kubectl` themselves. */
    env: string;
}

export function pathsOf(checkout: string, stack: StackName = "local"): Paths {
    const local = (...names: string[]) => join(resolve(checkout), ".local", ...names);
    return {
        checkout: resolve(checkout),
        settings: join(resolve(checkout), STACK_FILES[stack]),
        record: local("record.json"),
        run: local("run.json"),
        project: local("project"),
        stackFile: local("project", "Pulumi.local.yaml"),
        state: local("state"),
        stateCopy: local("state-copy.json"),
        stateAside: local("state-aside"),
        passphrase: local("passphrase"),
        temporary: local("tmp"),
        pulumiHome: local("pulumi-home"),
        kubeconfig: local("kubeconfig"),
        env: local("env"),
    };
}
