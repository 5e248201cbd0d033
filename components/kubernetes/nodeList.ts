import * as pulumi from "@pulumi/pulumi";
import { kubernetesApi } from "./api";
import { Node } from "./objects";

const lists = new WeakMap<object, Promise<Node[]>>();

/**
 * The nodes of a cluster, listed once for all who ask in a run of the program: there may be thousands.
 *
 * @param contents of the kubeconfig, once they are known
 * @param asker stands for the cluster where the kubeconfig is a plain text
 */
export function nodesOnce(
    kubeconfig: pulumi.Input<string>,
    contents: string,
    asker: object,
): Promise<Node[]> {
    const key = typeof kubeconfig === "string" ? asker : kubeconfig;
    const list = lists.get(key) ?? kubernetesApi(contents).listNodes();
    lists.set(key, list);
    return list;
}
