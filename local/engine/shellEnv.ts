import type { Cluster } from "../clusters/source";
import type { Paths } from "../paths";
import { writeWhole } from "../recovery/record";

/** The Kubernetes provider leaves a kubeconfig in each run's temporary files. */
const PULUMI = `pulumi() (
    TMPDIR=$(mktemp -d) || exit
    export TMPDIR
    trap 'rm -rf "$TMPDIR"' EXIT
    trap : INT TERM
    command pulumi "$@"
)
`;

/**
 * Writes the file that sets up a shell to run `pulumi` and `kubectl` as `make up` does: `.
 * .local/env`.
 */
export function writeShellEnv(paths: Paths, env: NodeJS.ProcessEnv, cluster: Cluster): void {
    writeWhole(paths.env, shellEnv(env, process.env, cluster) + PULUMI, 0o600);
}

/** Only the variables that differ from the user's own. */
export function shellEnv(
    env: NodeJS.ProcessEnv,
    users: NodeJS.ProcessEnv,
    { kubeconfig }: Pick<Cluster, "kubeconfig">,
): string {
    const wanted: NodeJS.ProcessEnv = {
        ...env,
        PULUMI_STACK: "local",
        ...(kubeconfig && { KUBECONFIG: kubeconfig }),
    };
    return Object.entries(wanted)
        .filter(([name, value]) => value !== users[name])
        .map(([name, value]) => line(name, value))
        .join("");
}

function line(name: string, value: string | undefined): string {
    return value === undefined ? `unset ${name}\n` : `export ${name}=${quoted(value)}\n`;
}

function quoted(value: string): string {
    return `'${value.replaceAll("'", `'\\''`)}'`;
}
