import {
    ClusterChoice,
    ClusterSettings,
    EksCluster,
    ExistingEksCluster,
    KubeContextCluster,
} from "../components";

/** Creates the cluster, or the connection to it. */
export function createCluster(
    name: string,
    settings: ClusterSettings,
): KubeContextCluster | EksCluster | ExistingEksCluster {
    switch (settings.kind) {
        case ClusterChoice.Kubernetes:
            return new KubeContextCluster(name, settings.args);
        case ClusterChoice.Eks:
            return new EksCluster(name, settings.args);
        case ClusterChoice.ExistingEks:
            return new ExistingEksCluster(name, settings.args);
    }
}
