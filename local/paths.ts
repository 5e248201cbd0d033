import { resolve, join } from "node:path";

/** Stack files of this machine's platform, by the names that `STACK` has for them. */
export const STACK_FILES = { local: "Pulumi.local.yaml", elt: "local/elt.yaml" } as const;
export type StackName = keyof typeof STACK_FILES;

/** Every file that `make up` keeps, all of it below `.local/` of the checkout. */
export interface Paths {
    checkout: string;
    /** The tracked stack file whose settings are used. */
    settings: string;
    /** Where the cluster and the state are, and who made the cluster. */
    record: string;
    /** Stands while a command runs, and stays where one was interrupted. */
    run: string;
    /**
     * The Pulumi project that is run: the checkout's own, with what was decided for this machine.
     */
    project: string;
    stackFile: string;
    /** Pulumi's state, where the user is not logged in to a backend. */
    state: string;
    /** The state after the last `make up`: Pulumi keeps its own copies beside the state. */
    stateCopy: string;
    /** A state that could not be used any more. */
    stateAside: string;
    passphrase: string;
    /** Of Pulumi and its plugins; the Kubernetes one leaves kubeconfigs in it. */
    temporary: string;
    /** PULUMI_HOME of an engine that was built, so that `~/.pulumi` stays as it is. */
    pulumiHome: string;
    /** Of the kind cluster. */
    kubeconfig: string;
    /** Shell variables for people who want to run `pulumi` and `kubectl` themselves. */
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
