import { which } from "../sandbox/shell";
import { clusterProgram } from "../sandbox/tools";
import type { Cluster } from "./clusters/source";

/** `kubectl` as the user can type it: the sandbox built one where none is installed. */
export function kubectlFor(cluster: Pick<Cluster, "way">): string {
    return cluster.way === "sandbox" && !which("kubectl") ? clusterProgram("kubectl") : "kubectl";
}
