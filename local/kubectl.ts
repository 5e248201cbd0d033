import { which } from "../sandbox/shell";
import { program } from "../sandbox/tools";
import { clusterBuilds } from "../sandbox/tools/catalogue";
import type { Cluster } from "./clusters/way";

/** `kubectl` as the user can type it: the sandbox built one where none is installed. */
export function kubectlFor(cluster: Pick<Cluster, "way">): string {
    const kubernetes = clusterBuilds.find((build) => "kubectl" in build.programs);
    return cluster.way === "sandbox" && kubernetes && !which("kubectl")
        ? program(kubernetes, "kubectl")
        : "kubectl";
}
